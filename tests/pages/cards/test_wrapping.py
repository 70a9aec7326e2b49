"""No line is wider than its column, and no word is lost without a sign."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.pages.cards.wrapping import fit, line_width, wrap

SIZE, COLUMN = 38, 500.0


@given(st.text(max_size=300), st.integers(1, 6))
def test_lines_keep_to_their_column_and_their_number(text: str, most: int) -> None:
    lines = wrap(text, SIZE, COLUMN, most)
    assert len(lines) <= most
    assert all(line_width(line, SIZE) <= COLUMN for line in lines)


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=12), max_size=12))
def test_short_words_stay_whole_and_in_order(words: list[str]) -> None:
    lines = wrap(" ".join(words), SIZE, COLUMN, 100)
    assert " ".join(lines).split() == words


def test_what_has_no_room_ends_in_a_sign() -> None:
    assert wrap("one two three four", SIZE, 120.0, 1)[0].endswith("…")


def test_a_word_longer_than_a_line_is_broken() -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    lines = wrap(word, SIZE, COLUMN, 9)
    assert len(lines) > 1
    assert "".join(lines) == word


@pytest.mark.parametrize(("text", "size"), [("Short", 84), ("A title that needs more room", 60)])
def test_the_largest_size_with_room_is_taken(text: str, size: int) -> None:
    assert fit(text, (84, 60, 40), 1000.0, 1) == (size, (text,))


def test_nothing_makes_no_line() -> None:
    assert wrap("  ", SIZE, COLUMN, 3) == ()


def test_a_novel_in_a_cell_is_measured_at_once() -> None:
    started = process_time()
    size, lines = fit("W" * 3_000, (84, 76, 68, 60, 52), 1000.0, 3)
    assert process_time() - started < 2  # it was a minute
    assert size == 52
    assert len(lines) == 3
    assert lines[-1].endswith("…")

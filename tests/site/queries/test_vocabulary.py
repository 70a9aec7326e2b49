"""The lists of words are folded, and every short name leads to a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from locator.geo.names import fold_words
from locator.site.queries import vocabulary
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.site.snapshot import Site

PHRASES = [
    *vocabulary.FILLER,
    *vocabulary.ABROAD,
    *vocabulary.UNITS,
    *vocabulary.STREET_TYPES_AFTER_NUMBER,
    *vocabulary.REGION_WORDS,
    *vocabulary.NICKNAMES,
    *(" ".join(words) for words in (*vocabulary.NEAR_ME, *vocabulary.COUNTRY)),
]


def test_every_word_stands_folded() -> None:
    assert [phrase for phrase in PHRASES if " ".join(fold_words(phrase)) != phrase] == []


@pytest.mark.parametrize("short", vocabulary.NICKNAMES)
def test_every_short_name_is_one_place(example: Site, short: str) -> None:
    place = find_place(example, short).origin
    assert place
    assert find_place(example, vocabulary.NICKNAMES[short]).origin == place


def test_nothing_is_both_abroad_and_a_state() -> None:
    assert not vocabulary.ABROAD & vocabulary.REGION_WORDS.keys()

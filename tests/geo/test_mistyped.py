from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from locator.geo.mistyped import Mistyped
from locator.geo.prefixes import Prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = ["daytona", "daytonabeach", "deland", "lakemary", "lakemary", "newsmyrnabeach", "orlando"]
words = st.text(alphabet="abc", min_size=1, max_size=7)


def found(keys: list[str], typed: str) -> set[str]:
    ids = Mistyped(Prefixes((key, i) for i, key in enumerate(keys))).beginning(typed)
    assert len(ids) == len(set(ids))
    return {keys[i] for i in ids}


def test_one_mistake_in_the_beginning_is_forgiven() -> None:
    for typed in ("dayt9nab", "datonab", "dayytonab", "daytnoab"):
        assert found(KEYS, typed) == {"daytonabeach"}, typed
    assert found(KEYS, "newsymrnab") == {"newsmyrnabeach"}


def test_a_wrong_last_letter_counts_only_at_the_end_of_a_name() -> None:
    assert found(KEYS, "orlandp") == found(KEYS, "orlandoo") == {"orlando"}
    assert found(KEYS, "orlax") == set()


def test_the_first_letter_counts_as_right_unless_it_is_swapped() -> None:
    assert found(KEYS, "porlando") == set()
    assert found(KEYS, "rolando") == {"orlando"}


def test_nothing_is_found_among_nothing() -> None:
    assert found([], "abc") == found(KEYS, "") == found(KEYS, "x") == set()


@given(st.lists(words, max_size=30), st.text(alphabet="abc", min_size=3, max_size=8))
def test_what_is_found_begins_as_every_mistake_mended_would(keys: list[str], typed: str) -> None:
    meant = {mended for at in range(len(typed)) for mended in mistakes_mended(typed, at)}
    ends = {typed[:-1] + letter for letter in ("", *ascii_lowercase)}
    assert found(keys, typed) == {key for key in keys if key.startswith(tuple(meant)) or key in ends}


def mistakes_mended(typed: str, at: int) -> Iterator[str]:
    """What was meant if the letter there is the mistake, the last one missing at most."""
    head, rest, after = typed[:at], typed[at:], typed[at + 1 :]
    if after:
        yield head + after[0] + rest[0] + after[1:]
    if at == 0:
        return
    if after:
        yield head + after
    for letter in ascii_lowercase:
        yield head + letter + rest
        if after:
            yield head + letter + after

from __future__ import annotations

from string import ascii_lowercase

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from locator.geo.prefixes import Prefixes

KEYS = ["daytona", "daytonabeach", "deland", "lakemary", "lakemary", "newsmyrnabeach", "orlando"]
words = st.text(alphabet="abc", min_size=1, max_size=7)


def prefixes(keys: list[str]) -> Prefixes:
    return Prefixes((key, i) for i, key in enumerate(keys))


def found(keys: list[str], ids: object) -> set[str]:
    return {keys[i] for i in ids}  # type: ignore[attr-defined]


def test_a_name_is_found_whole_and_by_its_beginning() -> None:
    index = prefixes(KEYS)
    assert sorted(index.named("lakemary")) == [3, 4]
    assert index.named("lake").size == 0
    assert found(KEYS, index.beginning("day")) == {"daytona", "daytonabeach"}


def test_one_mistake_in_the_beginning_is_forgiven() -> None:
    index = prefixes(KEYS)
    for typed in ("dayt9nab", "datonab", "dayytonab", "daytnoab"):
        assert found(KEYS, index.misspelled(typed)) == {"daytonabeach"}, typed
    assert found(KEYS, index.misspelled("newsymrnab")) == {"newsmyrnabeach"}


def test_a_wrong_last_letter_counts_only_at_the_end_of_a_name() -> None:
    index = prefixes(KEYS)
    assert found(KEYS, index.misspelled("orlandp")) == {"orlando"}
    assert index.misspelled("orlax").size == 0


def test_the_first_letter_counts_as_right_unless_it_is_swapped() -> None:
    index = prefixes(KEYS)
    assert index.misspelled("porlando").size == 0
    assert found(KEYS, index.misspelled("rolando")) == {"orlando"}


def test_nothing_is_found_among_nothing() -> None:
    index = prefixes([])
    assert index.beginning("a").size == index.misspelled("abc").size == index.named("").size == 0


@given(st.lists(words, max_size=30), words)
def test_beginnings_are_those_of_str_startswith(keys: list[str], typed: str) -> None:
    index = prefixes(keys)
    assert sorted(index.beginning(typed)) == [i for i, key in enumerate(keys) if key.startswith(typed)]
    assert sorted(index.named(typed)) == [i for i, key in enumerate(keys) if key == typed]


@given(st.lists(words, max_size=30), words)
def test_a_misspelled_beginning_is_one_mistake_from_a_true_one(keys: list[str], typed: str) -> None:
    for key in found(keys, prefixes(keys).misspelled(typed)):
        assert min(OSA.distance(typed, key[:end]) for end in range(len(key) + 1)) <= 1


@given(words, st.integers(min_value=1, max_value=6), st.sampled_from(ascii_lowercase))
def test_a_wrong_letter_within_the_name_is_always_found(key: str, at: int, letter: str) -> None:
    if at < len(key):
        assert prefixes([key]).misspelled(key[:at] + letter + key[at + 1 :]).size

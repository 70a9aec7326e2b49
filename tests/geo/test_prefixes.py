from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from locator.geo.prefixes import Prefixes, after_all

KEYS = ["daytona", "daytonabeach", "deland", "lakemary", "lakemary", "newsmyrnabeach", "orlando"]
words = st.text(alphabet="abc", min_size=1, max_size=7)


def prefixes(keys: list[str]) -> Prefixes:
    return Prefixes((key, i) for i, key in enumerate(keys))


def test_a_name_is_found_whole_and_by_its_beginning() -> None:
    index = prefixes(KEYS)
    assert sorted(index.named("lakemary")) == [3, 4]
    assert index.named("lake").size == 0
    assert {KEYS[i] for i in index.beginning("day")} == {"daytona", "daytonabeach"}


def test_nothing_is_found_among_nothing() -> None:
    index = prefixes([])
    assert index.beginning("a").size == index.named("").size == 0


@given(st.lists(words, max_size=30), words)
def test_beginnings_are_those_of_str_startswith(keys: list[str], typed: str) -> None:
    index = prefixes(keys)
    assert sorted(index.beginning(typed)) == [i for i, key in enumerate(keys) if key.startswith(typed)]
    assert sorted(index.named(typed)) == [i for i, key in enumerate(keys) if key == typed]


@given(st.text(max_size=3), st.text(max_size=3))
@example("a\U0010ffff", "b")
def test_what_begins_so_comes_before_what_is_after_all(prefix: str, other: str) -> None:
    assert prefix + other.rstrip("\U0010ffff") < after_all(prefix)
    assert other < after_all(prefix) or other > prefix

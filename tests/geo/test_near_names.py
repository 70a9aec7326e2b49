from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from locator.geo.near_names import NearNames

words = st.text(alphabet="abcdeéß9", max_size=9)


def test_the_nearest_come_first_and_the_name_itself_not_at_all() -> None:
    names = NearNames(["delands", "deland", "devland", "dland"])
    assert names.near("deland", 1) == [("delands", 1), ("devland", 1), ("dland", 1)]
    assert names.near("delnds", 2) == [("delands", 1), ("deland", 2)]
    assert NearNames(()).near("deland", 2) == []


@given(st.sets(words, max_size=40), words, st.integers(min_value=1, max_value=2))
def test_nothing_that_is_near_is_passed_over(keys: set[str], key: str, mistakes: int) -> None:
    distances = {name: OSA.distance(key, name) for name in keys}
    near = {name: distance for name, distance in distances.items() if 0 < distance <= mistakes}
    assert dict(NearNames(keys).near(key, mistakes)) == near

"""JSON that is put together is the JSON of what was put together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locator.pages.api.json_text import json_text, member, merged

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(), each, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), values, max_size=6), st.integers(0, 6))
def test_objects_are_merged_in_their_order(whole: dict[str, object], at: int) -> None:
    pairs = list(whole.items())
    assert merged(json_text(dict(pairs[:at])), json_text(dict(pairs[at:]))) == json_text(whole)


@given(st.lists(values, max_size=4))
def test_a_member_is_a_list_of_values_that_are_ready(several: list[object]) -> None:
    assert member("clinics", map(json_text, several)) == json_text({"clinics": several})

"""JSON that is put together is the JSON of what was put together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locator.pages.api.json_text import json_object, json_text, member, members

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(), each, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), values, max_size=6), st.integers(0, 6))
def test_members_are_put_together_in_their_order(whole: dict[str, object], at: int) -> None:
    pairs = list(whole.items())
    assert json_object(members(dict(pairs[:at])), members(dict(pairs[at:]))) == json_text(whole)


@given(st.lists(values, max_size=4))
def test_a_member_is_a_list_of_values_that_are_ready(several: list[object]) -> None:
    assert json_object(member("clinics", map(json_text, several))) == json_text({"clinics": several})

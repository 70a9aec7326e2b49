"""Cutting a list behind an id: no matter how it is cut, nothing comes twice or is skipped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locator.pages.api.pagination import cut, next_url

ids = st.lists(st.text("abc-", min_size=1, max_size=4), unique=True).map(sorted)


@given(ids, st.lists(st.integers(1, 5), min_size=60, max_size=60))
def test_the_pages_together_are_the_list_whatever_their_sizes(items: list[str], sizes: list[int]) -> None:
    found: list[str] = []
    after = ""
    for size in sizes:
        page, after = cut(items, str, after=after, limit=size)
        found += page
        if not after:
            break
    assert found == items


@given(ids, st.integers(1, 5), st.data())
def test_what_comes_and_goes_between_two_pages_moves_nothing_else(
    items: list[str], limit: int, data: st.DataObject
) -> None:
    first, after = cut(items, str, after="", limit=limit)
    kept = data.draw(st.sets(st.sampled_from(items))) if items else set()
    later, _ = cut(sorted(kept), str, after=after, limit=100) if after else ([], "")
    assert list(later) == [id_ for id_ in sorted(kept) if after and id_ > after]
    assert not set(first) & set(later)


@given(ids, st.integers(1, 5), st.text("abc-", max_size=4), st.sets(st.text("abc-", min_size=1, max_size=4)))
def test_what_is_not_accepted_is_as_if_it_were_not_there(
    items: list[str], limit: int, after: str, refused: set[str]
) -> None:
    accepted = [item for item in items if item not in refused]
    found = cut(items, str, after=after, limit=limit, accept=lambda item: item not in refused)
    assert found == cut(accepted, str, after=after, limit=limit)


def test_the_next_page_has_an_address_and_the_last_has_none() -> None:
    asked = {"treatment": ("a", "b"), "limit": 2}
    expected = "https://x.example/api/v1/towns?treatment=a&treatment=b&limit=2&after=fl/deland"
    assert next_url("https://x.example", "/api/v1/towns", asked, "fl/deland") == expected
    assert next_url("https://x.example", "/api/v1/towns", asked, "") is None

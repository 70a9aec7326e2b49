"""Townships and small places: known, but never instead of a better-known place."""

from __future__ import annotations

import pytest

from locator.model.place import PlaceKind
from locator.site.queries.answer import How
from locator.site.queries.search import find_place
from locator.site.snapshot import Site


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Berlin, VT", "Berlin, VT"),
        ("WOOLWICH TWP NJ", "Woolwich Township, NJ"),
        ("Woolwich, NJ", "Woolwich Township, NJ"),
        ("back pain treatment delran", "Delran Township, NJ"),
    ],
)
def test_a_township_or_a_town_of_new_england_is_found(example: Site, text: str, label: str) -> None:
    answer = find_place(example, text)
    assert answer.origin
    assert (answer.origin.label, answer.origin.kind, answer.how) == (label, PlaceKind.LOCALITY, How.NAME)


def test_a_town_that_the_name_is_short_for_goes_before_a_township_in_the_fields(example: Site) -> None:
    origin = find_place(example, "Overland, KS").origin
    assert origin
    assert origin.label == "Overland Park, KS"


def test_of_townships_of_one_name_the_one_among_far_more_people_is_meant(example: Site) -> None:
    origin = find_place(example, "Bloomfield Township, MI").origin
    assert origin
    assert origin.county == "Oakland County"


def test_townships_of_one_name_are_a_choice_that_leads_to_each(example: Site) -> None:
    answer = find_place(example, "Liberty Township, OH")
    assert answer.origin is None
    assert len(answer.candidates) == 10
    for place in answer.candidates:
        assert find_place(example, place.full_label).origin == place


def test_a_larger_town_of_the_name_hides_the_townships(example: Site) -> None:
    answer = find_place(example, "Berlin")
    assert all(place.kind is not PlaceKind.LOCALITY for place in answer.candidates)

"""A geocoder betters an answer; it never makes one worse, and is never believed outside the country."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.geo.distance import distance_km
from locator.geo.services.address_finder import AddressFinder, FoundAddress
from locator.geo.services.hit import Hit
from locator.geo.services.known import OSM
from locator.model.place import PlaceKind
from locator.model.point import Point
from locator.site.queries.answer import Answer, How
from locator.site.queries.geocoding import NAMED_KM, can_refine, refine
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.site.snapshot import Site

STREET = Point(28.75789, -81.32014)  # in Lake Mary, FL
ORLANDO = Point(28.5384, -81.3789)
DISNEY = Point(28.3852, -81.5639)
ANAHEIM = Point(33.8121, -117.9190)
WINDSOR = Point(42.3149, -83.0364)  # Ontario, across the river from Detroit


@dataclass
class Known:
    """Stands for an AddressFinder: knows some points, remembers what it was asked."""

    points: tuple[Point, ...] = ()
    is_partial: bool = False
    queries: list[str] = field(default_factory=list)

    def find(self, query: str) -> FoundAddress:
        self.queries.append(query)
        return FoundAddress(tuple(Hit(point, self.is_partial) for point in self.points), ("Photon",), OSM)


def refined(site: Site, text: str, *points: Point, is_partial: bool = False) -> Answer:
    finder = Known(points, is_partial)
    return refine(site, find_place(site, text), cast("AddressFinder", finder))


def told(site: Site, text: str) -> list[str]:
    finder = Known()
    refine(site, find_place(site, text), cast("AddressFinder", finder))
    return finder.queries


@pytest.mark.parametrize(
    "text",
    [
        "145 Crystal Lake Ave, Lake Mary, FL 32746",
        "145 Crystal Lake Ave, Lake Mary, FL",
        "145 Crystal Lake Ave 32746",
    ],
)
def test_a_street_address_is_measured_from_itself(example: Site, text: str) -> None:
    assert find_place(example, text).is_address
    answer = refined(example, text, STREET)
    assert answer.origin
    assert answer.origin.point == STREET
    assert answer.origin.label == text
    assert answer.origin.kind is PlaceKind.ADDRESS
    assert (answer.origin.post_office, answer.origin.region) == ("Lake Mary", "FL")
    assert (answer.how, answer.is_address, answer.asked, answer.credit) == (
        How.ADDRESS,
        False,
        ("Photon",),
        OSM,
    )


def test_a_place_that_no_table_knows_is_found(example: Site) -> None:
    answer = refined(example, "Epcot Spaceship", DISNEY)
    assert answer.origin
    assert (answer.origin.point, answer.how) == (DISNEY, How.ADDRESS)
    assert not answer.suggestions


@pytest.mark.parametrize(
    "text",
    [
        "Lake Mary, FL",
        "32746",
        "28.7,-81.3",
        "Springfield",
        "Florida",
        "Seminole County",
        "near me",
        "London, Ontario",
        "99999",
        "back pain treatment",
        "",
        "New Symrna Beach",
        "PO Box 12, Lake Mary, FL 32746",
    ],
)
def test_nobody_is_asked_what_the_gazetteer_answers(example: Site, text: str) -> None:
    assert told(example, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "jane.roe@mail.test",
        "call 386 555 0190 now please",
        "(386) 555-0190 xyzzy qwert",
        "https://xyzzy.test/qwert",
        "078-05-1120 xyzzy",
        "?? !! 12",
    ],
)
def test_what_is_no_address_is_told_to_nobody(example: Site, text: str) -> None:
    assert told(example, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("145 Crystal Lake Ave, Lake Mary, FL 32746", "145 crystal lake ave, lake mary, fl 32746"),
        ("back pain treatment 145 Crystal Lake Ave, Lake Mary", "145 crystal lake ave, lake mary"),
        ("dolor de espalda 145 Crystal Lake Ave, Lake Mary, USA", "145 crystal lake ave, lake mary"),
        ("acupuncture near Epcot Spaceship", "epcot spaceship"),
    ],
)
def test_a_treatment_is_told_to_nobody(example: Site, text: str, words: str) -> None:
    assert told(example, text) == [words]


def test_with_a_treatment_the_place_is_called_without_it(example: Site) -> None:
    answer = refined(example, "back pain treatment 145 Crystal Lake Ave, Lake Mary", STREET)
    assert answer.origin
    assert answer.origin.label == "145 crystal lake ave, lake mary"
    assert answer.treatment == "back-pain-treatment"


def unrefined(example: Site, text: str, *points: Point, is_partial: bool = False) -> None:
    """The gazetteer's answer stands; only that somebody was asked is added."""
    before = find_place(example, text)
    after = refined(example, text, *points, is_partial=is_partial)
    assert after.asked == ("Photon",)
    assert (after.origin, after.how, after.suggestions, after.is_address, after.credit) == (
        before.origin,
        before.how,
        before.suggestions,
        before.is_address,
        None,
    )
    assert not after.candidates or after.candidates == before.candidates


ADDRESS = "145 Crystal Lake Ave, Lake Mary, FL 32746"


def test_no_answer_leaves_the_gazetteers(example: Site) -> None:
    unrefined(example, ADDRESS)
    unrefined(example, "Epcot Spaceship")


@pytest.mark.parametrize(
    "point",
    [
        Point(25.7617, -80.1918),  # Miami: in the state, but not near the ZIP
        Point(0, 0),
        Point(28.76, -79.9),  # out at sea
        ANAHEIM,
    ],
)
def test_a_result_far_from_what_was_named_is_another_place(example: Site, point: Point) -> None:
    unrefined(example, ADDRESS, point)


@pytest.mark.parametrize(
    "point", [WINDSOR, Point(51.5, -0.12), Point(23.1, -82.4), Point(0, 0), Point(28.5, -79)]
)
def test_a_result_outside_the_country_is_none(example: Site, point: Point) -> None:
    unrefined(example, "Epcot Spaceship", point)


def test_a_result_in_another_state_than_the_one_named_is_none(example: Site) -> None:
    unrefined(example, "Epcot Spaceship, CA", DISNEY)
    assert refined(example, "Epcot Spaceship, CA", ANAHEIM).origin
    # Near enough, but across the state line: Valdosta, GA, and a point in Florida.
    unrefined(example, "12 Main St, Valdosta, GA", Point(30.47, -83.41))


def test_a_result_that_left_words_out_needs_a_town_to_lie_near(example: Site) -> None:
    unrefined(example, "Epcot Spaceship", DISNEY, is_partial=True)
    assert refined(example, ADDRESS, STREET, is_partial=True).how is How.ADDRESS


def test_bad_results_beside_a_good_one_do_not_count(example: Site) -> None:
    answer = refined(example, ADDRESS, ANAHEIM, Point(0, 0), STREET, WINDSOR)
    assert answer.origin
    assert answer.origin.point == STREET


def test_results_in_one_area_are_one_the_middle_of_them(example: Site) -> None:
    points = Point(28.70, -81.30), Point(28.75, -81.32), Point(28.80, -81.33)
    answer = refined(example, "Epcot Spaceship", *points)
    assert answer.origin
    assert answer.origin.point == points[1]


def test_results_apart_are_a_choice_if_nothing_else_is_known(example: Site) -> None:
    answer = refined(example, "Epcot Spaceship", DISNEY, ANAHEIM, Point(28.39, -81.57))
    assert answer.origin is None
    assert [place.label for place in answer.candidates] == [
        "Epcot Spaceship, Celebration, FL",
        "Epcot Spaceship, Anaheim, CA",
    ]
    assert answer.how is How.ADDRESS
    assert answer.credit == OSM


def test_each_choice_leads_on(example: Site) -> None:
    for place in refined(example, "Epcot Spaceship", DISNEY, ANAHEIM).candidates:
        again = refined(example, place.full_label, DISNEY, ANAHEIM)
        assert again.origin
        assert again.origin.point == place.point


def test_results_apart_leave_the_town_that_was_named(example: Site) -> None:
    unrefined(example, "12 Main St, Lake Mary, FL", STREET, ORLANDO, Point(28.2, -81.3))


def test_what_can_be_bettered_is_said_by_the_answer() -> None:
    assert can_refine(Answer("Epcot Spaceship"))
    assert not can_refine(Answer("Epcot Spaceship", how=How.ABROAD))


points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
near = st.builds(Point, st.floats(27.5, 30), st.floats(-82.5, -80))


@settings(deadline=None, max_examples=60)
@given(found=st.lists(st.one_of(points, near), max_size=5))
def test_a_town_that_was_named_is_never_left(example: Site, found: list[Point]) -> None:
    before = find_place(example, ADDRESS)
    after = refined(example, ADDRESS, *found)
    assert before.origin
    assert after.origin
    assert distance_km(before.origin.point, after.origin.point) <= NAMED_KM
    assert "FL" in {region.code for region in example.outlines.regions_near(after.origin.point)}
    assert after.origin.point in {before.origin.point, *found}

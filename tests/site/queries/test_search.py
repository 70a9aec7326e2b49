"""find_place: what a visitor may type, and that nobody is sent to the first of several towns of one name."""

from __future__ import annotations

import dataclasses
import time

import pytest
from finding import candidates, found, unknown
from hypothesis import given
from hypothesis import strategies as st

from locator.model.place import PlaceKind
from locator.model.point import Point
from locator.model.region import REGIONS
from locator.site.queries.answer import Answer, How
from locator.site.queries.places import MAX_CANDIDATES
from locator.site.queries.search import find_place
from locator.site.snapshot import Site

# ZIP codes


@pytest.mark.parametrize(
    "text",
    ["32114", " 32114 ", "32114-1234", "32114 1234", "321141234", "32114, USA", "32114-", "３２１１４"],
)
def test_a_zip_is_found_with_or_without_its_four_further_digits(example: Site, text: str) -> None:
    place = found(example, text)
    assert (place.kind, place.label) == (PlaceKind.ZIP, "32114 Daytona Beach, FL")


def test_a_zip_of_post_office_boxes_is_found(example: Site) -> None:
    assert found(example, "32115").label == "32115 Daytona Beach, FL"


def test_a_zip_with_leading_zeros_is_found(example: Site) -> None:
    assert found(example, "02108").region == "MA"


@pytest.mark.parametrize("text", ["00000", "99999", "1234", "123456"])
def test_what_only_looks_like_a_zip_is_unknown(example: Site, text: str) -> None:
    assert unknown(example, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "500 Example Parkway, Lake Mary, FL 32746",
        "500 Example Parkway, Suite 200, Lake Mary, FL 32746-1234",
        "500 Example Parkway, Lake Mary, FL 32746, USA",
        "500 Example Parkway Lake Mary Florida 32746 United States",
        "12345 Example Parkway, Lake Mary, FL 32746",
        "500 Example Parkway\nLake Mary, FL\n32746\n",
        "Lake Mary, FL, 32746",
    ],
)
def test_an_address_is_placed_by_the_zip_at_its_end(example: Site, text: str) -> None:
    assert found(example, text).label == "32746 Lake Mary, FL"


# Towns


@pytest.mark.parametrize(
    "text",
    [
        "Daytona Beach",
        "daytona beach",
        "  Daytona   Beach ",
        "DAYTONA BEACH, FL",
        "Daytona Beach,FL",
        "Daytona Beach , fl",
        "Daytona Beach FL",
        "Daytona Beach FL.",
        "Daytona Beach, Florida",
        "Daytona Beach florida",
        "Daytona Beach, Fla.",
        "Daytona Bch, FL",
        "Daytona-Beach, FL",
        "Daytona Beach, FL, USA",
        "Daytona Beach, FL, United States",
        "Daytona Beach, Florida, U.S.A.",
        "Daytona Beach, Volusia County, FL",
        "daytona beach, volusia county, fl",
        "Daytona Beach, Volusia, FL",
        "Daytona Beach, Volusia County",
        "Daytona",
        "daytona, fl",
    ],
)
def test_a_town_of_the_site_is_found_however_it_is_written(example: Site, text: str) -> None:
    place = found(example, text)
    town = example.towns_by_key["fl", "daytona-beach"]
    assert (place.name, place.region, place.county) == ("Daytona Beach", "FL", "Volusia County")
    assert (place.point, place.population) == (town.point, town.population)


def test_every_town_of_the_site_is_found_by_its_label_or_asked_about(example: Site) -> None:
    for town in example.towns:
        answer = find_place(example, town.label)
        points = [place.point for place in (answer.origin, *answer.candidates) if place]
        assert town.point in points


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Springfield, IL", "Springfield, IL"),
        ("St Pete, FL", "St. Petersburg, FL"),
        ("Saint Augustine FL", "Saint Augustine, FL"),
        ("Ft Lauderdale, FL", "Fort Lauderdale, FL"),
        ("New York, NY", "New York City, NY"),
        ("New York, N.Y.", "New York City, NY"),
        ("New York New York", "New York City, NY"),
        ("Washington, DC", "Washington, DC"),
        ("Washington, D.C.", "Washington, DC"),
        ("Washington D.C.", "Washington, DC"),
        ("Washington, District of Columbia", "Washington, DC"),
        ("Kansas City, Kansas", "Kansas City, KS"),
        ("Indiana, PA", "Indiana, PA"),
        ("Charleston West Virginia", "Charleston, WV"),
        ("Virginia, Minnesota", "Virginia, MN"),
        ("Cañon City, CO", "Cañon City, CO"),
    ],
)
def test_a_town_elsewhere_is_found_with_its_state(example: Site, text: str, label: str) -> None:
    assert found(example, text).label == label


# Several of one name


def test_springfield_is_many_and_never_the_first(example: Site) -> None:
    places = candidates(example, "Springfield")
    assert len(places) == MAX_CANDIDATES
    assert places[0].label == "Springfield, MO"
    assert {"MO", "MA", "IL"} <= {place.region for place in places}
    populations = [place.population for place in places]
    assert populations == sorted(populations, reverse=True)


@pytest.mark.parametrize(
    "text", ["Midway, FL", "Midway", "midway florida", "Midway, Fla.", "Midway, FL, USA"]
)
def test_midway_is_three_towns_of_florida_the_sites_own_first(example: Site, text: str) -> None:
    assert ("fl", "midway") in example.towns_by_key  # first in the list, but not taken for granted
    counties = [place.county for place in candidates(example, text)]
    assert counties == ["Seminole County", "Santa Rosa County", "Gadsden County"]


@pytest.mark.parametrize("county", ["Santa Rosa", "Gadsden", "Seminole"])
@pytest.mark.parametrize("form", ["Midway, {} County, FL", "midway, {} county, florida", "Midway, {}, FL"])
def test_the_county_tells_them_apart(example: Site, county: str, form: str) -> None:
    assert found(example, form.format(county)).county == f"{county} County"


def test_a_county_that_is_not_the_towns_brings_a_suggestion(example: Site) -> None:
    assert unknown(example, "Daytona Beach, Orange County, FL") == ("Daytona Beach, Volusia County, FL",)


@pytest.mark.parametrize(
    "text", ["Midway, FL", "Springfield", "Washington", "Virginia", "Kansas City", "Salem"]
)
def test_every_candidate_is_found_again_by_its_full_label(example: Site, text: str) -> None:
    for place in candidates(example, text):
        assert found(example, place.full_label).point == place.point


def test_a_town_of_the_site_goes_before_its_namesakes_in_other_states(example: Site) -> None:
    assert len(example.gazetteer.towns("Geneva")) > 1
    assert found(example, "Geneva").label == "Geneva, FL"
    assert found(example, "Geneva, NY").label == "Geneva, NY"


def test_towns_of_the_site_in_two_states_are_both_asked_about(example: Site) -> None:
    geneva = example.towns_by_key["fl", "geneva"]
    other = dataclasses.replace(geneva, region=REGIONS["NY"], point=Point(42.87, -76.99), population=13_000)
    site = dataclasses.replace(example, towns=(*example.towns, other))
    assert [place.label for place in candidates(site, "Geneva")] == ["Geneva, FL", "Geneva, NY"]


def test_the_coordinates_of_a_row_win_over_the_gazetteers(example: Site) -> None:
    town = example.towns_by_key["fl", "deltona"]
    moved = dataclasses.replace(town, point=Point(town.point.lat + 0.15, town.point.lon))  # 17 km
    site = dataclasses.replace(example, towns=(moved,))
    assert found(site, "Deltona, FL").point == moved.point


# Names that are also states


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Virginia", {"MN", "IL"}),
        ("Washington", {"DC", "UT", "IL", "PA"}),
        ("New York", {"NY"}),
        ("Port Washington", {"NY", "WI"}),
        ("Mount Washington", {"KY"}),
        ("Kansas City", {"MO", "KS"}),
    ],
)
def test_a_name_that_is_or_ends_in_a_states_name_is_first_of_all_a_name(
    example: Site, text: str, regions: set[str]
) -> None:
    assert regions <= {place.region for place in candidates(example, text)}


@pytest.mark.parametrize("text", ["FL", "West Virginia", "Hawaii"])
def test_a_state_alone_is_no_place_to_measure_from(example: Site, text: str) -> None:
    assert find_place(example, text).origin is None


def test_a_town_of_the_site_may_end_in_a_states_name(example: Site) -> None:
    town = dataclasses.replace(example.towns[0], name="Port Washington", slug="port-washington")
    site = dataclasses.replace(example, towns=(town,))
    assert found(site, "Port Washington").point == town.point


# Coordinates


@pytest.mark.parametrize(
    "text", ["29.2108,-81.0228", "29.2108, -81.0228", "(29.2108, -81.0228)", "29.2108 -81.0228"]
)
def test_coordinates_are_a_place(example: Site, text: str) -> None:
    place = found(example, text)
    assert (place.kind, place.point) == (PlaceKind.COORDINATES, Point(29.2108, -81.0228))
    assert place.label == "29.21080,-81.02280"


@pytest.mark.parametrize("text", ["90.1,0", "-91,0", "0,180.5", "0,-181", "999,999"])
def test_coordinates_outside_the_globe_are_no_place(example: Site, text: str) -> None:
    answer = find_place(example, text)
    assert (answer.origin, answer.how) == (None, How.OFF_GLOBE)


@pytest.mark.parametrize("text", ["90,180", "-90,-180", "0,0"])
def test_the_edge_of_the_globe_is_on_it(example: Site, text: str) -> None:
    assert found(example, text).kind is PlaceKind.COORDINATES


# What is not known


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Orlndo", "Orlando, FL"),
        ("Orlndo, FL", "Orlando, FL"),
        ("Dayton Beach", "Daytona Beach, FL"),
        ("Lake Marry FL", "Lake Mary, FL"),
        ("altamonte spring", "Altamonte Springs, FL"),
        ("New Symrna Beach", "New Smyrna Beach, FL"),
        ("ST PETERSBERG, FL", "St. Petersburg, FL"),
        ("MIANI, FL", "Miami, FL"),
        ("theacreage fl", "The Acreage, FL"),
        ("Overland, KS", "Overland Park, KS"),
        ("Woolley, WA", "Sedro-Woolley, WA"),
        ("Marlboro, MA", "Marlborough, MA"),
        ("123 Main St, Deltoona FL", "Deltona, FL"),
    ],
)
def test_a_slip_of_the_pen_is_mended_and_said(example: Site, text: str, label: str) -> None:
    assert found(example, text).label == label
    assert find_place(example, text).how is How.SPELLING


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("rmoe, NY", ["Rome, Oneida County, NY"]),
        ("Lake Mary High School", ["Lake Mary, Seminole County, FL"]),
        ("4101", ["04101 Portland, ME"]),
        ("Portland ME 4101", ["04101 Portland, ME"]),
    ],
)
def test_what_is_less_sure_is_suggested(example: Site, text: str, labels: list[str]) -> None:
    suggestions = unknown(example, text)
    assert [*suggestions] == labels
    assert all(found(example, suggestion) for suggestion in suggestions)


@pytest.mark.parametrize("text", ["", " ", "\n\t", ",", ",,,", "\0", "東京", "!?", "zzzzqqqq", "x" * 10_000])
def test_what_means_nothing_finds_nothing(example: Site, text: str) -> None:
    assert unknown(example, text) == ()


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("clinics in st johns county", "St. Johns County"),
        ("Miami-Dade County, FL", "Miami-Dade County"),
        ("de kalb county georgia", "DeKalb County"),
        ("in de soto county florida", "DeSoto County"),
        ("De Soto Parish, LA", "De Soto Parish"),
        ("Choctaw, MS", "Choctaw County"),
        ("miami dade", "Miami-Dade County"),
    ],
)
def test_a_county_is_told_however_it_is_written(example: Site, text: str, county: str) -> None:
    answer = find_place(example, text)
    assert answer.how is How.COUNTY
    assert {place.county for place in answer.candidates} == {county}


def test_the_answer_repeats_the_text_on_one_line(example: Site) -> None:
    assert find_place(example, "  nowhere \n at all ") == Answer("nowhere at all")


@given(
    text=st.text(max_size=40)
    | st.from_regex(r"[A-Z][a-z]{0,9},? ?(FL|Fla\.|[0-9]{5}|-?[0-9]{1,3}\.[0-9])?", fullmatch=True)
)
def test_any_text_has_an_answer(example: Site, text: str) -> None:
    answer = find_place(example, text)
    assert not (answer.origin and answer.suggestions)


@pytest.mark.parametrize("text", [" " * 100_000, "a " * 50_000, "1" * 100_000, "1," * 50_000, "," * 100_000])
def test_a_long_text_takes_no_time(example: Site, text: str) -> None:
    start = time.process_time()
    find_place(example, text)
    assert time.process_time() - start < 1

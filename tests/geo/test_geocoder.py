from __future__ import annotations

import pytest
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point as GeopyPoint

from locator.geo.gazetteer import Gazetteer
from locator.geo.geocoder import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder() -> GazetteerGeocoder:
    return GazetteerGeocoder(Gazetteer())


def one(answer: Location | list[Location] | None) -> Location:
    assert isinstance(answer, Location)
    return answer


@pytest.mark.parametrize(
    "query",
    [
        "Lake Mary, FL",
        "Lake Mary",
        "lake mary,florida",
        "  Lake Mary , FL , ",
        "Lake Mary, FL, USA",
        "Lake Mary, Florida, United States",
        "Lake Mary, Seminole County, FL",
        "Lake Mary, Seminole County",
        "Lake Mary, Seminole, FL",
    ],
)
def test_a_town_is_found_with_its_address_position_and_facts(geocoder: GazetteerGeocoder, query: str) -> None:
    location = one(geocoder.geocode(query))
    assert location.address == "Lake Mary, Seminole County, FL"
    assert (location.latitude, location.longitude) == (28.7589, -81.3178)
    assert location.raw == {
        "name": "Lake Mary",
        "region": "FL",
        "county": "Seminole County",
        "kind": "town",
        "population": 16021,
    }


@pytest.mark.parametrize("query", ["32746", " 32746-1234 ", "Lake Mary, FL 32746"])
def test_a_zip_is_found(geocoder: GazetteerGeocoder, query: str) -> None:
    location = one(geocoder.geocode(query))
    assert location.address == "Lake Mary, Seminole County, FL 32746"
    assert location.raw["name"] == "32746"
    assert location.raw["post_office"] == "Lake Mary"


@pytest.mark.parametrize(
    "query",
    [
        "Nowhereville, FL",
        "Lake Mary, GA",
        "Lake Mary, Volusia County, FL",
        "Wellington, New Zealand",
        "Montréal, QC",
        "00000",
        "Lake Mary, FL 00000",
        "",
        ",",
        ", FL",
    ],
)
def test_an_unknown_place_is_none(geocoder: GazetteerGeocoder, query: str) -> None:
    assert geocoder.geocode(query) is None
    assert geocoder.geocode(query, exactly_one=False) is None


def test_an_ambiguous_name_is_refused_and_its_candidates_named(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(GeocoderQueryError) as refusal:
        geocoder.geocode("Midway, FL")
    assert str(refusal.value) == (
        '"Midway, FL" may be any of 3 places: Midway, Santa Rosa County, FL; '
        "Midway, Gadsden County, FL; Midway, Seminole County, FL"
    )
    with pytest.raises(GeocoderQueryError, match="Sanford, Seminole County, FL"):
        geocoder.geocode("Sanford")


def test_all_candidates_are_answered_if_asked_for_larger_first(geocoder: GazetteerGeocoder) -> None:
    locations = geocoder.geocode("Midway, FL", exactly_one=False)
    assert isinstance(locations, list)
    assert [location.raw["population"] for location in locations] == [16115, 3276, 1705]


def test_an_address_that_it_gave_is_understood(geocoder: GazetteerGeocoder) -> None:
    locations = geocoder.geocode("Midway", exactly_one=False)
    assert isinstance(locations, list)
    told_apart = [x for x in locations if [y.address for y in locations].count(x.address) == 1]
    assert len(told_apart) > 10
    assert [one(geocoder.geocode(location.address)) for location in told_apart] == told_apart


def test_the_only_place_of_a_name_comes_before_one_also_known_by_it(
    geocoder: GazetteerGeocoder,
) -> None:
    assert one(geocoder.geocode("Daytona, FL")).raw["name"] == "Daytona Beach"
    assert one(geocoder.geocode("Osteen")).raw["kind"] == "community"


def test_in_a_state_its_one_settlement_is_meant_before_a_postal_community(
    geocoder: GazetteerGeocoder,
) -> None:
    both = geocoder.geocode("Mission Hills, CA", exactly_one=False)
    assert isinstance(both, list)
    assert [location.raw["kind"] for location in both] == ["town", "community"]
    assert one(geocoder.geocode("Mission Hills, CA")) == both[0]


@pytest.mark.parametrize(
    "query", ["28.76, -81.32", (28.76, -81.32), GeopyPoint(28.76, -81.32), [28.76, -81.32]]
)
def test_a_position_is_in_the_nearest_town(
    geocoder: GazetteerGeocoder, query: GeopyPoint | tuple[float, float] | str
) -> None:
    location = one(geocoder.reverse(query))
    assert location.address == "Lake Mary, Seminole County, FL"
    assert geocoder.reverse(query, exactly_one=False) == [location]


def test_a_position_far_from_any_town_has_no_place(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((1.35, 103.8)) is None
    assert geocoder.reverse((1.35, 103.8), exactly_one=False) is None


def test_a_query_that_is_no_position_is_refused(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(ValueError):
        geocoder.reverse("Lake Mary")


def test_it_stands_where_a_geopy_geocoder_stands_and_never_fetches(
    geocoder: GazetteerGeocoder,
) -> None:
    assert isinstance(geocoder, Geocoder)
    with GazetteerGeocoder(Gazetteer()) as entered:
        assert entered.geocode("Ocala", timeout=3)
    for fetch in (geocoder.adapter.get_json, geocoder.adapter.get_text):
        with pytest.raises(GeocoderUnavailable, match="offline"):
            fetch("https://example.org/", timeout=1, headers={})

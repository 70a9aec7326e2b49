"""A Site answers what is near: exactly, in order, and never with a clinic that sees nobody."""

from __future__ import annotations

import dataclasses

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from locator.geo.distance import bearing_degrees
from locator.model.clinic import Clinic, ClinicStatus
from locator.model.point import Point
from locator.site.snapshot import NearClinic, Site

MILLIMETRE = 1e-6  # in km
TREATMENTS = ("", "back-pain-treatment", "acupuncture", "physical-therapy")


def km(a: Point, b: Point) -> float:
    """By geopy, whose algorithm is not ours."""
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).km)


def by_brute_force(site: Site, origin: Point, treatment: str) -> list[tuple[float, str]]:
    """Every clinic that sees patients, nearest first."""
    return sorted(
        (km(origin, clinic.point), clinic.id)
        for clinic in site.clinics
        if clinic.status is ClinicStatus.OPEN and (not treatment or treatment in clinic.treatments)
    )


def ids(found: list[NearClinic]) -> list[str]:
    return [near.clinic.id for near in found]


def with_clinics(site: Site, *clinics: Clinic) -> Site:
    return dataclasses.replace(site, clinics=clinics)


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_the_nearest_clinics_of_every_town_are_those_of_brute_force(example: Site, treatment: str) -> None:
    for town in example.towns:
        expected = by_brute_force(example, town.point, treatment)
        for k in (1, 4, len(expected), 100):
            found = example.nearest_clinics(town.point, k, treatment=treatment)
            assert ids(found) == [id_ for _, id_ in expected[:k]], town.label
            for near, (distance, _) in zip(found, expected, strict=False):
                assert near.distance_km == pytest.approx(distance, abs=MILLIMETRE)


@given(st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)))
def test_the_order_is_exact_from_anywhere_on_the_globe(example: Site, origin: Point) -> None:
    found = example.nearest_clinics(origin, 100)
    expected = [distance for distance, _ in by_brute_force(example, origin, "")]
    assert [near.distance_km for near in found] == pytest.approx(expected, abs=MILLIMETRE)


def test_a_clinic_knows_in_which_direction_it_lies(example: Site) -> None:
    origin = example.towns[0].point
    for near in example.nearest_clinics(origin, 5):
        assert near.bearing == bearing_degrees(origin, near.clinic.point)
        assert 0 <= near.bearing < 360


@pytest.mark.parametrize("treatment", TREATMENTS)
def test_many_towns_are_answered_at_once(example: Site, treatment: str) -> None:
    origins = [town.point for town in example.towns]
    found = example.nearest_clinics_to_each(origins, 4, treatment=treatment)
    assert found == [example.nearest_clinics(origin, 4, treatment=treatment) for origin in origins]
    firsts = [near[0].clinic for near in found]
    assert example.nearest_clinic_to_each(origins, treatment=treatment) == firsts


@pytest.mark.parametrize("id_", ["new-smyrna-beach", "port-orange", "oviedo"])
def test_a_clinic_that_is_closed_is_never_nearest_not_even_at_its_own_door(example: Site, id_: str) -> None:
    clinic = example.clinics_by_id[id_]
    assert not clinic.is_open_for_patients
    for treatment in TREATMENTS:
        assert id_ not in ids(example.nearest_clinics(clinic.point, 100, treatment=treatment))


@pytest.mark.parametrize("status", [ClinicStatus.CLOSED, ClinicStatus.TEMPORARILY_CLOSED])
def test_a_clinic_that_closes_leaves_the_finder(example: Site, status: ClinicStatus) -> None:
    first, second, *_ = example.nearest_clinics(example.towns[0].point, 2)
    others = (clinic for clinic in example.clinics if clinic is not first.clinic)
    site = with_clinics(example, dataclasses.replace(first.clinic, status=status), *others)
    assert ids(site.nearest_clinics(example.towns[0].point, 1)) == [second.clinic.id]
    assert first.clinic.id in site.clinics_by_id


def test_only_clinics_within_the_distance_count_and_its_edge_does(example: Site) -> None:
    origin = example.towns[0].point
    third = example.nearest_clinics(origin, 3)[2].distance_km
    assert len(example.nearest_clinics(origin, 100, within_km=third)) == 3
    assert len(example.nearest_clinics(origin, 100, within_km=third - MILLIMETRE)) == 2
    assert example.nearest_clinics(origin, 100, within_km=0.001) == []


def test_a_site_without_clinics_has_none_near(example: Site) -> None:
    site = with_clinics(example)
    assert site.nearest_clinics(example.towns[0].point, 5) == []
    assert site.nearest_clinics(example.towns[0].point, 5, treatment="acupuncture") == []


def test_ties_are_broken_by_id(example: Site) -> None:
    one = example.clinics_by_id["orlando"]
    site = with_clinics(example, *(dataclasses.replace(one, id=id_) for id_ in ("c", "a", "b")))
    assert ids(site.nearest_clinics(example.towns[0].point, 3)) == ["a", "b", "c"]


@pytest.mark.parametrize("treatment", TREATMENTS[1:])
def test_the_nearest_towns_are_those_of_brute_force_without_the_town_itself(
    example: Site, treatment: str
) -> None:
    for town in example.towns:
        expected = sorted(
            (km(town.point, other.point), other.key)
            for other in example.towns
            if other is not town and treatment in other.treatments
        )
        found = example.nearest_towns(town.point, 8, treatment=treatment, but=town)
        assert [near.town.key for near in found] == [key for _, key in expected[:8]]
        assert [near.distance_km for near in found] == pytest.approx(
            [distance for distance, _ in expected[:8]], abs=MILLIMETRE
        )


def test_from_its_own_centre_a_town_is_nearest_unless_it_is_left_out(example: Site) -> None:
    town = example.towns_by_key["fl", "lake-mary"]
    [near] = example.nearest_towns(town.point, 1, treatment="acupuncture")
    assert (near.town, near.distance_km) == (town, 0)
    assert town not in [
        near.town for near in example.nearest_towns(town.point, 99, treatment="acupuncture", but=town)
    ]


def test_a_town_within_the_distance_counts(example: Site) -> None:
    town = example.towns_by_key["fl", "lake-mary"]
    found = example.nearest_towns(town.point, 99, treatment="back-pain-treatment", within_km=15, but=town)
    assert found
    assert all(km(town.point, near.town.point) <= 15 for near in found)
    others = {other.key for other in example.towns} - {near.town.key for near in found} - {town.key}
    assert all(km(town.point, example.towns_by_key[key].point) > 15 for key in others)


def test_everything_is_found_by_what_names_it(example: Site) -> None:
    assert all(example.clinics_by_id[clinic.id] is clinic for clinic in example.clinics)
    assert all(example.towns_by_key[town.key] is town for town in example.towns)
    assert example.main_treatment.slug == "back-pain-treatment"


def test_the_people_of_a_clinic_come_in_the_order_of_the_file(example: Site) -> None:
    names = [person.name for person in example.staff["daytona-beach"]]
    assert names == ["Alex Example", "Sam Sample", "Avery Specimen"]
    assert sum(map(len, example.staff.values())) == len(example.practitioners)
    assert example.staff.keys() <= example.clinics_by_id.keys()


def test_regions_are_those_with_a_page_by_name(example: Site) -> None:
    assert [region.code for region in example.regions("acupuncture")] == ["FL"]
    assert example.regions("surgery") == []


def test_the_towns_of_a_region_are_those_with_a_page_for_the_treatment(example: Site) -> None:
    (region,) = example.regions("acupuncture")
    towns = example.towns_in(region, "acupuncture")
    assert 0 < len(towns) < len(example.towns_in(region, "back-pain-treatment"))
    assert all("acupuncture" in town.treatments and town.region == region for town in towns)


def test_an_article_is_about_the_treatment_that_it_names(example: Site) -> None:
    about = {slug: example.articles_about(slug) for slug in example.treatments}
    assert any(about.values())
    assert all(article.treatment == slug for slug, articles in about.items() for article in articles)


def test_its_time_zone_is_that_of_most_of_its_clinics(example: Site) -> None:
    east = dataclasses.replace(example.clinics[0], timezone="America/New_York")
    west = dataclasses.replace(example.clinics[0], timezone="America/Denver")
    assert dataclasses.replace(example, clinics=(west, east, east)).timezone == "America/New_York"
    assert (
        dataclasses.replace(example, clinics=(east, west)).timezone == "America/Denver"
    )  # the first by name
    assert dataclasses.replace(example, clinics=()).timezone == "UTC"


def test_websites_are_counted_with_and_without_a_slash_at_their_end(example: Site) -> None:
    websites = ("https://a.example", "https://a.example/", "")
    clinics = tuple(dataclasses.replace(example.clinics[0], website=website) for website in websites)
    assert dataclasses.replace(example, clinics=clinics).websites == {"https://a.example": 2}


def test_a_site_cannot_be_changed(example: Site) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        example.towns = ()  # type: ignore[misc]  # that is the point

"""find_place: whole phrases, addresses and areas, and somebody in need or with a slip."""

from __future__ import annotations

import pytest
from finding import candidates, found, unknown

from locator.model.region import REGIONS
from locator.site.queries.answer import How
from locator.site.queries.search import find_place
from locator.site.snapshot import Site

# Phrases


@pytest.mark.parametrize(
    ("text", "label", "treatment"),
    [
        ("back pain treatment daytona", "Daytona Beach, FL", "back-pain-treatment"),
        ("acupuncture near lake mary fl", "Lake Mary, FL", "acupuncture"),
        ("dolor de espalda deltona", "Deltona, FL", "back-pain-treatment"),
        ("physical therapy 32114", "32114 Daytona Beach, FL", "physical-therapy"),
        ("acupuntura en Sanford, la Florida", "Sanford, FL", "acupuncture"),
        ("sanford fl back pain clinic", "Sanford, FL", "back-pain-treatment"),
        ("clínica cerca de Kissimmee", "Kissimmee, FL", ""),
        ("knee doctor in Oviedo", "Oviedo, FL", ""),
        ("chiropractor deltoona fl", "Deltona, FL", ""),
    ],
)
def test_a_phrase_gives_its_place_and_its_treatment(
    example: Site, text: str, label: str, treatment: str
) -> None:
    assert found(example, text).label == label
    assert find_place(example, text).treatment == treatment


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("near me", How.HERE),
        ("acupuncture near me", How.HERE),
        ("clinica cerca de mí", How.HERE),
        ("acupuncture", How.NO_PLACE),
        ("4101", How.NO_POSTCODE),
        ("99999", How.NO_POSTCODE),
        ("London, Ontario", How.ABROAD),
        ("Paris, France", How.ABROAD),
        ("qwertyuiop", How.UNKNOWN),
    ],
)
def test_nothing_found_says_why(example: Site, text: str, how: How) -> None:
    unknown(example, text)
    assert find_place(example, text).how is how


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("123 Main St, Daytona Beach, FL", "Daytona Beach, FL"),
        ("250 N Park Ave Sanford FL", "Sanford, FL"),
        ("12 Oak Ave St Augustine FL", "Saint Augustine, FL"),
        ("123 Main St Apt 4 Daytona Beach", "Daytona Beach, FL"),
        ("1600 International Speedway Blvd Daytona Beach", "Daytona Beach, FL"),
        ("10 Oak St N Fort Myers FL", "North Fort Myers, FL"),
        ("PO Box 12, DeLand, FL", "DeLand, FL"),
        ("95030 Blue Ridge Rd, Sanford FL", "Sanford, FL"),
        ("123 Main St 32114", "32114 Daytona Beach, FL"),
    ],
)
def test_an_address_is_answered_from_its_town_or_zip_and_says_so(
    example: Site, text: str, label: str
) -> None:
    assert found(example, text).label == label
    assert find_place(example, text).is_address


@pytest.mark.parametrize("text", ["Lake Mary", "St Augustine", "32114", "Avenue, MD", "Fort Drive"])
def test_a_town_is_no_address(example: Site, text: str) -> None:
    assert not find_place(example, text).is_address


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("NSB", "New Smyrna Beach, FL"),
        ("Jax", "Jacksonville, FL"),
        ("St Pete Beach", "Saint Pete Beach, FL"),
        ("DC", "Washington, DC"),
        ("Las Vegas", "Las Vegas, NV"),
        ("Miami", "Miami, FL"),
        ("El Centro California", "El Centro, CA"),
        ("Del City, OK", "Del City, OK"),
        ("San Agustín, Florida", "Saint Augustine, FL"),
        ("32 746", "32746 Lake Mary, FL"),
        ("FL32746", "32746 Lake Mary, FL"),
        ("Winter Park", "Winter Park, FL"),  # one in Colorado is small, and far from the clinics
    ],
)
def test_short_names_and_ways_of_writing_are_known(example: Site, text: str, label: str) -> None:
    assert found(example, text).label == label


# Areas


@pytest.mark.parametrize(
    "text",
    ["Volusia County", "volusia county, fl", "condado de Volusia", "Volusia", "clinics in Volusia County"],
)
def test_a_county_offers_its_towns_the_sites_own_first(example: Site, text: str) -> None:
    places = candidates(example, text)
    assert {place.county for place in places} == {"Volusia County"}
    assert places[0].label == "Deltona, FL"


@pytest.mark.parametrize("text", ["FL", "Florida", "la Florida", "clinics in Florida", "Florida, USA"])
def test_a_state_offers_the_towns_of_the_site(example: Site, text: str) -> None:
    answer = find_place(example, text)
    assert answer.origin is None
    assert answer.region == REGIONS["FL"]
    assert answer.suggestions[0] == "Orlando, FL"


def test_a_town_in_another_state_than_named_is_asked_about(example: Site) -> None:
    answer = find_place(example, "Lake Mary, GA")
    assert (answer.origin, answer.how) == (None, How.ELSEWHERE)
    assert [place.label for place in answer.candidates] == ["Lake Mary, FL"]


def test_a_zip_of_another_town_than_named_is_asked_about(example: Site) -> None:
    assert [place.label for place in candidates(example, "Tampa FL 32114")] == [
        "Tampa, FL",
        "32114 Daytona Beach, FL",
    ]


# Somebody in need, and somebody with a slip


@pytest.mark.parametrize("text", ["chest pain", "I can't feel my legs", "Suicide", "dolor de pecho Orlando"])
def test_an_emergency_is_no_place(example: Site, text: str) -> None:
    answer = find_place(example, text)
    assert (answer.origin, answer.candidates, answer.how) == (None, (), How.EMERGENCY)


def test_a_far_namesake_of_a_slip_comes_with_the_town_near_a_clinic(example: Site) -> None:
    answer = find_place(example, "Sandford")
    assert "Sanford, Seminole County, FL" in [place.full_label for place in answer.candidates]

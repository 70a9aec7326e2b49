from __future__ import annotations

import pytest

from locator.model.region import REGIONS, Region, parse_region


def test_there_are_fifty_states_the_district_and_five_territories() -> None:
    assert len(REGIONS) == 56
    assert {"DC", "PR", "VI", "GU", "AS", "MP"} <= REGIONS.keys()
    assert all(len(code) == 2 and code.isupper() and region.code == code for code, region in REGIONS.items())
    assert len({region.name for region in REGIONS.values()}) == 56


@pytest.mark.parametrize("region", REGIONS.values(), ids=lambda region: region.code)
def test_every_region_is_read_by_code_name_and_slug_in_any_case(region: Region) -> None:
    texts = [region.code, region.name, region.slug]
    for text in (*texts, *map(str.upper, texts), *map(str.lower, texts), *(f" {text} " for text in texts)):
        assert parse_region(text) is region


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Fla.", "FL"),
        ("fla", "FL"),
        ("FL.", "FL"),
        ("D.C.", "DC"),
        ("N.Y.", "NY"),
        ("New  York", "NY"),
        ("District\tof Columbia", "DC"),
        ("US Virgin Islands", "VI"),
        ("U.S. Virgin Islands", "VI"),
    ],
)
def test_abbreviations_with_points_and_spaces_are_read(text: str, code: str) -> None:
    region = parse_region(text)
    assert region
    assert region.code == code


@pytest.mark.parametrize(
    "text", ["", " ", ".", "F", "FLA1", "ZZ", "Floridа", "Ontario", "US", "New", "York", "1", "\0"]
)
def test_what_is_no_region_is_none(text: str) -> None:
    assert parse_region(text) is None


def test_regions_sort_by_code_and_their_slug_is_lower_case() -> None:
    assert sorted([REGIONS["GA"], REGIONS["FL"]]) == [REGIONS["FL"], REGIONS["GA"]]
    assert REGIONS["FL"].slug == "fl"

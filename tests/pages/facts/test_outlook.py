"""What is seen from a town, and what its clinics are called there."""

from __future__ import annotations

from dataclasses import replace

from seeing import with_clinic, with_clinics

from locator.pages.facts.outlook import clinics_in, is_in_town, look_around
from locator.site.snapshot import Site


def names(site: Site, town: str) -> list[str]:
    outlook = look_around(site, site.main_treatment, site.towns_by_key["fl", town])
    return [outlook.name(clinic) for clinic in outlook.clinics]


def test_clinics_of_one_group_go_by_what_tells_them_apart(example: Site) -> None:
    assert names(example, "pierson") == ["DeLand", "Orange City", "Ormond Beach"]


def test_clinics_with_names_of_their_own_keep_them(example: Site) -> None:
    other = with_clinic(example, "deland", name="The Spine Center")
    assert names(other, "pierson") == [
        "The Spine Center",
        "Example Back Care Orange City",
        "Example Back Care Ormond Beach",
    ]


def test_a_name_is_never_cut_to_nothing_or_to_a_number(example: Site) -> None:
    same = with_clinics(example, name="Example Back Care")
    assert names(same, "pierson") == ["Example Back Care"] * 3
    numbered = replace(
        example,
        clinics=tuple(replace(c, name=f"Back Care {n}") for n, c in enumerate(example.clinics, start=1)),
    )
    assert all(name.startswith("Back Care ") for name in names(numbered, "pierson"))


def test_one_shared_word_may_be_chance(example: Site) -> None:
    saints = with_clinics(example, name="St. Luke's")
    saints = with_clinic(saints, "deland", name="St. Mary's")
    assert names(saints, "pierson") == ["St. Mary's", "St. Luke's", "St. Luke's"]


def test_all_of_several_clinics_are_not_listed(example: Site) -> None:
    outlook = look_around(example, example.main_treatment, example.towns_by_key["fl", "pierson"])
    assert outlook.listed(outlook.clinics) == "all 3 clinics shown"
    assert outlook.listed(outlook.clinics[:2]) == "DeLand and Orange City"
    alone = replace(outlook, shown=outlook.shown[:1])
    assert alone.listed(alone.clinics) == "DeLand"


def test_the_clinics_in_a_town_are_found_by_its_name_and_its_aliases(example: Site) -> None:
    """Rule E4: no clinic is passed over, closed or not, and none is from a town of that name elsewhere."""
    for town in example.towns:
        aliased = replace(town, name=f"New {town.name}", aliases=(town.name.upper(),))
        for each in (town, aliased):
            there = {clinic.id for clinic in example.clinics if is_in_town(clinic, each)}
            assert {clinic.id for clinic in clinics_in(example, each)} == there
    assert any(clinics_in(example, town) for town in example.towns)

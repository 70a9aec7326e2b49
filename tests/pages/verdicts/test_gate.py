"""The gate: each rule by itself, with its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from geopy.distance import geodesic

from locator.model.point import Point
from locator.pages.facts.outlook import look_around
from locator.pages.verdicts import gate
from locator.pages.verdicts.candidate import find_candidate

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site

BACK_PAIN = "back-pain-treatment"
RULES = ["E1.1", "E1.2", "E1.3", "E1.4", "E1.5", "E1.6", "E1.7"]


def seen_from(site: Site, slug: str, treatment: str = BACK_PAIN, **changes: object) -> Outlook:
    town = replace(site.towns_by_key["fl", slug], **changes)  # type: ignore[arg-type]
    return look_around(site, site.treatments[treatment], town)


def test_an_indexed_page_meets_every_rule_and_any_other_says_which_it_fails(catalogue: Catalogue) -> None:
    """Rule E1: `index` only if all hold; the reasons are data."""
    indexed = 0
    for path, verdict in catalogue.verdicts.items():
        assert verdict.is_indexed == (not verdict.failing), path
        assert all(reason.detail for reason in verdict.reasons)
        if verdict.is_indexed and path.startswith(tuple(f"/{slug}/" for slug in catalogue.site.treatments)):
            indexed += 1
            assert [reason.rule for reason in verdict.reasons][:7] == RULES
    assert indexed > 20


def test_no_clinic_in_reach_costs_the_index(example: Site) -> None:
    """Rule E1.1: the radius counts to the metre."""
    town, deland = example.towns_by_key["fl", "pierson"].point, example.clinics_by_id["deland"].point
    away = geodesic((town.lat, town.lon), (deland.lat, deland.lon)).km
    assert gate.has_clinic(seen_from(example, "pierson", radius_km=away + 0.001)).ok
    reason = gate.has_clinic(seen_from(example, "pierson", radius_km=away - 0.001))
    assert not reason.ok
    assert reason.detail.startswith("Example Back Care DeLand is ")
    assert reason.tell
    assert "because no clinic is within" in reason.tell(example)


def test_a_clinic_for_something_else_does_not_count(example: Site) -> None:
    """Rule E1.1: Ormond Beach has a clinic, but none that offers acupuncture within two miles."""
    assert gate.has_clinic(seen_from(example, "ormond-beach", radius_km=3.2)).ok
    assert not gate.has_clinic(seen_from(example, "ormond-beach", "acupuncture", radius_km=3.2)).ok


def test_a_clinic_that_nobody_has_verified_does_not_count(example: Site) -> None:
    """Rule E1.1: open and verified."""
    clinics = tuple(replace(clinic, verified_on=None) for clinic in example.clinics)
    reason = gate.has_clinic(seen_from(replace(example, clinics=clinics), "lake-mary"))
    assert (reason.ok, "verified_on" in reason.detail, "Call a clinic" in reason.cure) == (False, True, True)


def test_a_site_without_open_clinics_earns_nothing(example: Site) -> None:
    """Rule E1.1."""
    reason = gate.has_clinic(seen_from(replace(example, clinics=()), "lake-mary"))
    assert reason.detail == "no open clinic offers this treatment"
    assert "take it out of the town's row" in reason.cure


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"county": ""}, "the county is not known"),
        ({"county": "Volusia County"}, "Seminole County"),
        ({"point": Point(28.7, -79.5)}, "the sea"),
        ({"point": Point(33.75, -84.39)}, "Fulton County, GA"),
    ],
)
def test_coordinates_county_and_state_agree(changes: dict[str, object], words: str, example: Site) -> None:
    """Rule E1.2: checked against the outlines, not only that a county is named."""
    town = example.towns_by_key["fl", "lake-mary"]
    assert gate.is_placed(example, town).ok
    reason = gate.is_placed(example, replace(town, **changes))  # type: ignore[arg-type]
    assert not reason.ok
    assert words in reason.detail


def test_facts_are_counted_that_the_neighbour_has_not(example: Site) -> None:
    """Rule E1.3: a town next door shares what is true of both."""

    town = example.towns_by_key["fl", "lake-mary"]
    own = find_candidate(example, example.main_treatment, town)
    assert own.differing(None) > own.differing(
        find_candidate(example, example.main_treatment, example.towns[0])
    )
    same = find_candidate(example, example.main_treatment, town)
    reason = gate.has_own_facts(example, town, own.differing(same), town)
    assert not reason.ok
    assert (
        reason.detail
        == "0 facts are on this page and not on that of Lake Mary, the nearest town; 6 are needed"
    )
    assert gate.has_own_facts(example, town, own.differing(None), None).ok


@pytest.mark.parametrize(("days", "ok"), [(90, True), (91, False)])
def test_hours_are_fresh_for_ninety_days(days: int, ok: bool, example: Site) -> None:
    """Rule E1.5: hours within 90 days."""
    outlook = seen_from(example, "oak-hill")
    oldest = min(clinic.verified_on or date.min for clinic in outlook.clinics)
    later = replace(example, today=oldest + timedelta(days))
    reason = gate.is_fresh(later, seen_from(later, "oak-hill").clinics)
    assert reason.ok == ok
    assert f"{days} days ago" in reason.detail


@pytest.mark.parametrize(("days", "ok"), [(180, True), (181, False)])
def test_facts_are_fresh_for_half_a_year(days: int, ok: bool, example: Site) -> None:
    """Rule E1.5: facts within 180 days, where no hours are shown."""
    clinics = tuple(replace(clinic, hours=None, verified_on=date(2026, 1, 1)) for clinic in example.clinics)
    site = replace(example, clinics=clinics, today=date(2026, 1, 1) + timedelta(days))
    assert gate.is_fresh(site, seen_from(site, "lake-mary").clinics).ok == ok


def test_a_page_is_linked_from_a_clinic(example: Site) -> None:
    """Rule E1.6."""
    assert gate.is_linked("/a/fl/b/", {"/a/fl/b/": "Example Back Care Orlando"}).ok
    assert not gate.is_linked("/a/fl/b/", {}).ok


def test_the_row_is_the_approval_unless_a_name_is_asked_for(example: Site) -> None:
    """Rule E1.7: who, and when."""
    town = example.towns_by_key["fl", "pierson"]
    assert gate.is_approved(example, town).ok
    settings = replace(example.config.verdict, require_approval=True)
    strict = replace(example, config=replace(example.config, verdict=settings))
    assert "no approved_by and no approved_on" in gate.is_approved(strict, town).detail
    approved = replace(town, approved_by="Kim Example", approved_on=date(2026, 11, 20))
    assert gate.is_approved(strict, approved).ok
    assert not gate.is_approved(strict, replace(approved, approved_on=None)).ok

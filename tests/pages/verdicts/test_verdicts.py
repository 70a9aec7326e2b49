"""Verdicts: which landing pages have earned a place in search engines, with the figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from geopy.distance import geodesic

from locator.pages.verdicts.verdict import Reason, Standing, Verdict
from locator.pages.verdicts.verdicts import judge
from locator.site.urls import Urls

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

BACK_PAIN = "back-pain-treatment"


def reasons(verdict: Verdict) -> dict[str, Reason]:
    return {reason.rule: reason for reason in verdict.reasons}


def test_every_landing_page_has_a_verdict_with_reasons(catalogue: Catalogue) -> None:
    site = catalogue.site
    paths = {Urls().landing(slug, town) for town in site.towns for slug in town.treatments}
    assert catalogue.verdicts.keys() == paths
    for verdict in catalogue.verdicts.values():
        assert verdict.reasons
        assert verdict.is_indexed == all(reason.ok for reason in verdict.reasons)
        assert all(reason.detail and reason.rule.startswith("E1.") for reason in verdict.reasons)


def test_a_clinic_in_reach_and_a_known_county_earn_the_index(example: Site) -> None:
    verdict = judge(example, example.towns_by_key["fl", "lake-mary"], BACK_PAIN)
    assert verdict.standing is Standing.INDEX
    assert reasons(verdict)["E1.1"].detail.startswith("Example Back Care Lake Mary is")
    assert "Seminole County" in reasons(verdict)["E1.2"].detail


def test_no_clinic_in_reach_costs_the_index(example: Site) -> None:
    """Rules E1.1 and E2, to the metre."""
    town = example.towns_by_key["fl", "pierson"]
    deland = example.clinics_by_id["deland"].point
    away = geodesic((town.point.lat, town.point.lon), (deland.lat, deland.lon)).km
    near, far = replace(town, radius_km=away + 0.001), replace(town, radius_km=away - 0.001)
    assert judge(example, near, BACK_PAIN).is_indexed
    verdict = judge(example, far, BACK_PAIN)
    assert verdict.standing is Standing.NOINDEX
    assert not reasons(verdict)["E1.1"].ok


def test_the_treatment_counts(example: Site) -> None:
    """Ormond Beach has a clinic, but none that offers acupuncture within two miles."""
    town = replace(example.towns_by_key["fl", "ormond-beach"], radius_km=3.2)
    assert judge(example, town, BACK_PAIN).is_indexed
    assert not judge(example, town, "acupuncture").is_indexed


def test_an_unknown_county_costs_the_index(example: Site) -> None:
    town = replace(example.towns_by_key["fl", "lake-mary"], county="")
    verdict = judge(example, town, BACK_PAIN)
    assert not verdict.is_indexed
    assert reasons(verdict)["E1.2"].detail == "the county is not known"


@pytest.mark.parametrize("treatment", [BACK_PAIN, "acupuncture"])
def test_a_site_without_open_clinics_earns_nothing(treatment: str, example: Site) -> None:
    empty = replace(example, clinics=())
    verdict = judge(empty, example.towns_by_key["fl", "lake-mary"], treatment)
    assert reasons(verdict)["E1.1"].detail == "no open clinic offers the treatment"
    assert verdict.standing is Standing.NOINDEX

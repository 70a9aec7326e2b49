"""Towns and clinics name the treatments that there are pages for, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.offering import offering

if TYPE_CHECKING:
    from locator.site.snapshot import Site


def test_a_treatment_without_a_page_is_left_out_and_the_rest_stands(example: Site) -> None:
    towns = offering(example.towns, {"acupuncture"})
    assert [town.key for town in towns] == [town.key for town in example.towns]
    assert {slug for town in towns for slug in town.treatments} == {"acupuncture"}


def test_where_nothing_is_left_out_the_rows_are_the_same_ones(example: Site) -> None:
    assert offering(example.clinics, example.treatments) is example.clinics

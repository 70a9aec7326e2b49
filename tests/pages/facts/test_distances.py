"""How far, in which direction, and how many."""

from __future__ import annotations

from dataclasses import replace

from geopy.distance import geodesic
from seeing import facts_of, found, said

from locator.pages.facts.fact import FactKind
from locator.pages.facts.outlook import MANY
from locator.site.snapshot import Site


def test_every_shown_clinic_has_its_distance_and_bearing(example: Site) -> None:
    """Rule E7: as geopy measures it."""
    for town in example.towns:
        for fact in (fact for fact in facts_of(example, town.slug) if fact.kind is FactKind.NEAREST):
            at = example.clinics_by_id[fact.about].point
            miles = geodesic((town.point.lat, town.point.lon), (at.lat, at.lon)).miles
            number, _, direction = fact.text.split()
            assert abs(float(number) - miles) <= (0.05 if miles < 10 else 0.5) + 1e-9
            if direction.startswith(("north", "south")):
                assert direction.startswith("north") == (at.lat > town.point.lat)


def test_the_clinics_within_the_radius_are_counted(example: Site) -> None:
    """Rule E7; none is no fact (rule E6)."""
    assert said(example, "daytona-beach", FactKind.COUNT) == ("4",)
    near = tuple(replace(town, radius_km=0.01) for town in example.towns)
    assert found(replace(example, towns=near), "pierson", FactKind.COUNT) is None


def test_more_than_anybody_counts_are_not_counted_wrongly(example: Site) -> None:
    clinic = example.clinics_by_id["deland"]
    many = tuple(replace(clinic, id=f"deland-{n}") for n in range(MANY + 5))
    assert said(replace(example, clinics=many), "pierson", FactKind.COUNT) == ("100 or more",)

"""What every engine has to answer: the very thing that a plain loop over all clinics and towns finds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import clinic, site_with
from random_sites import HOURS, TREATMENTS, filters, moments, points, radii, seeing, sites

from locator.geo.distance import bearing_degrees, distance_km
from locator.model.point import Point
from locator.site.filters import Facet, Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from engines import Engine

    from locator.model.clinic import Clinic
    from locator.model.town import Town
    from locator.site.snapshot import NearClinic, Site

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
few = settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

Told = list[tuple[str, float, float]]


def told(near: Iterable[NearClinic]) -> Told:
    return [(each.clinic.id, each.distance_km, each.bearing) for each in near]


def by_a_plain_loop(origin: Point, clinics: Sequence[Clinic], within_km: float | None = None) -> Told:
    measured = sorted(
        (distance_km(origin, each.point), each.id, bearing_degrees(origin, each.point)) for each in clinics
    )
    return [(id_, km, bearing) for km, id_, bearing in measured if within_km is None or km <= within_km]


@few
@given(data=st.data(), origin=points, asked=st.none() | filters)
def test_the_nearest_are_those_of_a_plain_loop(
    example: Site, engine: Engine, data: st.DataObject, origin: Point, asked: Filters | None
) -> None:
    site, k = data.draw(sites(example)), data.draw(st.integers(0, 70))
    questions = engine(site)
    expected = by_a_plain_loop(origin, seeing(site, asked))
    assert told(questions.nearest_clinics(origin, k, filters=asked)) == expected[:k]
    radius_km = data.draw(radii)
    near = questions.nearest_clinics(origin, k, within_km=radius_km, filters=asked)
    assert told(near) == [each for each in expected if each[1] <= radius_km][:k]
    for treatment in TREATMENTS:
        offering = [each for each in seeing(site, asked) if treatment in each.treatments]
        near = questions.nearest_clinics(origin, k, treatment=treatment, filters=asked)
        assert told(near) == by_a_plain_loop(origin, offering)[:k]


@few
@given(data=st.data(), origin=points, asked=filters)
def test_what_is_found_and_counted_is_what_a_plain_loop_finds_and_counts(
    example: Site, engine: Engine, data: st.DataObject, origin: Point, asked: Filters
) -> None:
    site, radius_km = data.draw(sites(example)), data.draw(radii)
    questions = engine(site)
    finding = questions.find_clinics(origin, asked, radius_km)
    within = by_a_plain_loop(origin, seeing(site, asked), radius_km)
    assert told(finding.within) == within
    assert questions.count_within(origin, asked, radius_km) == len(within)
    anywhere = by_a_plain_loop(origin, seeing(site, asked))
    assert told([finding.beyond] if finding.beyond else []) == ([] if within else anywhere[:1])
    around = [each for each in seeing(site, None) if distance_km(origin, each.point) <= radius_km]
    assert finding.total == len(around)
    assert finding.counts == {facet: _left(around, asked, facet) for facet in Facet}


def _left(clinics: Iterable[Clinic], asked: Filters, facet: Facet) -> Counter[str]:
    others = Filters(asked.at, {other: made for other, made in asked.wanted.items() if other is not facet})
    return Counter(choice for each in clinics if others.admits(each) for choice in asked.choices(each, facet))


@few
@given(data=st.data(), origin=points, treatment=st.sampled_from(TREATMENTS))
def test_towns_near_and_towns_that_reach_are_those_of_a_plain_loop(
    example: Site, engine: Engine, data: st.DataObject, origin: Point, treatment: str
) -> None:
    site, k = data.draw(sites(example)), data.draw(st.integers(0, 8))
    questions = engine(site)

    def measured(towns: Iterable[Town]) -> list[tuple[float, str]]:
        with_page = (each for each in towns if treatment in each.treatments)
        return sorted((distance_km(origin, each.point), each.id) for each in with_page)

    near = questions.nearest_towns(origin, k, treatment=treatment)
    assert [(each.distance_km, each.town.id) for each in near] == measured(site.towns)[:k]
    reaching = questions.towns_reaching(origin, treatment=treatment)
    covering = [each for each in site.towns if distance_km(origin, each.point) <= each.radius_km]
    assert [(each.distance_km, each.town.id) for each in reaching] == measured(covering)


def test_of_thousands_in_one_place_the_first_by_id_are_found(example: Site, engine: Engine) -> None:
    here = Point(28.5, -81.5)
    many = [clinic(f"c-{i:05}", point=here, treatments=TREATMENTS[: i % 2]) for i in range(3_000)]
    questions = engine(site_with(example, *many))
    found = questions.nearest_clinics(here, 3)
    assert told(found) == [("c-00000", 0, 0), ("c-00001", 0, 0), ("c-00002", 0, 0)]
    found = questions.nearest_clinics(Point(28.6, -81.5), 2, treatment=TREATMENTS[0])
    assert [each.clinic.id for each in found] == ["c-00001", "c-00003"]


@pytest.mark.parametrize("origin", [Point(-90, 0), Point(-28.5, 98.5), Point(21.3, -157.8)])
def test_from_the_far_side_of_the_earth_the_nearest_is_still_found(
    example: Site, engine: Engine, origin: Point
) -> None:
    many = [clinic(f"c-{i:04}", point=Point(27 + i % 40 / 10, -80 - i // 40 / 10)) for i in range(800)]
    found = engine(site_with(example, *many)).nearest_clinics(origin, 5)
    assert told(found) == by_a_plain_loop(origin, many)[:5]


@few
@given(origin=points, at=moments, data=st.data())
def test_a_rare_choice_is_found_however_far(
    example: Site, engine: Engine, origin: Point, at: datetime, data: st.DataObject
) -> None:
    where = data.draw(points)
    many = [clinic(f"c-{i:03}", point=Point(28 + i / 1e3, -81), hours=HOURS[2]) for i in range(300)]
    rare = clinic("rare", point=where, languages=("Klingon",))
    questions = engine(site_with(example, *many, rare))
    asked = Filters(at, {Facet.LANGUAGE: frozenset({"klingon"})})
    assert told(questions.nearest_clinics(origin, 3, filters=asked)) == by_a_plain_loop(origin, [rare])

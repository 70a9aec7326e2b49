"""Finding clinics from a point: the radius, the nearest beyond it, and counts that keep their word."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from locator.geo.distance import distance_km
from locator.model.point import Point
from locator.site.filters import NOW, YES, Facet, Filters
from locator.site.finding import count_within, find_clinics

if TYPE_CHECKING:
    from locator.site.snapshot import Site

MONDAY_NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
LAKE_MARY = Point(28.7589, -81.3178)
KEY_WEST = Point(24.5551, -81.78)

points = st.builds(Point, st.floats(27.5, 30), st.floats(-82.5, -80))
wanted = st.fixed_dictionaries(
    {},
    optional={
        Facet.TREATMENT: st.frozensets(
            st.sampled_from(["acupuncture", "physical-therapy", "back-pain-treatment"]), min_size=1
        ),
        Facet.INSURANCE: st.frozensets(
            st.sampled_from(["sample-mutual", "placeholder-choice", "nothing"]), min_size=1
        ),
        Facet.LANGUAGE: st.frozensets(st.sampled_from(["spanish", "portuguese", "klingon"]), min_size=1),
        Facet.OPEN: st.just(frozenset({NOW})),
        Facet.ACCESSIBLE: st.just(frozenset({YES})),
        Facet.ACCEPTING: st.just(frozenset({YES})),
    },
)
radii = st.floats(1, 200)


def test_all_within_the_radius_come_nearest_first(example: Site) -> None:
    finding = find_clinics(example, LAKE_MARY, Filters(MONDAY_NOON), 40)
    distances = [near.distance_km for near in finding.within]
    assert [near.clinic.id for near in finding.within][:2] == ["lake-mary", "sanford"]
    assert distances == sorted(distances)
    assert max(distances) <= 40
    assert finding.beyond is None


def test_with_none_in_the_radius_the_nearest_is_given_anyway(example: Site) -> None:
    finding = find_clinics(example, KEY_WEST, Filters(MONDAY_NOON), 40)
    assert finding.within == ()
    assert finding.beyond
    assert finding.beyond.distance_km > 400


def test_nothing_is_found_where_no_clinic_matches(example: Site) -> None:
    filters = Filters(MONDAY_NOON, {Facet.LANGUAGE: frozenset({"klingon"})})
    finding = find_clinics(example, LAKE_MARY, filters, 40)
    assert (finding.within, finding.beyond) == ((), None)
    assert finding.counts[Facet.LANGUAGE]["spanish"] > 0


@given(points, wanted, radii)
def test_the_answer_is_that_of_a_plain_loop(
    example: Site, origin: Point, made: dict[Facet, frozenset[str]], radius_km: float
) -> None:
    filters = Filters(MONDAY_NOON, made)
    finding = find_clinics(example, origin, filters, radius_km)
    matching = sorted(
        (distance_km(origin, clinic.point), clinic.id)
        for clinic in example.clinics
        if clinic.is_open_for_patients and filters.admits(clinic)
    )
    within = [id_ for km, id_ in matching if km <= radius_km]
    assert [near.clinic.id for near in finding.within] == within
    assert count_within(example, origin, filters, radius_km) == len(within)
    if not within and matching:
        assert finding.beyond
        assert finding.beyond.clinic.id == matching[0][1]


@given(points, wanted, st.sampled_from(sorted(Facet)), st.sampled_from(["spanish", "acupuncture", YES, NOW]))
def test_a_count_is_what_making_that_one_choice_leaves(
    example: Site, origin: Point, made: dict[Facet, frozenset[str]], facet: Facet, choice: str
) -> None:
    counts = find_clinics(example, origin, Filters(MONDAY_NOON, made), 60).counts
    alone = Filters(MONDAY_NOON, made | {facet: frozenset({choice})})
    assert counts[facet][choice] == count_within(example, origin, alone, 60)

"""Sites made up by Hypothesis: clinics at poles, antipodes and the date line, and many in one place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from invented import clinic

from locator.model.clinic import ClinicStatus
from locator.model.hours import Hours
from locator.model.point import Point
from locator.model.special_hours import parse_special_hours
from locator.site.filters import NOW, YES, Facet, Filters

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

TREATMENTS = ("back-pain-treatment", "acupuncture", "physical-therapy")
PLANS = ("Example Health", "Éxample Santé", "Sample Mutual", "sample mutual")
TONGUES = ("English", "Spanish", "Haitian Creole", "中文", '{"\\', "", "NULL")
SPOKEN = ("spanish", "haitian-creole", "中文", '{"\\', "", "null", "klingon")
HOURS = (
    None,
    Hours("Mo-Fr 08:00-17:00"),
    Hours("Mo-Su 00:00-24:00"),
    Hours('Sa 10:00-12:00 "by appointment"'),
    Hours("Mo-Fr 08:00-17:00", parse_special_hours('2026-11-23 off "Move"')),
    Hours("Mo-Fr 20:00-02:00"),
)
ZONES = ("", "America/New_York", "Pacific/Honolulu", "Asia/Kathmandu")
PLACES = (
    Point(90, 0),
    Point(90, 77),
    Point(-90, 0),
    Point(0, 180),
    Point(0, -180),
    Point(0.2, 179.999),
    Point(28.5, -81.5),
    Point(-28.5, 98.5),
    Point(28.500000001, -81.5),
    Point(-28.4, 98.6),
)
#: Anywhere, where it is hard, and close together.
points = st.one_of(
    st.sampled_from(PLACES),
    st.builds(Point, st.floats(-90, 90), st.floats(-180, 180)),
    st.builds(Point, st.floats(28, 29), st.floats(-82, -81)),
)
some_treatments = st.lists(st.sampled_from(TREATMENTS), max_size=3).map(tuple)
details = st.fixed_dictionaries(
    {
        "point": points,
        "timezone": st.sampled_from(ZONES),
        "hours": st.sampled_from(HOURS),
        "treatments": some_treatments,
        "insurance": st.lists(st.sampled_from(PLANS), max_size=3).map(tuple),
        "languages": st.lists(st.sampled_from(TONGUES), max_size=2).map(tuple),
        "accessibility": st.sampled_from([(), ("Step-free entrance",), ("ramp at a side door",)]),
        "accepting_new_patients": st.sampled_from([None, True, False]),
        "status": st.sampled_from([ClinicStatus.OPEN, *ClinicStatus]),
    }
)
clinics = st.lists(details, max_size=60).map(
    lambda made: tuple(clinic(f"c-{i * 7919 % 100}", **each) for i, each in enumerate(made))
)
choices = st.fixed_dictionaries(
    {},
    optional={
        Facet.TREATMENT: st.frozensets(st.sampled_from(TREATMENTS)),
        Facet.INSURANCE: st.frozensets(st.sampled_from(["example-health", "example-sante", "nothing"])),
        Facet.LANGUAGE: st.frozensets(
            st.sampled_from(["spanish", "haitian-creole", "中文", '{"\\', "", "null"])
        ),
        Facet.OPEN: st.sampled_from([frozenset({NOW}), frozenset({"later"}), frozenset()]),
        Facet.ACCESSIBLE: st.just(frozenset({YES})),
        Facet.ACCEPTING: st.sampled_from([frozenset({YES}), frozenset({"no"})]),
    },
)
moments = st.sampled_from(
    [
        datetime(2026, 11, 23, 17, 0, tzinfo=UTC),
        datetime(2026, 11, 23, 12, 59, 59, 999_999, tzinfo=UTC),
        datetime(2026, 11, 24, 6, 30, tzinfo=UTC),
    ]
)
filters = st.builds(Filters, moments, choices)
radii = st.one_of(st.sampled_from([1e-9, 0.5, 40.0, 804.0, 20_000.0, 50_000.0]), st.floats(0.001, 21_000))


@st.composite
def sites(draw: st.DrawFn, example: Site) -> Site:
    """The example with other clinics, and towns that lie and reach elsewhere."""
    towns = tuple(
        replace(town, point=draw(points), radius_km=draw(radii), treatments=draw(some_treatments))
        for town in example.towns[: draw(st.integers(0, 6))]
    )
    return replace(example, clinics=draw(clinics), towns=towns)


def seeing(site: Site, asked: Filters | None) -> list[Clinic]:
    """The clinics that see patients and are admitted, by a plain loop."""
    return [
        each for each in site.clinics if each.is_open_for_patients and (asked is None or asked.admits(each))
    ]

"""A judgement that begins with what still holds of the last one, held against one that begins anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.geo.distance import distance_km
from locator.model.point import Point
from locator.pages.verdicts.judging import judge_pages
from locator.pages.verdicts.recollection import EVERYWHERE, recall

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.pages.catalogue import Catalogue
    from locator.pages.rendering import Renderer
    from locator.site.snapshot import Site

    Edit = Callable[[Site, int], Site]

EDITS: dict[str, Edit] = {}


def edit(make: Edit) -> Edit:
    EDITS[make.__name__] = make
    return make


def small(example: Site) -> Site:
    """A few towns and clinics of the example twice, once far in the north, where nobody sees the south."""
    towns, clinics = example.towns[:11], [each for each in example.clinics if each.is_open_for_patients][:8]
    further = [
        replace(
            town,
            name=f"Far {town.name}",
            slug=f"far-{town.slug}",
            point=northern(town.point),
            aliases=(),
            postcodes=(),
        )
        for town in towns
    ]
    others = [
        replace(clinic, id=f"far-{clinic.id}", name=f"Far {clinic.name}", point=northern(clinic.point))
        for clinic in clinics
    ]
    return replace(example, towns=(*towns, *further), clinics=(*clinics, *others))


def northern(point: Point) -> Point:
    return Point(point.lat + 5, point.lon)


def with_clinic(site: Site, at: int, **fields: object) -> Site:
    clinics = list(site.clinics)
    at %= len(clinics)
    clinics[at] = replace(clinics[at], **fields)  # type: ignore[arg-type]
    return replace(site, clinics=tuple(clinics))


def with_town(site: Site, at: int, **fields: object) -> Site:
    towns = list(site.towns)
    at %= len(towns)
    towns[at] = replace(towns[at], **fields)  # type: ignore[arg-type]
    return replace(site, towns=tuple(towns))


@edit
def clinic_parks(site: Site, at: int) -> Site:
    return with_clinic(site, at, parking="Behind the bakery, free for an hour")


@edit
def clinic_renamed(site: Site, at: int) -> Site:
    return with_clinic(site, at, name="Open Parking Clinic")  # words that pages have, masked from now on


@edit
def clinic_moved(site: Site, at: int) -> Site:
    point = site.clinics[at % len(site.clinics)].point
    return with_clinic(site, at, point=Point(point.lat + 0.4, point.lon))


@edit
def clinic_gone(site: Site, at: int) -> Site:
    at %= len(site.clinics)
    return replace(site, clinics=site.clinics[:at] + site.clinics[at + 1 :])


@edit
def clinic_unverified(site: Site, at: int) -> Site:
    return with_clinic(site, at, verified_on=None)


@edit
def people_gone(site: Site, at: int) -> Site:
    return replace(site, practitioners=site.practitioners[: at % (len(site.practitioners) + 1)])


@edit
def town_renamed(site: Site, at: int) -> Site:
    return with_town(site, at, name=site.towns[(at + 1) % len(site.towns)].name)


@edit
def town_gone(site: Site, at: int) -> Site:
    at %= len(site.towns)
    return replace(site, towns=site.towns[:at] + site.towns[at + 1 :])


@edit
def town_added(site: Site, at: int) -> Site:
    twin = site.towns[at % len(site.towns)]
    point = Point(twin.point.lat + 0.03, twin.point.lon)
    return replace(
        site, towns=(replace(twin, slug=f"{twin.slug}-new", name="Newton", point=point), *site.towns)
    )


@edit
def rows_shifted(site: Site, at: int) -> Site:
    return replace(site, towns=tuple(replace(town, row=town.row + 1 + at % 3) for town in site.towns))


@edit
def note_written(site: Site, at: int) -> Site:
    note = next(iter(site.notes.values()))
    key = site.towns[at % len(site.towns)].key
    return replace(site, notes={**site.notes, key: replace(note, body_html="<p>Turn at the old mill.</p>")})


@edit
def radius_set(site: Site, at: int) -> Site:
    return replace(site, config=replace(site.config, nearest_count=2 + at % 3))


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 200)), min_size=1, max_size=3))
def test_what_is_remembered_changes_no_verdict(
    example: Site, catalogue: Catalogue, edits: list[tuple[str, int]]
) -> None:
    """After any edits the quick judgement says what a fresh one says, to the letter."""
    holds(small(example), catalogue.renderer, edits)


def holds(site: Site, renderer: Renderer, edits: list[tuple[str, int]]) -> None:
    _, last = judge_pages(site, renderer)
    for name, at in edits:
        site = EDITS[name](site, at)
        quick, last = judge_pages(site, renderer, last)
    fresh, _ = judge_pages(site, renderer)
    assert [*quick.items()] == [*fresh.items()]
    told = {path: verdict.told(site) for path, verdict in quick.items()}
    assert told == {path: verdict.told(site) for path, verdict in fresh.items()}


def test_every_kind_of_edit_is_tried(example: Site, catalogue: Catalogue) -> None:
    """All of them in one chain, of which most pages on the other side see nothing."""
    holds(small(example), catalogue.renderer, [(name, 5 + at) for at, name in enumerate(EDITS)])


def test_a_page_far_away_is_not_looked_at_again(example: Site, catalogue: Catalogue) -> None:
    """One changed clinic costs the pages that may see it, and all others are as they were."""
    renderer = catalogue.renderer
    _, last = judge_pages(example, renderer)
    changed = clinic_parks(example, 0).in_usual_weeks
    held = recall(last, changed, renderer.sources)
    assert 0 < len(held) < len(last.sights)
    for path, sight in last.sights.items():
        away = distance_km(sight.candidate.town.point, example.clinics[0].point)
        assert (path in held) == (away > sight.reach_km)
        assert all(near.distance_km <= sight.reach_km for near in sight.candidate.outlook.shown)


def test_nothing_is_remembered_of_another_day_or_other_settings(example: Site, catalogue: Catalogue) -> None:
    renderer = catalogue.renderer
    _, last = judge_pages(small(example), renderer)
    site = last.site
    assert len(recall(last, site, renderer.sources)) == len(last.sights)
    assert not recall(last, radius_set(site, 0), renderer.sources)
    assert not recall(last, site, {**renderer.sources, "landing.html": "{# another #}"})
    assert not recall(None, site, renderer.sources)


def test_where_few_towns_are_everything_is_in_sight(example: Site, catalogue: Catalogue) -> None:
    site = replace(example, towns=example.towns[:5])
    _, last = judge_pages(site, catalogue.renderer)
    assert {sight.reach_km for sight in last.sights.values()} == {EVERYWHERE}

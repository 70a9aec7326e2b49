"""A judgement that begins with what still holds of the last one, held against one that begins anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.geo.distance import distance_km
from locator.model.hours import Hours
from locator.model.point import Point
from locator.pages.rendering import Renderer
from locator.pages.verdicts import judging
from locator.pages.verdicts.judgement_book import JudgementBook
from locator.pages.verdicts.judging import judge_pages, landing_pages
from locator.pages.verdicts.looking import EVERYWHERE
from locator.pages.verdicts.plan import Plan
from locator.pages.verdicts.recollection import judged_basis, recall
from locator.pages.verdicts.text import names_of
from locator.pages.verdicts.verdicts import Verdicts

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.recollection import Judgement
    from locator.pages.verdicts.sight import Sight
    from locator.pages.verdicts.verdict import Verdict
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


@edit
def day_passes(site: Site, at: int) -> Site:
    return replace(site, today=site.today + timedelta(at))


@edit
def clinic_in_season(site: Site, at: int) -> Site:
    hours = Hours("Apr-Nov Mo-Fr 08:00-17:00; Dec-Mar Tu,Th 09:00-12:00" if at % 2 else "Mo-Fr 08:00-17:00")
    return with_clinic(site, at, hours=hours)


@edit
def review_due(site: Site, at: int) -> Site:
    treatment = site.main_treatment
    editorial = replace(treatment.editorial, next_review=site.today + timedelta(at % 100))
    texts = {**site.treatments, treatment.slug: replace(treatment, editorial=editorial)}
    return replace(site, treatments=texts)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 200)), min_size=1, max_size=3))
def test_what_is_remembered_changes_no_verdict(
    example: Site, catalogue: Catalogue, edits: list[tuple[str, int]]
) -> None:
    """After any edits the quick judgement says what a fresh one says, to the letter."""
    holds(small(example), catalogue.renderer, edits)


def holds(site: Site, renderer: Renderer, edits: list[tuple[str, int]]) -> None:
    """Each judgement is read from the disk by the next, as another process would."""
    with TemporaryDirectory() as name:
        told_on_disk(Path(name), site, renderer)
        for edit_name, at in edits:
            site = EDITS[edit_name](site, at)
            quick = told_on_disk(Path(name), site, renderer)
        again = told_on_disk(Path(name), site, renderer)
    fresh = judge_pages(site, renderer).verdicts
    expected = [(path, verdict, verdict.told(site)) for path, verdict in fresh.items()]
    assert quick == again == expected


def told_on_disk(folder: Path, site: Site, renderer: Renderer) -> list[tuple[str, Verdict, str]]:
    verdicts = Verdicts(Plan(site, {}, {}), renderer, JudgementBook(folder))
    paths = [path for path, _, _ in landing_pages(site)]
    return [(path, verdicts[path], verdicts[path].told(site)) for path in paths]


def test_every_kind_of_edit_is_tried(example: Site, catalogue: Catalogue) -> None:
    """All of them in one chain, of which most pages on the other side see nothing."""
    holds(small(example), catalogue.renderer, [(name, 5 + at) for at, name in enumerate(EDITS)])


def recalled(last: Judgement | None, site: Site, templates: dict[str, str]) -> dict[str, Sight]:
    return recall(last, judged_basis(site, templates), names_of(site))


def test_a_page_far_away_is_not_looked_at_again(example: Site, catalogue: Catalogue) -> None:
    """One changed clinic costs the pages that may see it, and all others are as they were."""
    renderer = catalogue.renderer
    last = judge_pages(example, renderer)
    held = recalled(last, clinic_parks(example, 0), renderer.sources)
    assert 0 < len(held) < len(last.sights)
    for path, sight in last.sights.items():
        town = sight.town_of(example)
        away = distance_km(town.point, example.clinics[0].point)
        assert (path in held) == (away > sight.reach_km)
        shown = (example.clinics_by_id[id_] for id_ in sight.clinics)
        assert all(distance_km(town.point, clinic.point) <= sight.reach_km for clinic in shown)


def test_nothing_is_remembered_under_other_settings(example: Site, catalogue: Catalogue) -> None:
    site, renderer = small(example), catalogue.renderer
    last = judge_pages(site, renderer)
    assert len(recalled(last, site, renderer.sources)) == len(last.sights)
    assert not recalled(last, radius_set(site, 0), renderer.sources)
    assert not recalled(last, site, {**renderer.sources, "landing.html": "{# another #}"})
    assert not recalled(None, site, renderer.sources)


def test_a_new_day_costs_nothing_but_what_it_changes(example: Site, catalogue: Catalogue) -> None:
    """The age of checks is told anew; pages are looked at again if a season begins, or a review is due."""
    renderer, site = catalogue.renderer, clinic_in_season(example, 1)
    last = judge_pages(site, renderer)
    assert len(recalled(last, day_passes(site, 1), renderer.sources)) == len(last.sights)
    assert 0 < len(recalled(last, day_passes(site, 12), renderer.sources)) < len(last.sights)
    due = review_due(site, 3)
    last = judge_pages(due, renderer)
    assert not recalled(last, day_passes(due, 9), renderer.sources)


def test_counting_visitors_changes_no_verdict(example: Site, catalogue: Catalogue) -> None:
    """So that `build`, whose pages count nobody, need not judge what `serve` has judged."""
    sources = catalogue.renderer.sources
    uncounted = replace(example, config=replace(example.config, counted=not example.config.counted))
    assert judged_basis(uncounted, sources) == judged_basis(example, sources)
    fresh = judge_pages(uncounted, Renderer(catalogue.renderer.layers, catalogue.renderer.assets, uncounted))
    assert fresh.verdicts == judge_pages(example, catalogue.renderer).verdicts


def test_where_few_towns_are_everything_is_in_sight(example: Site, catalogue: Catalogue) -> None:
    site = replace(example, towns=example.towns[:5])
    last = judge_pages(site, catalogue.renderer)
    assert {sight.reach_km for sight in last.sights.values()} == {EVERYWHERE}


def test_who_waits_for_many_pages_is_told_why(
    example: Site, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    site, renderer = small(example), catalogue.renderer
    monkeypatch.setattr(judging, "MANY", 20)
    caplog.set_level("INFO")
    last = judge_pages(site, renderer)
    assert f"Judging {len(last.sights)} pages" in caplog.text
    caplog.clear()
    judge_pages(site, renderer, last)
    assert not caplog.text

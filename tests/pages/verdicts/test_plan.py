"""Which landing pages there are at all: no page without a clinic if the site says so, and no page twice."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from locator.model.point import Point
from locator.model.redirect import Redirect
from locator.pages.catalogue import Catalogue
from locator.pages.output import Moved, Output
from locator.pages.verdicts.plan import find_merges, plan_pages
from locator.pages.verdicts.verdict import Standing
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.site.snapshot import Site

KEY_WEST = Point(24.56, -81.78)
LAND = "/back-pain-treatment/fl"


def settled(site: Site, **settings: object) -> Site:
    verdict = replace(site.config.verdict, **settings)  # type: ignore[arg-type]
    return replace(site, config=replace(site.config, verdict=verdict))


def linked(catalogue: Catalogue) -> set[str]:
    """Every address that any page links to."""
    bodies = (catalogue.answer(path) for path in catalogue.pages)
    return {
        link
        for answer in bodies
        if isinstance(answer, Output)
        for link in re.findall(rb'href="([^"#?]*)', answer.body)
        for link in (link.decode(),)
    }


@pytest.fixture(scope="module")
def remote(example: Site) -> Site:
    """The example with a town that no clinic serves."""
    town = example.towns_by_key["fl", "pierson"]
    far = replace(town, name="Key West", slug="key-west", county="Monroe County", point=KEY_WEST)
    return replace(example, towns=(*example.towns, far))


def test_a_town_that_no_clinic_serves_has_an_unlisted_page(remote: Site, catalogue: Catalogue) -> None:
    """Rule E2: by default it is served, says so, and names the nearest; list H, 2: it is in no sitemap."""
    site = Catalogue(remote, catalogue.renderer)
    path = f"{LAND}/key-west/"
    assert site.verdicts[path].standing is Standing.NOINDEX
    assert path not in {entry.path for entry in site.entries()}
    answer = site.answer(path)
    assert isinstance(answer, Output)
    text = answer.body.decode()
    assert '<meta name="robots" content="noindex">' in text
    assert "This page is not listed in search engines because no clinic is within 25 miles." in text
    assert "Your doctor or your health plan can name a clinic near you." in " ".join(text.split())


def test_a_site_may_have_no_page_for_such_a_town(remote: Site, catalogue: Catalogue) -> None:
    """Rule E2: then it answers 404 and nothing leads there; the finder still knows the town."""
    site = Catalogue(settled(remote, drops_towns_without_clinic=True), catalogue.renderer)
    path = f"{LAND}/key-west/"
    assert site.verdicts[path].standing is Standing.ABSENT
    answer = site.answer(path)
    assert isinstance(answer, Output)
    assert answer.status == 404
    assert path not in linked(site)
    assert json.loads(site.interface.towns(limit=200).body)["towns"]
    assert find_place(site.site, "Key West, FL").origin


@pytest.fixture(scope="module")
def doubled(example: Site) -> Site:
    """The example with a hamlet half a mile from Pierson, without a note about either."""
    town = example.towns_by_key["fl", "pierson"]
    point = Point(town.point.lat + 0.007, town.point.lon)
    hamlet = replace(town, name="Hamlet", slug="hamlet", point=point, population=12, aliases=("Hameau",))
    notes = {key: note for key, note in example.notes.items() if key != town.key}
    return replace(example, towns=(*example.towns, hamlet), notes=notes)


def test_a_town_that_a_larger_one_covers_leads_there(doubled: Site, catalogue: Catalogue) -> None:
    """Rule E3: 301 to the larger, no link to it anywhere, and the finder goes on knowing its name."""
    site = Catalogue(doubled, catalogue.renderer)
    path = f"{LAND}/hamlet/"
    assert site.verdicts[path].standing is Standing.MERGE
    assert site.answer(path) == Moved(f"{LAND}/pierson/", 301)
    assert path not in linked(site) | {entry.path for entry in site.entries()}
    origin = find_place(site.site, "Hamlet, FL").origin
    assert origin
    assert origin.name == "Hamlet"


def test_what_led_to_a_merged_town_leads_on_in_one_hop(doubled: Site, catalogue: Catalogue) -> None:
    """Rule A32: other names of the town and rows of redirects.csv go along when a larger one covers it."""
    rows = tuple(
        Redirect(f"{LAND}/{old}/", f"{LAND}/{new}/", 301, row)
        for row, (old, new) in enumerate([("first", "hamlet"), ("zero", "hameau")], 2)
    )
    site = Catalogue(replace(doubled, redirects=rows), catalogue.renderer)
    for name in ("hameau", "first", "zero"):
        assert site.answer(f"{LAND}/{name}/") == Moved(f"{LAND}/pierson/", 301)


def test_own_text_keeps_a_town(doubled: Site, example: Site) -> None:
    """Rule E3: neither has own text."""
    assert [merge.town.slug for merge in find_merges(doubled)].count("hamlet") == 1
    note = next(iter(example.notes.values()))
    for town in ("hamlet", "pierson"):
        kept = replace(doubled, notes={("fl", town): note})
        assert "hamlet" not in {merge.town.slug for merge in find_merges(kept)}


def test_another_order_of_the_nearest_or_five_miles_keep_a_town(doubled: Site) -> None:
    """Rule E3: the same ordered three, centers less than five miles apart."""
    assert "hamlet" not in {m.town.slug for m in find_merges(settled(doubled, merge_within_km=0.5))}
    assert plan_pages(settled(doubled, merge_within_km=0.0)).moves == {}


def test_a_town_with_a_clinic_in_it_is_never_merged_away(doubled: Site) -> None:
    """Rule E3, and the issue: the clinic is what the page is for."""
    deland = doubled.clinics_by_id["deland"]
    here = replace(deland, address=replace(deland.address, locality="Hamlet"))
    near = replace(here, point=doubled.towns_by_key["fl", "hamlet"].point)
    clinics = tuple(near if clinic.id == "deland" else clinic for clinic in doubled.clinics)
    assert "hamlet" not in {merge.town.slug for merge in find_merges(replace(doubled, clinics=clinics))}


def test_merging_makes_no_chains(example: Site) -> None:
    """Rule E3: what covers a town is never covered itself."""
    town = example.towns_by_key["fl", "pierson"]
    row = tuple(
        replace(
            town,
            name=f"Dot {n}",
            slug=f"dot-{n}",
            population=100 - n,
            point=Point(town.point.lat + 0.03 * n, town.point.lon),
        )
        for n in range(6)
    )
    merges = find_merges(replace(example, towns=row, notes={}))
    assert merges
    assert not {merge.town.key for merge in merges} & {merge.into.key for merge in merges}

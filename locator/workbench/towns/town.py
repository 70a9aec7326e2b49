"""One town: what it says now or in the draft, how its pages are judged, and the form that changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.editing.notes.note_file import note_path
from locator.site.words import distance_text
from locator.workbench.drafting import LOCATIONS, drafted, drafted_keys, drafted_note, drafted_row
from locator.workbench.frame import TOWNS, DeskFrame, build_frame
from locator.workbench.towns.form import FIELDS, Clash, TownForm, form_of
from locator.workbench.towns.judged_pages import JudgedPage, judged_pages
from locator.workbench.towns.note import note_need, note_warnings
from locator.workbench.towns.towns import checked_text, nearest_text, town_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.model.town import Town
    from locator.site.snapshot import Site
    from locator.workbench.desk import Desk

NEIGHBOURS = 5  # towns that the old address of a removed one may lead to


@dataclass(frozen=True, slots=True)
class TownPage:
    """Everything about one town; `drafted` says what waits for it in the draft.

    `mistakes` are by column, `clashes` what others changed meanwhile; `ends` are where its address may lead
    once it is removed, value to words.
    """

    template: ClassVar[str] = "workbench/towns/town.html"

    frame: DeskFrame
    label: str
    path: str
    drafted: str
    facts: tuple[tuple[str, str], ...]
    pages: tuple[JudgedPage, ...]
    note_file: str
    note_need: tuple[str, ...]
    note_warnings: tuple[str, ...]
    form: TownForm
    chosen: tuple[str, ...]
    treatments: Mapping[str, str]
    main_treatment: str
    mistakes: Mapping[str, str]
    clashes: tuple[Clash, ...]
    ends: Mapping[str, str]


def find_town(desk: Desk, key: str) -> tuple[Site, Town, dict[str, str]] | None:
    """The town as the draft makes it, with its site and its row; None if there is none by then."""
    site = drafted(desk).source
    town = next((each for each in site.towns if each.id == key), None)
    row = drafted_row(desk, LOCATIONS, key)
    return (site, town, row) if town and row else None


def town_page(
    desk: Desk,
    key: str,
    form: TownForm | None = None,
    *,
    mistakes: Mapping[str, str] | None = None,
    clashes: tuple[Clash, ...] = (),
) -> TownPage | None:
    """The page of a town; `form` is what an editor has typed. None if there is no such town."""
    found = find_town(desk, key)
    if found is None:
        return None
    site, town, row = found
    form = form or form_of(row, drafted_note(desk, key), site)
    pages = judged_pages(drafted(desk), town)
    return TownPage(
        frame=build_frame(desk, town.label, section=TOWNS, is_mistaken=bool(mistakes or clashes)),
        label=town.label,
        path=town_path(town.key),
        drafted=drafted_keys(desk).get(key, ""),
        facts=tuple(_facts(site, town)),
        pages=pages,
        note_file=note_path(key),
        note_need=note_need(pages, form.seen["note"]),
        note_warnings=() if mistakes else note_warnings(site, town, form.values["note"]),
        form=form,
        chosen=tuple(form.values["treatments"].split(";")),
        treatments={slug: treatment.name for slug, treatment in site.treatments.items()},
        main_treatment=site.config.main_treatment,
        mistakes={**dict.fromkeys(FIELDS, ""), **(mistakes or {})},
        clashes=clashes,
        ends=_ends(site, town),
    )


def _facts(site: Site, town: Town) -> Iterator[tuple[str, str]]:
    yield "County", town.county or "not known"
    yield "State", town.region.name
    yield "Center", f"{town.point} ({'your coordinates' if _has_own_point(site, town) else 'built-in list'})"
    if town.population:
        yield "People", f"{town.population:,}"
    if town.postcodes:
        yield "ZIP codes", ", ".join(town.postcodes)
    yield "Radius", distance_text(town.radius_km, site.config.units)
    yield f"Nearest {site.config.clinic_noun}", nearest_text(site, town) or "none is open"
    yield "Facts checked", checked_text(site, town) or "never"
    if town.approved_by:
        yield "Approved", f"by {town.approved_by}" + (f" on {town.approved_on}" if town.approved_on else "")
    if town.updated:
        yield "Row updated", str(town.updated)
    yield "Row", f"{town.row} of locations.csv"


def _has_own_point(site: Site, town: Town) -> bool:
    return all(place.point != town.point for place in site.gazetteer.towns(town.name, town.region.code))


def _ends(site: Site, town: Town) -> dict[str, str]:
    near = site.nearest_towns(town.point, NEIGHBOURS, treatment=site.config.main_treatment, but=town)
    return {
        "/".join(
            each.town.key
        ): f"{each.town.label}, {distance_text(each.distance_km, site.config.units)} away"
        for each in near
    }

"""locations.csv -> towns: a row needs a name and a state, the gazetteer fills in the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.model.town import Town
from locator.site.settings.values import parse_radius
from locator.site.slugs import is_slug, slug
from locator.site.tables.header import Columns
from locator.site.tables.position import NEAR_KM, check_position
from locator.site.tables.row import quoted
from locator.site.tables.table import gathered, load_table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from pathlib import Path

    from locator.geo.gazetteer import Gazetteer
    from locator.model.place import Place
    from locator.model.point import Point
    from locator.model.problem import Problem
    from locator.model.region import Region
    from locator.site.settings.config import Config
    from locator.site.tables.row import Row

COLUMNS = Columns(
    required=("town", "region"),
    optional=(
        *("county", "slug", "lat", "lon", "treatments", "aliases", "radius"),
        *("approved_by", "approved_on", "updated"),
    ),
)
SAME_KM = 10.0  # two entries of one name that are closer are one settlement
MAX_SUGGESTIONS = 3
MAX_LOOKED_UP = 200  # unknown towns; each takes some 3 ms
MAX_KEY = 30  # letters of a name whose spelling is looked into
POSTCODE_KM = 40.0  # a ZIP code further away than this is not the town's

_COUNTY = re.compile(
    r"\s+(county|parish|borough|municipality|municipio|census area|planning region)$", re.IGNORECASE
)


def load_locations(
    path: Path,
    *,
    config: Config,
    gazetteer: Gazetteer,
    today: date,
    treatments: Collection[str] | None = None,
) -> tuple[tuple[Town, ...], list[Problem]]:
    """Reads the towns that have a page; `treatments` are the slugs that rows may name (None: any).

    A row with an error is left out; an error without a row costs the whole file.
    """
    rows, problems = load_table(path, COLUMNS)
    reader = _TownReader(config, gazetteer, today, treatments)
    drafts = [draft for row in rows if (draft := reader.read(row))]
    drafts = _without_repeats(drafts)
    _check_aliases(drafts)
    return tuple(draft.town for draft in drafts), gathered(rows, problems)


def known_towns(gazetteer: Gazetteer, name: str, region: Region) -> list[Place]:
    """The places that a row of this name may mean: those so called, else those also called so, each once."""
    found = gazetteer.towns(name, region.code)
    exact = [place for place in found if fold_name(place.name) == fold_name(name)]
    places: list[Place] = []
    for place in exact or found:
        if all(distance_km(place.point, other.point) > SAME_KM for other in places):
            places.append(place)
    return places


def bare_county(name: str) -> str:
    """A county without the word for what it is, and without case: "St. Johns County" -> "saintjohns"."""
    return fold_name(plain_county(name))


def plain_county(name: str) -> str:
    """A county without the word for what it is: "St. Johns County" -> "St. Johns"."""
    return _COUNTY.sub("", name)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A town, the row that it came from and the gazetteer's entry, if there is one."""

    row: Row
    town: Town
    place: Place | None


@dataclass(slots=True)
class _TownReader:
    config: Config
    gazetteer: Gazetteer
    today: date
    treatments: Collection[str] | None
    unknown: int = 0  # towns so far

    def read(self, row: Row) -> _Draft | None:
        """Reads one row, gathering all of its problems; None if one of them is an error."""
        name, region, point = row.text("town", required=True), row.region(), row.point()
        place = self._place(row, name, region, point) if name and region else None
        name, county = _name(row, name, place), _county(row, place)
        slug, radius_km = _slug(row, name), self._radius_km(row)
        treatments = row.treatments(self.treatments)
        approved_on = row.day("approved_on", today=self.today)
        updated = row.day("updated", today=self.today)
        point = point or (place.point if place else None)
        if row.is_lost or region is None or point is None:
            return None
        town = Town(
            name=name,
            region=region,
            county=county,
            slug=slug,
            point=point,
            treatments=tuple(dict.fromkeys((self.config.main_treatment, *treatments))),
            radius_km=radius_km,
            aliases=row.items("aliases"),
            postcodes=self._postcodes(place.name if place else name, region, point),
            population=place.population if place else 0,
            approved_by=row.text("approved_by"),
            approved_on=approved_on,
            updated=updated,
            row=row.line,
        )
        return _Draft(row, town, place)

    def _place(self, row: Row, name: str, region: Region, point: Point | None) -> Place | None:
        """The gazetteer's entry: the nearest to the town's point, or the only one it can be."""
        places = known_towns(self.gazetteer, name, region)
        if point is None:
            return self._only_one(row, name, region, places)
        check_position(row, point, places, region=region.code, gazetteer=self.gazetteer)
        near = [place for place in places if distance_km(point, place.point) <= NEAR_KM]
        return min(near, key=lambda place: distance_km(point, place.point), default=None)

    def _only_one(self, row: Row, name: str, region: Region, places: Sequence[Place]) -> Place | None:
        county = bare_county(row.text("county"))
        chosen = [place for place in places if not county or bare_county(place.county) == county]
        if len(chosen) == 1:
            return chosen[0]
        if not places:
            self._report_unknown(row, name, region)
        elif not chosen:
            message = f"no {name} in {quoted(row['county'])} is known"
            row.report("county", message, f"write {_counties(places)}, or add lat and lon")
        else:
            _report_ambiguous(row, name, region, chosen)
        return None

    def _report_unknown(self, row: Row, name: str, region: Region) -> None:
        message = f"{quoted(name)} is not a known town of {region.name}"
        row.report("town", message, self._cure_of_unknown(name, region))

    def _cure_of_unknown(self, name: str, region: Region) -> str:
        if len(bare := name.partition(",")[0]) < len(name):
            return f"write only {bare}"
        self.unknown += 1
        if self.unknown <= MAX_LOOKED_UP and (close := self._similar(name, region)):
            return f"write {_one_of(close)}, or add lat and lon"
        if elsewhere := [place.region for place in self.gazetteer.towns(name)]:
            states = _one_of(list(dict.fromkeys(elsewhere))[:MAX_SUGGESTIONS])
            return f"it is known in {states}: correct the region, or add lat and lon"
        return "check the spelling, or add lat and lon"

    def _similar(self, name: str, region: Region) -> list[str]:
        """The largest towns of the region whose names are one slip of the finger away."""
        found = (self.gazetteer.towns(key, region.code)[:1] for key in _slips(fold_name(name)))
        places = sorted({place for (place,) in filter(None, found)}, key=lambda it: -it.population)
        return [place.name for place in places[:MAX_SUGGESTIONS]]

    def _postcodes(self, name: str, region: Region, point: Point) -> tuple[str, ...]:
        zips = self.gazetteer.zips_of(name, region.code)
        return tuple(zip_.name for zip_ in zips if distance_km(point, zip_.point) <= POSTCODE_KM)

    def _radius_km(self, row: Row) -> float:
        text = row["radius"]
        try:
            return parse_radius(text, self.config.units) if text else self.config.service_radius_km
        except ValueError as error:
            row.report("radius", f"{quoted(text)}: {error}", getattr(error, "cure", ""))
            return self.config.service_radius_km


def _slips(key: str) -> set[str]:
    """Every text that is one letter more, less, other or swapped away from a folded name."""
    if not 2 < len(key) < MAX_KEY:  # noqa: PLR2004  # shorter ones are like everything
        return set()
    cuts = [(key[:i], key[i:]) for i in range(len(key) + 1)]
    less = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    other = {head + c + tail[1:] for head, tail in cuts if tail for c in ascii_lowercase}
    more = {head + c + tail for head, tail in cuts for c in ascii_lowercase}
    return (less | swapped | other | more) - {key}


def _report_ambiguous(row: Row, name: str, region: Region, places: Sequence[Place]) -> None:
    names = list(dict.fromkeys(place.name for place in places))
    message = f"{region.name} has {len(places)} places of the name {name}"
    counties = {bare_county(place.county) for place in places}
    if len(names) > 1:
        cure = f"write {_one_of(names)}"
    elif len(counties) == len(places):
        cure = f"add a county column value: {_counties(places)}"
    else:
        cure = "add lat and lon"
    row.report("town", message, cure)


def _name(row: Row, name: str, place: Place | None) -> str:
    """The name as the marketer wrote it, unless it is the gazetteer's but for case and spaces."""
    if place is None or name == place.name:
        return name
    if _letters(name) == _letters(place.name):
        row.notice("town", f"{quoted(name)} was read as {place.name}", f"write {place.name}")
        return place.name
    if fold_name(name) != fold_name(place.name):
        cure = f"write {place.name} if the page should say so"
        row.notice("town", f"{quoted(name)} is known as {place.name}", cure)
    return name


def _letters(name: str) -> str:
    return "".join(name.split()).casefold()


def _county(row: Row, place: Place | None) -> str:
    written = row.text("county")
    if place is None or not place.county:
        return written
    if written and bare_county(written) != bare_county(place.county):
        message = f"{place.name} at these coordinates lies in {place.county}"
        row.warn("county", message, f"write {place.county}, or correct lat and lon")
    return place.county


def _counties(places: Sequence[Place]) -> str:
    return _one_of([plain_county(place.county) for place in places])


def _one_of(words: Sequence[str]) -> str:
    """A choice in words: "Seminole, Gadsden or Santa Rosa"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _slug(row: Row, name: str) -> str:
    written = row["slug"]
    made = slug(written or name)
    if written and not is_slug(written):
        cure = f"write {made}" if made else "use a-z, 0-9 and hyphens"
        row.report("slug", f"{quoted(written)} cannot stand in an address", cure)
    elif name and not made:
        row.report("slug", f"{quoted(name)} has no letter for an address", "write a slug: a-z, 0-9")
    return made


def _without_repeats(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Drops a town whose address another row has; the earlier row keeps it."""
    kept: dict[tuple[str, str], _Draft] = {}
    places: dict[Place, _Draft] = {}
    for draft in drafts:
        town, place = draft.town, draft.place
        if other := kept.get(town.key):
            _report_same_slug(draft, other)
            continue
        if place and (other := places.get(place)):
            message = f"row {other.row.line} ({other.town.name}) is the same place"
            draft.row.warn("town", message, "take one out, or write its name into aliases")
        kept[town.key] = draft
        if place:
            places[place] = draft
    return [*kept.values()]


def _report_same_slug(draft: _Draft, other: _Draft) -> None:
    town, line = draft.town, other.row.line
    if draft.place and draft.place == other.place:
        draft.row.report("town", f"{town.label} is already in row {line}", "take one of them out")
        return
    county = slug(plain_county(town.county))
    example = f'"{town.slug}-{county}"' if county else "a name of its own, such as with the county"
    message = f'"{town.slug}" is already the slug of row {line} ({other.town.label})'
    draft.row.report("slug", message, f"set slug to {example}", value=town.slug)


def _check_aliases(drafts: Sequence[_Draft]) -> None:
    """Warns of an alias that is the name of another town, or its alias."""
    owners = {draft.town.key: draft for draft in drafts}
    for draft in drafts:
        for alias in draft.town.aliases:
            key = (draft.town.region.slug, slug(alias))
            other = owners.setdefault(key, draft)
            if other is not draft:
                message = f"{quoted(alias)} also leads to row {other.row.line} ({other.town.name})"
                draft.row.warn("aliases", message, "leave it to one of the two")

"""A row of locations.csv -> a town, filled in from the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.names import fold_name
from locator.model.town import Town
from locator.site.settings.values import parse_radius
from locator.site.slugs import is_slug, slug
from locator.site.tables.row import Row, quoted
from locator.site.tables.towns.counties import bare_county
from locator.site.tables.towns.draft import Draft
from locator.site.tables.towns.known_towns import postcodes_of
from locator.site.tables.towns.town_finder import TownFinder

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from locator.model.place import Place
    from locator.site.settings.config import Config


@dataclass(frozen=True, slots=True)
class TownReader:
    """Reads rows one after the other; `treatments` are the slugs that they may name, None: any."""

    config: Config
    finder: TownFinder
    today: date
    treatments: Collection[str] | None

    def read(self, row: Row) -> Draft | None:
        """Reads one row, gathering all of its problems; None if one of them is an error."""
        name, region = row.text("town", required=True), row.once(Row.region, "region")
        point = row.point()
        place = self.finder.find(row, name, region, point) if name and region else None
        name, county = _name(row, name, place), _county(row, place)
        slug, radius_km = _slug(row, name), self._radius_km(row)
        treatments = row.treatments(self.treatments)
        approved_on = row.day("approved_on", today=self.today)
        updated = row.day("updated", today=self.today)
        point = point or (place.point if place else None)
        if row.is_lost or region is None or point is None:
            return None
        known_as = place.name if place else name
        town = Town(
            name=name,
            region=region,
            county=county,
            slug=slug,
            point=point,
            treatments=tuple(dict.fromkeys((self.config.main_treatment, *treatments))),
            radius_km=radius_km,
            aliases=row.items("aliases"),
            postcodes=postcodes_of(self.finder.gazetteer, known_as, region, point),
            population=place.population if place else 0,
            approved_by=row.text("approved_by"),
            approved_on=approved_on,
            updated=updated,
            row=row.line,
        )
        return Draft(row, town, place)

    def _radius_km(self, row: Row) -> float:
        text = row["radius"]
        try:
            return parse_radius(text, self.config.units) if text else self.config.service_radius_km
        except ValueError as error:
            row.report("radius", f"{quoted(text)}: {error}", getattr(error, "cure", ""))
            return self.config.service_radius_km


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


def _slug(row: Row, name: str) -> str:
    written = row["slug"]
    made = slug(written or name)
    if written and not is_slug(written):
        cure = f"write {made}" if made else "use a-z, 0-9 and hyphens"
        row.report("slug", f"{quoted(written)} cannot stand in an address", cure)
    elif name and not made:
        row.report("slug", f"{quoted(name)} has no letter for an address", "write a slug: a-z, 0-9")
    return made

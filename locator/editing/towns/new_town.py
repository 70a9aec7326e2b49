"""A place of the gazetteer -> the row of locations.csv that makes a town of it, its slug frozen (rule F5)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.errors import UsageError
from locator.geo.distance import distance_km
from locator.model.region import REGIONS
from locator.model.town import Town
from locator.site.paths import tidy
from locator.site.settings.values import parse_radius
from locator.site.slugs import slug
from locator.site.tables.towns.counties import bare_county, plain_county
from locator.site.tables.towns.known_towns import POSTCODE_KM, known_towns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from locator.model.place import Place
    from locator.model.point import Point
    from locator.model.redirect import Redirect
    from locator.site.snapshot import NearClinic, Site

SAME_KM = 0.1  # a point that lies nearer than this to the gazetteer's need not be written


@dataclass(frozen=True, slots=True)
class NewTown:
    """A town that a site may get: `town` is what its row, `cells` by column, will be read as.

    `nearest` is the nearest clinic for the main treatment. `retired` are rows of redirects.csv that hold
    its addresses, for it had a page before: they go when it comes back.
    """

    place: Place
    town: Town
    cells: Mapping[str, str]
    nearest: NearClinic | None
    retired: tuple[Redirect, ...] = ()

    @property
    def is_in_reach(self) -> bool:
        """Tells whether a clinic lies within the town's radius."""
        return self.nearest is not None and self.nearest.distance_km <= self.town.radius_km


def new_town(
    site: Site,
    place: Place,
    *,
    name: str = "",
    point: Point | None = None,
    further: Mapping[str, str] | None = None,
    taken: Collection[tuple[str, str]] = (),
) -> NewTown:
    """The place as a town of the site, called `name` if it is not to go by the gazetteer's.

    `point` wins over the gazetteer's; `further` are more cells; `taken` are keys of towns that the site is
    to get besides. Raises UsageError if there is no slug that another town does not have (rule F5).
    """
    further, name = further or {}, name or place.name
    cells = {"town": name, "region": place.region} | _where(site, place, name, point)
    town = town_at(site, place, slug(further.get("slug") or name), name=name, point=point, cells=further)
    slugs = [town.slug] if further.get("slug") else _slugs(town)
    town = _named_apart(site, town, slugs, taken)
    cells |= {"slug": town.slug} | {column: value for column, value in further.items() if column != "slug"}
    nearest = site.nearest_clinics(town.point, 1, treatment=site.config.main_treatment)
    retired = tuple(_retired(site, town))
    return NewTown(place, town, cells, nearest[0] if nearest else None, retired)


def town_at(
    site: Site,
    place: Place,
    slug: str,
    *,
    name: str = "",
    point: Point | None = None,
    cells: Mapping[str, str] | None = None,
) -> Town:
    """The town that a row about the place is read as; cells that cannot be read count as blank."""
    cells, point = cells or {}, point or place.point
    config, radius_km = site.config, site.config.service_radius_km
    with suppress(ValueError):
        radius_km = parse_radius(cells.get("radius", "") or "-", config.units)
    asked = [each.strip().lower() for each in cells.get("treatments", "").split(";")]
    zips = site.gazetteer.zips_of(place.name, place.region)
    return Town(
        name=name or place.name,
        region=REGIONS[place.region],
        county=place.county,
        slug=slug,
        point=point,
        treatments=tuple(
            dict.fromkeys((config.main_treatment, *(each for each in asked if each in site.treatments)))
        ),
        radius_km=radius_km,
        postcodes=tuple(each.name for each in zips if distance_km(point, each.point) <= POSTCODE_KM),
        population=place.population,
    )


def _where(site: Site, place: Place, name: str, point: Point | None) -> dict[str, str]:
    """What a row must say besides name and state to mean this place and no other: a county, or a position."""
    known = known_towns(site.gazetteer, name, REGIONS[place.region])
    if point is not None and distance_km(point, place.point) > SAME_KM:
        return _position(point)
    if [each.point for each in known] == [place.point]:
        return {}
    counties = [bare_county(each.county) for each in known]
    if place in known and counties.count(bare_county(place.county)) == 1:
        return {"county": plain_county(place.county)}
    return {"county": place.county} | _position(place.point)


def _position(point: Point) -> dict[str, str]:
    return {"lat": f"{point.lat:.6g}", "lon": f"{point.lon:.7g}"}


def _slugs(town: Town) -> Iterator[str]:
    """The addresses to try: the name, with its county, with a ZIP code besides; never "-2"."""
    yield town.slug
    if county := slug(plain_county(town.county)):
        yield f"{town.slug}-{county}"
        yield from (f"{town.slug}-{county}-{postcode}" for postcode in town.postcodes[:1])


def _named_apart(site: Site, town: Town, slugs: Iterable[str], taken: Collection[tuple[str, str]]) -> Town:
    """The town under the first slug that no other town has, or had (rule A32)."""
    for town_slug in filter(None, slugs):
        named = replace(town, slug=town_slug)
        is_taken = named.key in site.towns_by_key or named.key in taken
        if not is_taken and not (town_slug == town.slug and _was_anothers(site, named)):
            return named
    msg = f"every address that {town.label} could have is taken; give its row a slug of its own"
    raise UsageError(msg)


def _was_anothers(site: Site, town: Town) -> bool:
    """Whether the town's addresses are retired and may have been those of a namesake."""
    return any(_retired(site, town)) and len(known_towns(site.gazetteer, town.name, town.region)) > 1


def _retired(site: Site, town: Town) -> Iterator[Redirect]:
    paths = {
        view.urls.landing(treatment, town) for view in site.views.values() for treatment in view.treatments
    }
    return (redirect for redirect in site.redirects if tidy(redirect.source) in paths)

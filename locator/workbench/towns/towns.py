"""The list of towns: which pages search engines are told of, which not, and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from locator.geo.names import fold_name
from locator.pages.facts.outlook import look_around
from locator.pages.verdicts.verdict import Standing
from locator.site.words import distance_text
from locator.workbench.drafting import drafted_keys
from locator.workbench.frame import TOWNS, DeskFrame, build_frame
from locator.workbench.towns.index import index_towns
from locator.workbench.verdict_words import WORDS, Judgement, in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from locator.model.town import Town
    from locator.site.snapshot import Site
    from locator.workbench.desk import Desk
    from locator.workbench.towns.index import Indexed, TownPage

ROWS = 50  # a page of the list
SORTS: Mapping[str, tuple[str, Callable[[Indexed], Any]]] = {
    "name": ("Name", lambda each: (each.town.region.name, each.town.name.casefold())),
    "verdict": ("Verdict, unlisted first", lambda each: (_worst(each), each.town.label)),
    "people": ("People, most first", lambda each: (-each.town.population, each.town.label)),
    "distance": (
        "Distance to the nearest clinic, farthest first",
        lambda each: (-each.chord_km, each.town.key),
    ),
    "file": ("Order of locations.csv, newest first", lambda each: -each.town.row),
}
_ORDER = list(reversed(Standing))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the form above the list asks for; what is blank asks for nothing."""

    text: str = ""
    verdict: str = ""
    region: str = ""
    treatment: str = ""
    sort: str = "name"
    page: int = 1

    @property
    def chosen(self) -> int:
        """How many of those that a phone folds away are not as they are by themselves."""
        return sum((bool(self.verdict), bool(self.region), bool(self.treatment), self.sort != Filters().sort))

    def address(self, page: int) -> str:
        """The list under these filters, on another page of it."""
        asked, default = asdict(replace(self, page=page)), asdict(Filters())
        return (
            f"{TOWNS}?{urlencode({name: value for name, value in asked.items() if value != default[name]})}"
        )


@dataclass(frozen=True, slots=True)
class PageRow:
    """One landing page of a town with its verdict in words."""

    treatment: str
    path: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class TownRow:
    """One town: where it is edited, its pages, its nearest clinic, and how old the oldest shown fact is.

    `drafted` says what waits for it in the draft, `checked` is in words and empty if nothing was checked.
    """

    label: str
    county: str
    path: str
    people: int
    pages: tuple[PageRow, ...]
    nearest: str
    checked: str
    drafted: str


@dataclass(frozen=True, slots=True)
class TownsPage:
    """The list of towns under its filters; `choices` are those of its selects, value to words."""

    template: ClassVar[str] = "workbench/towns/towns.html"

    frame: DeskFrame
    filters: Filters
    verdicts: Mapping[str, str]
    regions: Mapping[str, str]
    treatments: Mapping[str, str]
    sorts: Mapping[str, str]
    rows: tuple[TownRow, ...]
    first: int
    found: int
    total: int
    before: str
    after: str


def towns_page(desk: Desk, filters: Filters) -> TownsPage:
    """Finds the towns that the filters ask for, and tells of those on one page of the list."""
    every = index_towns(desk.catalogue)
    site = desk.catalogue.source
    found = [each for each in every if _is_asked(each, filters)]
    found.sort(key=SORTS.get(filters.sort, SORTS["name"])[1])
    pages = max(1, -(-len(found) // ROWS))
    page = min(max(filters.page, 1), pages)
    first = (page - 1) * ROWS
    drafted = drafted_keys(desk)
    regions = {each.town.region.slug: each.town.region.name for each in every}
    return TownsPage(
        frame=build_frame(desk, "Towns", section=TOWNS),
        filters=filters,
        verdicts={standing.value: WORDS[standing] for standing in Standing},
        regions=dict(sorted(regions.items(), key=lambda pair: pair[1])),
        treatments={slug: treatment.name for slug, treatment in site.treatments.items()},
        sorts={key: words for key, (words, _) in SORTS.items()},
        rows=tuple(_row(site, each, filters, drafted) for each in found[first : first + ROWS]),
        first=first + 1,
        found=len(found),
        total=len(every),
        before=filters.address(page=page - 1) if page > 1 else "",
        after=filters.address(page=page + 1) if page < pages else "",
    )


def town_path(key: tuple[str, str]) -> str:
    """Where a town is looked at and edited."""
    return f"{TOWNS}{key[0]}/{key[1]}/"


def _is_asked(each: Indexed, filters: Filters) -> bool:
    if filters.region and each.town.region.slug != filters.region:
        return False
    if not all(word in each.key for word in _words(filters.text)):
        return False
    if not (filters.treatment or filters.verdict):
        return True
    return any(filters.verdict in ("", page.verdict.standing) for page in _shown(each, filters))


def _words(text: str) -> list[str]:
    """What is looked for: each part between commas, as names are folded."""
    return [folded for part in text.split(",") if (folded := fold_name(part))]


def _shown(each: Indexed, filters: Filters) -> list[TownPage]:
    return [page for page in each.pages if filters.treatment in ("", page.treatment)]


def _worst(each: Indexed) -> int:
    return min((_ORDER.index(page.verdict.standing) for page in each.pages), default=0)


def _row(site: Site, each: Indexed, filters: Filters, drafted: Mapping[str, str]) -> TownRow:
    town = each.town
    return TownRow(
        label=town.label,
        county=town.county,
        path=town_path(town.key),
        people=town.population,
        pages=tuple(
            PageRow(site.treatments[page.treatment].name, page.path, in_words(page.verdict))
            for page in _shown(each, filters)
        ),
        nearest=nearest_text(site, town),
        checked=checked_text(site, town),
        drafted=drafted.get(town.id, ""),
    )


def nearest_text(site: Site, town: Town) -> str:
    """The nearest open clinic for the main treatment and how far it is; empty if there is none."""
    near = site.nearest_clinics(town.point, 1, treatment=site.config.main_treatment)
    if not near:
        return ""
    return f"{near[0].clinic.name}, {distance_text(near[0].distance_km, site.config.units)}"


def checked_text(site: Site, town: Town) -> str:
    """When the clinics on the town's page were checked, by the one that was checked longest ago."""
    shown = look_around(site, site.main_treatment, town).clinics
    dates: Sequence[object] = [clinic.verified_on for clinic in shown]
    if not shown or None in dates:
        return ""
    days = max((site.today - clinic.verified_on).days for clinic in shown if clinic.verified_on)
    return "today" if days <= 0 else "yesterday" if days == 1 else f"{days:,} days ago"

"""What a visitor asks of the finder, as the fields of an address or a form, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from locator.model.point import Point
from locator.model.units import KM_PER
from locator.pages.finder.facet_names import names_of
from locator.site.filters import Facet, choice_of
from locator.site.urls import Urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from locator.site.snapshot import Site

MAX_TEXT = 120  # characters of a place name or address; more is no question
MAX_RADIUS = 500  # miles or km
MAX_PAGE = 1000
POSITION_DECIMALS = 2  # rule C7: about a kilometre
BY_DISTANCE = "distance"
CHOICES_A_FACET = 20

_WHOLE = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?", re.ASCII)

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One search; `radius` is in the site's units, None for the site's own, `page` counts from 1.

    `position` is where the visitor's device is, to two decimals: it never stands in an address.
    `finder` is the address of the page that answers. `unknown` are choices that no clinic of the site
    has; they are left out, and the page says so.
    """

    text: str = ""
    position: Point | None = None
    wanted: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    radius: int | None = None
    is_by_distance: bool = False
    page: int = 1
    unknown: tuple[str, ...] = ()
    finder: str = Urls().find

    def with_choice(self, facet: Facet, choices: Iterable[str]) -> Question:
        """The same question with these choices in one facet, from its first page."""
        others = {each: made for each, made in self.wanted.items() if each is not facet}
        chosen = frozenset(choices)
        return replace(self, wanted=others | ({facet: chosen} if chosen else {}), page=1)

    def at(self, position: Point) -> Question:
        """The same question, asked where the visitor is."""
        return replace(self, position=position, text="")

    @property
    def fields(self) -> Fields:
        """The fields that ask this again, always in one order; a position is among them."""
        place = [("q", self.text)] if self.text else []
        if self.position:
            place += [("lat", _coarse(self.position.lat)), ("lon", _coarse(self.position.lon))]
        made = [(facet.value, choice) for facet in Facet for choice in sorted(self.wanted.get(facet, ()))]
        radius = [("radius", str(self.radius))] if self.radius else []
        order = [("order", BY_DISTANCE)] if self.is_by_distance else []
        page = [("page", str(self.page))] if self.page > 1 else []
        return (*place, *made, *radius, *order, *page)

    @property
    def path(self) -> str:
        """The address that asks this again; a position is left out of it."""
        shown = [(name, value) for name, value in self.fields if name not in {"lat", "lon"}]
        return f"{self.finder}?{urlencode(shown, quote_via=quote)}" if shown else self.finder


def parse_question(site: Site, pairs: Iterable[tuple[str, str]]) -> Question:
    """Reads the fields of an address; what makes no sense counts as not given.

    A position is read by `parse_position` alone, from a form that was posted.
    """
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    made, unknown = _choices(site, given)
    radius, page = _last(given, "radius"), _last(given, "page")
    return Question(
        text=_last(given, "q").strip()[:MAX_TEXT],
        wanted=made,
        radius=int(radius) if _WHOLE.fullmatch(radius) and int(radius) <= MAX_RADIUS else None,
        is_by_distance=_last(given, "order") == BY_DISTANCE,
        page=int(page) if _WHOLE.fullmatch(page) and int(page) <= MAX_PAGE else 1,
        unknown=unknown,
        finder=site.urls.find,
    )


def parse_position(pairs: Iterable[tuple[str, str]]) -> Point | None:
    """Reads the position of a visitor's device, cut to two decimals again whatever was sent."""
    given = dict(pairs)
    lat, lon = given.get("lat", ""), given.get("lon", "")
    if not (_DEGREES.fullmatch(lat) and _DEGREES.fullmatch(lon)):
        return None
    try:
        return Point(round(float(lat), POSITION_DECIMALS), round(float(lon), POSITION_DECIMALS))
    except ValueError:
        return None


def radius_km(site: Site, question: Question) -> float:
    """The radius that is asked for, or the site's own, in km."""
    if question.radius is None:
        return site.config.service_radius_km
    return question.radius * KM_PER[site.config.units]


def _last(given: Mapping[str, list[str]], name: str) -> str:
    return given.get(name, [""])[-1]


def _choices(
    site: Site, given: Mapping[str, list[str]]
) -> tuple[dict[Facet, frozenset[str]], tuple[str, ...]]:
    made: dict[Facet, frozenset[str]] = {}
    unknown: list[str] = []
    for facet in Facet:
        known = names_of(site, facet)
        asked = [value.strip()[:MAX_TEXT] for value in given.get(facet.value, [])[:CHOICES_A_FACET]]
        chosen = frozenset(choice_of(value) for value in asked).intersection(known)
        unknown += [value for value in asked if value and choice_of(value) not in known]
        if chosen:
            made[facet] = chosen
    return made, tuple(dict.fromkeys(unknown))


def _coarse(degrees: float) -> str:
    return f"{degrees:.{POSITION_DECIMALS}f}"

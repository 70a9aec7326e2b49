"""What pages of a Site rest on, as digests: held against those of another Site, they tell what has changed.

They are equal in every process for equal values, so they may be kept on disk; a Site itself need not be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from locator.model.address import Address
from locator.model.clinic import Clinic
from locator.model.point import Point
from locator.model.region import Region
from locator.model.town import Town

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from locator.model.hours import Hours
    from locator.site.snapshot import Site

SIZE = 8  # bytes: a change goes unseen once in 10**19
_PACKAGE = Path(__file__).parents[1]
_PACKED = _PACKAGE / "bundle"  # templates of a wheel: whoever renders asks for their sources
_BYTECODE = ".pyc"
_WORDING = ("Babel", "holidays", "Jinja2", "MarkupSafe", "opening-hours-py", "pyproj")  # they shape pages
DAYS_OF_WEEK = 7
# Hours without a month, a week's number, a year or a comment.
_ALL_YEAR = re.compile(r"(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|off|closed|\d{1,2}:\d\d)|[-–,;: ])*", re.ASCII)


def _cells(kind: type[Clinic | Town], *aside: str) -> Callable[[object], tuple[object, ...]]:
    """What reads a row, the parts of its address and its point one by one, which `repr` tells faster."""
    parts = {"point": Point, "address": Address, "region": Region}
    names: list[str] = []
    for name in (each.name for each in fields(kind) if each.name not in aside):
        names += [f"{name}.{part.name}" for part in fields(parts[name])] if name in parts else [name]
    return attrgetter(*names)


_CLINIC, _TOWN = _cells(Clinic, "hours"), _cells(Town, "row")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one row says, and where it lies."""

    digest: str
    point: Point


@dataclass(frozen=True, slots=True)
class Imprint:
    """A Site as digests: `ground` is what every page rests on but the day, `today` is the day.

    Of `clinics`, by id, a mark holds the row and its people; of `towns`, by id, the row without its
    number, what the site calls it and its note. Templates and redirects are not in it.
    """

    ground: str
    today: date
    clinics: Mapping[str, Mark]
    towns: Mapping[str, Mark]


def take_imprint(site: Site, *, usually: bool = False) -> Imprint:
    """The imprint of a Site; `usually`, special days and holidays of clinics are left out of it.

    Then the day counts only by `today`, and for hours that change with the seasons.
    """
    texts = (site.treatments, site.articles, site.translated)
    ground = digest((code_digest(), replace(site.config, as_of=None, store=""), *texts))
    clinics = {each.id: _clinic_mark(site, each, usually=usually) for each in site.clinics}
    towns = {each.id: _town_mark(site, each) for each in site.towns}
    return Imprint(ground, site.today, clinics, towns)


def _clinic_mark(site: Site, clinic: Clinic, *, usually: bool) -> Mark:
    hours = _usual_hours(clinic.hours, site.today) if clinic.hours and usually else clinic.hours
    return Mark(digest((_CLINIC(clinic), hours, site.staff.get(clinic.id))), clinic.point)


def _usual_hours(hours: Hours, today: date) -> object:
    """The weekly rule; where it may be another in another season, with the seven days from `today` on."""
    if _ALL_YEAR.fullmatch(hours.text):
        return hours.text
    days = sorted((today + timedelta(ahead) for ahead in range(DAYS_OF_WEEK)), key=date.weekday)
    return hours.text, hours.week(today), [hours.usual(day) for day in days]


def _town_mark(site: Site, town: Town) -> Mark:
    said = _TOWN(town), site.called(town), site.notes.get(town.key)
    return Mark(digest(said), town.point)


def changed(before: Mapping[str, Mark], after: Mapping[str, Mark]) -> Iterator[tuple[str, Point]]:
    """The ids of rows that are not what they were, with where they lay and where they lie.

    A row that is new or gone comes once, one that has changed twice.
    """
    for id_ in before.keys() | after.keys():
        if before.get(id_) != after.get(id_):
            yield from ((id_, marks[id_].point) for marks in (before, after) if id_ in marks)


def digest(value: object) -> str:
    """Sixteen hexadecimal digits for what `repr` says in full: dataclasses, dates, plain values."""
    return blake2b(repr(value).encode(), digest_size=SIZE).hexdigest()


@cache
def code_digest() -> str:
    """Of this program: its own files, data and translations too, and the packages that shape pages."""
    state = blake2b(digest_size=SIZE)
    for file in sorted(_PACKAGE.rglob("*")):
        if file.is_file() and file.suffix != _BYTECODE and not file.is_relative_to(_PACKED):
            state.update(file.relative_to(_PACKAGE).as_posix().encode())
            state.update(file.read_bytes())
    state.update(repr([version(name) for name in _WORDING]).encode())
    return state.hexdigest()

"""The list of clinics: found by words, by status, by what is missing or stale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from locator.geo.names import fold_words
from locator.model.clinic import ClinicStatus
from locator.model.problem import Severity
from locator.pages.schedule import status_text
from locator.workbench.clinics.book import FILE, Book
from locator.workbench.clinics.gaps import freshness, gaps
from locator.workbench.frame import CLINICS, DeskFrame, build_frame, clinic_path

if TYPE_CHECKING:
    from datetime import datetime

    from locator.model.clinic import Clinic
    from locator.model.problem import Problem
    from locator.site.snapshot import Site
    from locator.workbench.clinics.gaps import Freshness
    from locator.workbench.desk import Desk

PER_PAGE = 50
STATUS_WORDS = {
    ClinicStatus.OPEN: "Sees patients",
    ClinicStatus.TEMPORARILY_CLOSED: "Closed for a time",
    ClinicStatus.CLOSED: "Closed for good",
}


class Show(StrEnum):
    """Which clinics are listed; the value stands in the address."""

    ALL = ""
    OPEN = "open"
    PAUSED = "temporarily_closed"
    CLOSED = "closed"
    STALE = "stale"
    SOON = "soon"
    GAPS = "gaps"
    DRAFT = "draft"


SHOW_WORDS = {
    Show.ALL: "All clinics",
    Show.OPEN: "Those that see patients",
    Show.PAUSED: "Closed for a time",
    Show.CLOSED: "Closed for good",
    Show.STALE: "Not checked lately",
    Show.SOON: "About to go stale",
    Show.GAPS: "Something is missing",
    Show.DRAFT: "Changed in the draft",
}


@dataclass(frozen=True, slots=True)
class ClinicRow:
    """One clinic of the list; `now` says whether it is open at this moment."""

    name: str
    path: str
    place: str
    status: str
    now: str
    missing: str
    freshness: Freshness
    is_drafted: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with how many clinics it leaves."""

    value: str
    text: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ClinicsPage:
    """A page of the list; `before` and `after` are the addresses of its neighbours, empty at the ends."""

    template: ClassVar[str] = "workbench/clinics/clinics.html"

    frame: DeskFrame
    text: str
    show: str
    choices: tuple[Choice, ...]
    rows: tuple[ClinicRow, ...]
    total: int
    first: int
    last: int
    before: str
    after: str
    problems: tuple[Problem, ...]


def clinics_page(desk: Desk, text: str = "", show: str = "", page: int = 1) -> ClinicsPage:
    """The clinics that bear every word of `text` in name, address, id, phone or ZIP and match `show`."""
    book, site = Book(desk), desk.catalogue.source
    chosen = Show(show) if show in set(Show) else Show.ALL
    named = sorted(_named(book.clinics, text), key=lambda clinic: (clinic.name.casefold(), clinic.id))
    sets = {each: [clinic for clinic in named if _matches(site, book, clinic, each)] for each in Show}
    found = sets[chosen]
    number = min(max(page, 1), -(-len(found) // PER_PAGE) or 1)
    start = (number - 1) * PER_PAGE
    rows = tuple(_row(site, book, clinic, desk.now) for clinic in found[start : start + PER_PAGE])
    return ClinicsPage(
        frame=build_frame(desk, "Clinics", section=CLINICS),
        text=text,
        show=chosen,
        choices=tuple(Choice(e, SHOW_WORDS[e], len(sets[e]), e is chosen) for e in Show),
        rows=rows,
        total=len(found),
        first=start + 1 if rows else 0,
        last=start + len(rows),
        before=_address(text, chosen, number - 1) if number > 1 else "",
        after=_address(text, chosen, number + 1) if start + PER_PAGE < len(found) else "",
        problems=tuple(
            problem
            for problem in desk.problems
            if problem.file == FILE and problem.severity is not Severity.NOTICE
        )[:PER_PAGE],
    )


def _address(text: str, show: Show, number: int) -> str:
    asked = {"q": text, "show": show.value, "page": str(number) if number > 1 else ""}
    question = urlencode({name: value for name, value in asked.items() if value})
    return f"{CLINICS}?{question}" if question else CLINICS


def _named(clinics: tuple[Clinic, ...], text: str) -> list[Clinic]:
    words = fold_words(text)
    if not words:
        return list(clinics)
    return [clinic for clinic in clinics if all(word in _haystack(clinic) for word in words)]


def _haystack(clinic: Clinic) -> str:
    return " ".join(fold_words(f"{clinic.name} {clinic.id} {clinic.address} {clinic.phone or ''}"))


def _matches(site: Site, book: Book, clinic: Clinic, show: Show) -> bool:
    match show:
        case Show.ALL:
            return True
        case Show.STALE:
            return freshness(site, clinic).is_stale
        case Show.SOON:
            return freshness(site, clinic).is_soon
        case Show.GAPS:
            return bool(gaps(clinic))
        case Show.DRAFT:
            return clinic.id in book.drafted
    return clinic.status.value == show.value


def _row(site: Site, book: Book, clinic: Clinic, now: datetime) -> ClinicRow:
    missing = gaps(clinic)
    return ClinicRow(
        name=clinic.name,
        path=clinic_path(clinic.id),
        place=f"{clinic.address.locality}, {clinic.address.region}",
        status=STATUS_WORDS[clinic.status],
        now=open_now(clinic, now),
        missing=", ".join(missing),
        freshness=freshness(site, clinic),
        is_drafted=clinic.id in book.drafted,
    )


def open_now(clinic: Clinic, now: datetime) -> str:
    """Whether a clinic is open at this moment, in the words that visitors read; empty if nobody can say."""
    if not clinic.is_open_for_patients or clinic.hours is None:
        return ""
    here = now.astimezone(ZoneInfo(clinic.timezone))
    return status_text(clinic.hours.status(here), here)

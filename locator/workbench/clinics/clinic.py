"""One clinic: the form of its row, what is wrong with it, what is said of it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.errors import ConflictError
from locator.geo.distance import distance_km
from locator.model.clinic import ClinicStatus
from locator.model.hours import parse_hours
from locator.model.problem import Severity
from locator.pages.maps.drawing import draw_map
from locator.pages.maps.stop import Stop
from locator.pages.schedule import week_rows
from locator.site.words import date_text, distance_text, upper_first
from locator.workbench.answer import Shown
from locator.workbench.clinics.book import Book
from locator.workbench.clinics.directory import STATUS_WORDS, open_now
from locator.workbench.clinics.fields import (
    CHOICES,
    COLUMNS,
    FLAG,
    HOURS,
    changed_cells,
    fields_of,
    names_of,
)
from locator.workbench.clinics.gaps import Freshness, freshness, gaps
from locator.workbench.frame import CLINICS, DeskFrame, build_frame, clinic_path
from locator.workbench.hours.hours_fields import ROW_NAMES, DayFields, day_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.model.clinic import Clinic
    from locator.model.conflict import Conflict
    from locator.model.problem import Problem
    from locator.pages.maps.drawing import Map
    from locator.pages.schedule import WeekRow
    from locator.site.snapshot import Site
    from locator.workbench.clinics.book import Cells
    from locator.workbench.clinics.fields import Typed
    from locator.workbench.desk import Desk

_UNREADABLE = Freshness("the row has an error, so no page shows it", is_stale=True)
_FIELD_NAMES = {f"hours-{number}": name for number, name in enumerate(ROW_NAMES)} | {"rest": "More rules"}
_ACCEPTING = {"": "Not known", "yes": "Yes", "no": "No"}
SAVED = "Saved in the draft. Visitors see it once the draft is published."


@dataclass(frozen=True, slots=True)
class TreatmentChoice:
    """A treatment that the clinic may offer."""

    slug: str
    name: str
    is_offered: bool


@dataclass(frozen=True, slots=True)
class ClinicPage:
    """The form of a clinic: `typed` is what its fields hold, `was` the cells that the editor has before them.

    `mistakes` must be mended before it can be saved, `hints` deserve a look; both by field. `theirs` is what
    somebody else has made of a field meanwhile.
    """

    template: ClassVar[str] = "workbench/clinics/clinic.html"

    frame: DeskFrame
    id: str
    path: str
    name: str
    public: str
    status: str
    is_open: bool
    is_closed: bool
    replaced_by: str
    now: str
    missing: str
    freshness: Freshness
    verified_on: str
    is_drafted: bool
    typed: Typed
    was: Cells
    field_names: Mapping[str, str]
    accepting: Mapping[str, str]
    mistakes: Mapping[str, str]
    hints: Mapping[str, str]
    theirs: Mapping[str, str]
    days: tuple[DayFields, ...]
    week: tuple[WeekRow, ...]
    treatments: tuple[TreatmentChoice, ...]
    map: Map | None
    distance: str


def clinic_page(
    desk: Desk,
    book: Book,
    cells: Cells,
    *,
    typed: Typed | None = None,
    mistakes: Mapping[str, str] | None = None,
    conflicts: Sequence[Conflict] = (),
) -> ClinicPage:
    """The form of the clinic whose row is `cells`; `typed` is what somebody sent and must look at again."""
    id_, (clinic, problems) = cells["id"], book.read(cells)
    site, fields, wrong = desk.catalogue.source, typed or fields_of(cells), dict(mistakes or {})
    status = clinic.status if clinic else ClinicStatus.OPEN
    name = cells["name"] or id_
    return ClinicPage(
        frame=build_frame(desk, name, section=CLINICS, is_mistaken=bool(wrong or conflicts)),
        id=id_,
        path=clinic_path(id_),
        name=name,
        public=site.urls.clinic(id_) if id_ in site.clinics_by_id else "",
        status=STATUS_WORDS[status],
        is_open=status is ClinicStatus.OPEN,
        is_closed=status is ClinicStatus.CLOSED,
        replaced_by=cells["replaced_by"],
        now=open_now(clinic, desk.now) if clinic else "",
        missing=", ".join(gaps(clinic)) if clinic else "",
        freshness=freshness(site, clinic) if clinic else _UNREADABLE,
        verified_on=date_text(clinic.verified_on) if clinic and clinic.verified_on else "",
        is_drafted=id_ in book.drafted,
        typed=fields,
        was={column: cells[column] for column in COLUMNS},
        field_names=_FIELD_NAMES | {column: column.replace("_", " ") for column in cells},
        accepting=_ACCEPTING | {fields[FLAG]: _ACCEPTING.get(fields[FLAG], fields[FLAG])},
        mistakes=wrong,
        hints=by_column([problem for problem in problems if problem.column not in wrong]),
        theirs={conflict.column: _theirs(conflict) for conflict in conflicts},
        days=day_fields(fields, wrong),
        week=_week(site, cells["hours"]),
        treatments=_treatments(site, fields),
        map=_map(site, clinic),
        distance=_distance(site, clinic),
    )


def save_clinic(
    desk: Desk, book: Book, cells: Cells, *, typed: Typed, was: Mapping[str, str]
) -> Shown | None:
    """Puts what was typed into the draft; `was` are the cells that the editor had before them.

    Gives the form again if it must be mended, or if somebody else wrote a cell of it meanwhile.
    """
    seen = {column: _same_or(was.get(column, cell), cell) for column, cell in cells.items()}
    changes, mistakes = changed_cells(typed, seen)
    if wrong := mistakes | _errors(book, seen, changes, mistakes):
        return Shown(clinic_page(desk, book, seen, typed=typed, mistakes=wrong), 422)
    try:
        book.save(seen, changes)
    except ConflictError as error:
        fresh = Book(desk)
        now = fresh.cells(cells["id"]) or cells
        # What the editor did not touch is shown as it is now, or a second attempt would undo it.
        mine = {name: typed[name] for column in changes for name in names_of(column)}
        page = clinic_page(desk, fresh, now, typed=fields_of(now) | mine, conflicts=error.conflicts)
        return Shown(page, 409)
    return None


def _same_or(was: str, now: str) -> str:
    """The cell as it is, where a browser has only changed its line ends."""
    return now if was.split() == now.split() else was


def _errors(book: Book, seen: Cells, changes: Mapping[str, str], mistakes: Mapping[str, str]) -> Typed:
    """The errors that the changes bring, by column, without those that are told beside a row already."""
    known = set(map(str, book.read(seen)[1]))
    problems = book.read({**seen, **changes})[1]
    errors = (each for each in problems if each.severity is Severity.ERROR and str(each) not in known)
    return by_column([each for each in errors if not (mistakes and each.column == HOURS)])


def by_column(problems: Sequence[Problem]) -> dict[str, str]:
    """What is to be said beside each field: what is wrong, then what to do."""
    said: dict[str, str] = {}
    for problem in problems:
        cure = f": {problem.cure}" if problem.cure else ""
        text = f"{upper_first(problem.message)}{cure}."
        column = problem.column or ""
        said[column] = f"{said[column]} {text}" if column in said else text
    return said


def _theirs(conflict: Conflict) -> str:
    who = conflict.who or "Somebody"
    if not conflict.column:
        return f"{who}: {conflict.theirs}."
    theirs = f"“{conflict.theirs}”" if conflict.theirs else "blank"
    before = f"“{conflict.before}”" if conflict.before else "blank"
    return (
        f"{who} made this {theirs} while you were writing; it was {before}. "
        "Yours is still in the form. Save again to use yours."
    )


def _week(site: Site, text: str) -> tuple[WeekRow, ...]:
    """The week as visitors read it; nothing if nobody can read it."""
    try:
        return week_rows(parse_hours(text), site.today) if text else ()
    except ValueError:
        return ()


def _treatments(site: Site, typed: Typed) -> tuple[TreatmentChoice, ...]:
    offered = [slug for slug in typed[CHOICES].split(";") if slug]
    strangers = [slug for slug in offered if slug not in site.treatments]
    names = {slug: each.name for slug, each in site.treatments.items()}
    return tuple(
        TreatmentChoice(slug, names.get(slug, slug), slug in offered) for slug in (*names, *strangers)
    )


def _map(site: Site, clinic: Clinic | None) -> Map | None:
    if clinic is None:
        return None
    towns = site.nearest_towns(clinic.point, 20, treatment=site.config.main_treatment)
    return draw_map(
        site.outlines,
        origin=None,
        clinics=[Stop("", clinic.name, clinic.point)],
        towns=[(near.town.name, near.town.point) for near in towns],
    )


def _distance(site: Site, clinic: Clinic | None) -> str:
    """How far the coordinates are from the middle of the ZIP, so that a slip shows."""
    zip_ = site.gazetteer.zip(clinic.address.postcode[:5]) if clinic else None
    if clinic is None or zip_ is None:
        return ""
    away = distance_text(distance_km(clinic.point, zip_.point), site.config.units)
    return f"The coordinates are {away} from the middle of ZIP {zip_.label}."

"""A new clinic: its form, and the row that it adds to the draft."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar

from locator.errors import ConflictError
from locator.model.clinic import ClinicStatus
from locator.model.problem import Severity
from locator.site.tables.clinics.clinics import COLUMNS
from locator.workbench.answer import Done, Shown
from locator.workbench.clinics.adding.ids import mistake_in_id, proposed_id
from locator.workbench.clinics.adding.twins import twins_of
from locator.workbench.clinics.directory import STATUS_WORDS
from locator.workbench.clinics.form.fields import CHOICES, changed_cells, field_of, fields_of, sent_fields
from locator.workbench.clinics.form.form import ClinicForm, Said, build_form
from locator.workbench.clinics.form.told import by_field
from locator.workbench.frame import CLINICS, DRAFT, DeskFrame, build_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.clinic import Clinic
    from locator.model.problem import Problem
    from locator.workbench.clinics.adding.twins import Twin
    from locator.workbench.clinics.book import Book, Cells
    from locator.workbench.clinics.form.fields import Typed
    from locator.workbench.clinics.form.sent import Sent
    from locator.workbench.clinics.form.whereabouts import LookUp
    from locator.workbench.desk import Desk

NEEDED = {"name": "name", "street": "street", "locality": "town", "region": "state", "postcode": "ZIP code"}
OWN = ("id", "status", "checked")  # fields that the form of a clinic that is there has not
STATUSES = {each.value: STATUS_WORDS[each] for each in (ClinicStatus.OPEN, ClinicStatus.TEMPORARILY_CLOSED)}
DOUBTED = ("lat", "lon", "postcode", "region")  # where a warning means that people may be sent astray
UNSURE, MEND = 409, 422


@dataclass(frozen=True, slots=True)
class NewClinicPage:
    """The form of a clinic that is not there yet; `twins` are those that it may be.

    `doubt` names what the editor has to have looked at before it is saved, empty if there is nothing.
    """

    template: ClassVar[str] = "workbench/clinics/new-clinic.html"

    frame: DeskFrame
    form: ClinicForm
    statuses: Mapping[str, str]
    twins: tuple[Twin, ...]
    doubt: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a form makes: the cells of a row, what is wrong with them and what is doubtful."""

    cells: Cells
    mistakes: Mapping[str, str]
    hints: Mapping[str, str]
    twins: tuple[Twin, ...]
    doubt: str


def blank_fields(desk: Desk) -> Typed:
    """The form before anything is typed: the main treatment is ticked, all else is blank."""
    main = desk.catalogue.source.config.main_treatment
    return fields_of({CHOICES: main}) | {"id": "", "status": ClinicStatus.OPEN, "checked": ""}


def sent_clinic(sent: Sent) -> Typed:
    """What somebody typed."""
    return sent_fields(sent) | {name: " ".join(sent.one(name).split()) for name in OWN}


def new_clinic_page(
    desk: Desk, typed: Typed, candidate: Candidate | None = None, *, look_up: LookUp | None = None
) -> NewClinicPage:
    """The form; `candidate` is what it makes, None before anybody has asked."""
    found = candidate or Candidate({}, {}, {}, (), "")
    is_mistaken = bool(found.mistakes or found.doubt)
    return NewClinicPage(
        frame=build_frame(desk, "Add a clinic", section=CLINICS, is_mistaken=is_mistaken),
        form=build_form(desk, typed, Said(found.mistakes, found.hints, {}), look_up=look_up),
        statuses=STATUSES,
        twins=found.twins,
        doubt=found.doubt,
    )


def shown_clinic(desk: Desk, book: Book, typed: Typed, found: LookUp | None = None) -> NewClinicPage:
    """The form with its point on the map and what is wrong so far; nothing is saved, nor missed."""
    read = read_candidate(desk, book, typed)
    told = {field: text for field, text in read.mistakes.items() if typed.get(field)}
    candidate = Candidate({}, told, read.hints, read.twins, "")
    return new_clinic_page(desk, typed, candidate, look_up=found)


def add_clinic(desk: Desk, book: Book, typed: Typed, sure: str) -> Done | Shown:
    """Puts the clinic into the draft; `sure` names the doubts that the editor has looked at."""
    found = read_candidate(desk, book, typed)
    if found.mistakes:
        return Shown(new_clinic_page(desk, typed, found), MEND)
    if found.doubt and sure != found.doubt:
        return Shown(new_clinic_page(desk, typed, found), UNSURE)
    try:
        book.add(found.cells)
    except ConflictError:  # somebody was faster by a moment: then the id is taken
        return add_clinic(desk, type(book)(desk), typed, sure)
    name, id_ = found.cells["name"], found.cells["id"]
    return Done(DRAFT, f"{name} is in the draft, with the id {id_}. This is what it would change.")


def read_candidate(desk: Desk, book: Book, typed: Typed) -> Candidate:
    """Reads the form as a row of clinics.csv would be read, beside the clinics that are there."""
    cells, unread = changed_cells(typed, {})
    row = dict.fromkeys(COLUMNS.all, "") | cells | _own_cells(desk, typed)
    row["id"], unfit = _id(desk, book, row)
    mistakes = _missing(cells) | unread | unfit
    clinic, problems = book.read(row)
    problems = [each for each in problems if field_of(each.column) not in mistakes]
    mistakes |= by_field([each for each in problems if each.severity is Severity.ERROR])
    twins = twins_of(clinic, book.clinics) if clinic else ()
    if any(twin.is_same for twin in twins):
        mistakes |= {"name": "You already have this clinic: see the top of the page."}
    filled = {column: cell for column, cell in {**row, **_canonical(clinic)}.items() if cell}
    return Candidate(
        filled, mistakes, by_field([*filter(_is_told, problems)]), twins, _doubt(problems, twins)
    )


def _id(desk: Desk, book: Book, row: Cells) -> tuple[str, Typed]:
    """The id that was typed, or one that is made, and what is wrong with it."""
    if row["id"]:
        wrong = mistake_in_id(desk, book, row["id"])
        return row["id"], {"id": wrong} if wrong else {}
    made = proposed_id(desk, book, row)
    if made or not row["name"]:
        return made or "new", {}  # what has no name is not saved
    return made, {"id": "Its name and address make no id that is free. Write one."}


def _missing(cells: Mapping[str, str]) -> Typed:
    missing = {name: f"Write the {said}." for name, said in NEEDED.items() if not cells.get(name)}
    return {**missing, **({} if "lat" in cells else {"position": "Write latitude and longitude."})}


def _own_cells(desk: Desk, typed: Typed) -> Cells:
    today = desk.catalogue.source.today.isoformat()
    status = typed["status"] if typed["status"] in STATUSES else ClinicStatus.OPEN.value
    return {"id": typed["id"], "status": status, "verified_on": today if typed["checked"] else ""}


def _is_told(problem: Problem) -> bool:
    """Tells whether it stands as a hint; the tick of the form says itself what an unchecked clinic means."""
    return problem.severity is not Severity.ERROR and problem.column != "verified_on"


def _canonical(clinic: Clinic | None) -> Cells:
    """Cells of an address as clinics.csv writes them: "Florida" is FL."""
    if clinic is None:
        return {}
    return {"region": clinic.address.region, "postcode": clinic.address.postcode}


def _doubt(problems: list[Problem], twins: tuple[Twin, ...]) -> str:
    """A name for what is doubtful, which changes as the doubts do; empty if nothing is."""
    said = [str(each) for each in problems if each.severity is Severity.WARNING and each.column in DOUBTED]
    said += [f"{twin.path} {twin.why}" for twin in twins]
    return sha256("\n".join(said).encode()).hexdigest()[:16] if said else ""

"""One clinic: the form of its row, whether it sees patients, what is said of it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.model.clinic import ClinicStatus
from locator.model.hours import parse_hours
from locator.pages.schedule import week_rows
from locator.site.words import date_text
from locator.workbench.clinics.directory import STATUS_WORDS, open_now
from locator.workbench.clinics.form.fields import COLUMNS, changed_cells, field_of, fields_of
from locator.workbench.clinics.form.form import ClinicForm, Said, build_form
from locator.workbench.clinics.form.told import by_field, theirs_by_field
from locator.workbench.clinics.gaps import Freshness, freshness, gaps
from locator.workbench.frame import CLINICS, DeskFrame, build_frame, clinic_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.model.clinic import Clinic
    from locator.model.conflict import Conflict
    from locator.pages.schedule import WeekRow
    from locator.site.snapshot import Site
    from locator.workbench.clinics.book import Book, Cells
    from locator.workbench.clinics.form.fields import Typed
    from locator.workbench.clinics.form.whereabouts import LookUp
    from locator.workbench.desk import Desk

_UNREADABLE = Freshness("the row has an error, so no page shows it", is_stale=True)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a clinic sees patients, in words; `now` says whether it is open at this moment."""

    text: str
    is_open: bool
    is_closed: bool
    replaced_by: str
    now: str
    missing: str
    freshness: Freshness
    verified_on: str


@dataclass(frozen=True, slots=True)
class ClinicPage:
    """The form of a clinic: `was` are the cells that the editor has before them.

    `public` is empty where visitors have no page; `is_new` if the clinic is in the draft only.
    """

    template: ClassVar[str] = "workbench/clinics/clinic.html"

    frame: DeskFrame
    id: str
    path: str
    name: str
    public: str
    is_drafted: bool
    is_new: bool
    standing: Standing
    was: Cells
    form: ClinicForm
    week: tuple[WeekRow, ...]


def clinic_page(
    desk: Desk,
    book: Book,
    cells: Cells,
    *,
    typed: Typed | None = None,
    mistakes: Mapping[str, str] | None = None,
    conflicts: Sequence[Conflict] = (),
    look_up: LookUp | None = None,
) -> ClinicPage:
    """The form of the clinic whose row is `cells`; `typed` is what somebody sent and must look at again."""
    site, id_, name = desk.catalogue.source, cells["id"], cells["name"] or cells["id"]
    wrong = mistakes or {}
    said = Said(wrong, _hints(book, cells, typed, wrong), theirs_by_field(conflicts))
    return ClinicPage(
        frame=build_frame(desk, name, section=CLINICS, is_mistaken=bool(wrong or conflicts)),
        id=id_,
        path=clinic_path(id_),
        name=name,
        public=site.urls.clinic(id_) if id_ in site.clinics_by_id else "",
        is_drafted=id_ in book.drafted,
        is_new=id_ in book.new,
        standing=_standing(desk, book.read(cells)[0], cells),
        was={column: cells[column] for column in COLUMNS},
        form=build_form(desk, typed or fields_of(cells), said, look_up=look_up),
        week=_week(site, cells["hours"]),
    )


def _hints(book: Book, cells: Cells, typed: Typed | None, wrong: Mapping[str, str]) -> dict[str, str]:
    """What is to be said of the row, as it was typed if that can be read, beside what is `wrong`."""
    changes = changed_cells(typed, cells)[0] if typed and not wrong else {}
    problems = book.read({**cells, **changes})[1]
    return by_field([each for each in problems if field_of(each.column) not in wrong])


def _standing(desk: Desk, clinic: Clinic | None, cells: Cells) -> Standing:
    status = clinic.status if clinic else ClinicStatus.OPEN
    return Standing(
        text=STATUS_WORDS[status],
        is_open=status is ClinicStatus.OPEN,
        is_closed=status is ClinicStatus.CLOSED,
        replaced_by=cells["replaced_by"],
        now=open_now(clinic, desk.now) if clinic else "",
        missing=", ".join(gaps(clinic)) if clinic else "",
        freshness=freshness(desk.catalogue.source, clinic) if clinic else _UNREADABLE,
        verified_on=date_text(clinic.verified_on) if clinic and clinic.verified_on else "",
    )


def _week(site: Site, text: str) -> tuple[WeekRow, ...]:
    """The week as visitors read it; nothing if nobody can read it."""
    try:
        return week_rows(parse_hours(text), site.today) if text else ()
    except ValueError:
        return ()

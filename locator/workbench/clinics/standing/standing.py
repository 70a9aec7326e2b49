"""Whether a clinic sees patients: checked today, closed for a time, open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.site.words import date_text
from locator.workbench.answer import Done
from locator.workbench.frame import clinic_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.workbench.clinics.book import Book, Cells
    from locator.workbench.desk import Desk


def check_today(desk: Desk, book: Book, cells: Cells) -> Done:
    """Writes today into verified_on."""
    today = desk.catalogue.source.today
    book.save(cells, differing(cells, {"verified_on": today.isoformat()}))
    return Done(clinic_path(cells["id"]), f"Noted in the draft: checked on {date_text(today)}.")


def pause_clinic(desk: Desk, book: Book, cells: Cells) -> Done:
    """Closes a clinic for a time: finders leave it out, its page stays and says so."""
    del desk
    book.save(cells, differing(cells, {"status": ClinicStatus.TEMPORARILY_CLOSED, "replaced_by": ""}))
    told = "Closed for a time, in the draft. Its page will stay, say so, and name the nearest open clinic."
    return Done(clinic_path(cells["id"]), told)


def reopen_clinic(desk: Desk, book: Book, cells: Cells) -> Done:
    """Opens a clinic again."""
    del desk
    book.save(cells, differing(cells, {"status": ClinicStatus.OPEN, "replaced_by": ""}))
    told = "Open again, in the draft. Look over all of it, then press “I checked this today”."
    return Done(clinic_path(cells["id"]), told)


def differing(cells: Cells, wanted: Mapping[str, str]) -> dict[str, str]:
    """Those of the wanted cells that say something else than the row does."""
    return {column: str(value) for column, value in wanted.items() if cells[column] != value}

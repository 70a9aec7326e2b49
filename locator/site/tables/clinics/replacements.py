"""What stands in replaced_by must be a clinic that sees patients."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.site.tables.row import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from locator.model.clinic import Clinic
    from locator.site.tables.row import Row


def with_replacements(
    read: Sequence[Clinic], rows_read: Iterable[Row], lines: Mapping[str, int]
) -> list[Clinic]:
    """Drops clinics whose replacement cannot be one; a good row never falls with a bad one.

    `rows_read` has at least the rows of those that have one; `lines` tells on which line each id was first
    seen, those of rows that were left out too.
    """
    if not any(clinic.replaced_by for clinic in read):
        return [*read]
    clinics = {clinic.id: clinic for clinic in read}
    rows = {row.text("id"): row for row in rows_read if not row.is_lost and row["replaced_by"]}
    for id_, row in rows.items():
        _check(row, clinics[id_], clinics, lines)
    good = {id_: clinic for id_, clinic in clinics.items() if id_ not in rows or not rows[id_].is_lost}
    for id_ in rows.keys() & good.keys():
        good[id_] = _with_replacement(rows[id_], good[id_], good, lines)
    return [*good.values()]


def _check(row: Row, clinic: Clinic, clinics: Mapping[str, Clinic], lines: Mapping[str, int]) -> None:
    id_ = clinic.replaced_by or ""
    if id_ == clinic.id:
        row.report("replaced_by", "a clinic cannot replace itself", "write another clinic's id")
    elif id_ not in lines:
        message = f"no clinic has the id {quoted(id_)}"
        row.report("replaced_by", message, "write the id of another clinic, or nothing")
    elif id_ in clinics and clinics[id_].status is ClinicStatus.CLOSED:
        message = f"{quoted(id_)} (row {lines[id_]}) is closed itself"
        row.report("replaced_by", message, "write the id of a clinic that sees patients")


def _with_replacement(
    row: Row, clinic: Clinic, good: Mapping[str, Clinic], lines: Mapping[str, int]
) -> Clinic:
    """The clinic, without its replacement if the row of that has an error."""
    id_ = clinic.replaced_by or ""
    if id_ in good:
        return clinic
    message = f"{quoted(id_)} is not used, for row {lines[id_]} has an error"
    row.warn("replaced_by", message, f"mend row {lines[id_]}")
    return replace(clinic, replaced_by=None)

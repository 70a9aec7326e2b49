"""clinics.csv as the draft would leave it: cells by clinic, and the clinics that they make."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from locator.editing.rows.row_edit import Kind, add_row, change_row
from locator.site.tables.clinics.clinics import read_clinic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.editing.edit import Edit
    from locator.editing.rows.edited_table import EditedTable
    from locator.model.clinic import Clinic
    from locator.model.problem import Problem
    from locator.workbench.desk import Desk

FILE = "clinics.csv"

Cells = dict[str, str]


class Book:
    """What editors work on: the served clinics, with those that the draft speaks of as it leaves them."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.draft = desk, desk.draft

    @cached_property
    def table(self) -> EditedTable:
        """The file with the draft upon it; read only if need be, for 10,000 clinics take a while."""
        return self.draft.table(FILE)

    @cached_property
    def drafted(self) -> frozenset[str]:
        """The ids of the clinics that the draft changes."""
        return frozenset(each.edit.key for each in self.draft.edits if each.edit.table == FILE)

    @cached_property
    def new(self) -> frozenset[str]:
        """The ids of the clinics that only the draft has."""
        added = {each.edit.key for each in self.draft.edits if _adds(each.edit)}
        return frozenset(added - self.desk.catalogue.source.clinics_by_id.keys())

    def cells(self, id_: str) -> Cells | None:
        """The cells of a clinic's row, None if there is no such row."""
        return self.table.row(id_)

    def read(self, cells: Mapping[str, str]) -> tuple[Clinic | None, list[Problem]]:
        """The clinic that cells make, None if they make none, and what is to be said of them."""
        site = self.desk.catalogue.source
        clinic, problems = read_clinic(
            cells,
            config=site.config,
            gazetteer=site.gazetteer,
            today=site.today,
            treatments=site.treatments.keys(),
        )
        return clinic, problems

    def clinic(self, id_: str) -> Clinic | None:
        """A clinic as the draft leaves it."""
        if id_ not in self.drafted and (served := self.desk.catalogue.source.clinics_by_id.get(id_)):
            return served
        cells = self.cells(id_)
        return self.read(cells)[0] if cells else None

    @cached_property
    def clinics(self) -> tuple[Clinic, ...]:
        """Every clinic, closed ones too, as the draft leaves them."""
        by_id = dict(self.desk.catalogue.source.clinics_by_id)
        for id_ in self.drafted:
            if clinic := self.clinic(id_):
                by_id[id_] = clinic
            elif self.cells(id_) is None:
                by_id.pop(id_, None)
        return tuple(by_id.values())

    def add(self, cells: Mapping[str, str]) -> None:
        """Adds a clinic to the draft; raises ConflictError if there is one of its id by now."""
        self.draft.add(add_row(FILE, cells), who=self.desk.editor, now=self.desk.now)

    def take_out(self, id_: str) -> None:
        """Takes a clinic that only the draft has out of it, with all that was changed of it since."""
        self.draft.finish(
            each for each in self.draft.edits if (each.edit.table, each.edit.key) == (FILE, id_)
        )

    def save(self, seen: Mapping[str, str], changes: Mapping[str, str]) -> None:
        """Adds a change of one clinic to the draft; `seen` are its cells as the editor saw them.

        Raises ConflictError, with nothing saved, if somebody else has changed one of these cells meanwhile.
        """
        self.save_all([(seen, changes)])

    def save_all(self, changes: list[tuple[Mapping[str, str], Mapping[str, str]]]) -> None:
        """Adds changes of several clinics, all or none."""
        edits = [change_row(FILE, seen, cells) for seen, cells in changes if cells]
        if edits:
            self.draft.add(*edits, who=self.desk.editor, now=self.desk.now)


def _adds(edit: Edit) -> bool:
    return edit.table == FILE and edit.kind is Kind.ADDED

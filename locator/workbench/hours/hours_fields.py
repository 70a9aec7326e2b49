"""The form of opening hours as fields of a page: what is shown, what was typed, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from locator.model.hours import parse_hours
from locator.pages.schedule import DAYS
from locator.workbench.hours.clock import parse_typed_clock
from locator.workbench.hours.hours_form import (
    BLANK,
    CLOSED,
    HOLIDAY,
    MOST_SPANS,
    DayRow,
    HoursForm,
    Span,
    read_hours,
    write_hours,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Typed = dict[str, str]

REST = "rest"
ROW_NAMES = (*DAYS, "Public holidays")


@dataclass(frozen=True, slots=True)
class DayFields:
    """One row of the table: its number names its fields."""

    number: int
    name: str
    is_closed: bool
    spans: tuple[Span, ...]
    mistake: str


def names_of_row(number: int) -> tuple[tuple[str, str], ...]:
    """The names of the fields of a row, from and to for each stretch."""
    return tuple((f"opens-{number}-{i}", f"closes-{number}-{i}") for i in range(MOST_SPANS))


def hours_fields(cell: str) -> Typed:
    """What the fields hold for a cell of clinics.csv."""
    form = read_hours(cell)
    typed = {REST: form.rest}
    for number, row in enumerate(form.rows):
        typed[f"closed-{number}"] = "yes" if row.is_closed else ""
        spans = (*row.spans, *[("", "")] * MOST_SPANS)
        for (opens, closes), span in zip(names_of_row(number), spans, strict=False):
            typed[opens], typed[closes] = span[0], span[1].replace("24:00", "00:00")  # as browsers have it
    return typed


def day_fields(typed: Mapping[str, str], mistakes: Mapping[str, str]) -> tuple[DayFields, ...]:
    """The rows of the table as the page shows them."""
    return tuple(
        DayFields(
            number,
            name,
            bool(typed[f"closed-{number}"]),
            tuple((typed[opens], typed[closes]) for opens, closes in names_of_row(number)),
            mistakes.get(f"hours-{number}", ""),
        )
        for number, name in enumerate(ROW_NAMES)
    )


def typed_hours(typed: Mapping[str, str]) -> tuple[str, Typed]:
    """The weekly rule that was typed, and what is wrong with it: by "hours-0" for Monday, or "rest"."""
    rows, mistakes = [], {}
    for number in range(HOLIDAY + 1):
        try:
            row = _typed_row(typed, number)
            if row.spans:
                parse_hours(write_hours(_alone(row)))
        except ValueError as error:
            row, mistakes[f"hours-{number}"] = BLANK, str(error)
        rows.append(row)
    text = write_hours(HoursForm(tuple(rows), " ".join(typed[REST].split()).strip("; ")))
    if not mistakes and text:
        try:
            parse_hours(text)
        except ValueError as error:
            mistakes[REST] = str(error)
    return text, mistakes


def _alone(row: DayRow) -> HoursForm:
    """A form that says one row alone, so that what is wrong with it can be told beside it."""
    return HoursForm((row, *[BLANK] * HOLIDAY))


def _typed_row(typed: Mapping[str, str], number: int) -> DayRow:
    """Reads one row; raises ValueError that says what to mend."""
    spans = [
        span for opens, closes in names_of_row(number) if (span := typed_span(typed[opens], typed[closes]))
    ]
    if not typed[f"closed-{number}"]:
        for (_, first_closes), (second_opens, _) in pairwise(spans):
            if second_opens <= first_closes:
                msg = f"the second stretch must begin after {first_closes}, when the first ends"
                raise ValueError(msg)
        return DayRow(tuple(spans))
    if spans:
        msg = "it is ticked as closed and has hours too; take the tick or the hours away"
        raise ValueError(msg)
    return CLOSED


def typed_span(opens: str, closes: str) -> Span | None:
    """Reads one stretch; None if nothing was typed, ValueError that says what to mend."""
    if not (opens.strip() or closes.strip()):
        return None
    if not (opens.strip() and closes.strip()):
        msg = "write both times, when it opens and when it closes"
        raise ValueError(msg)
    first, last = parse_typed_clock(opens), parse_typed_clock(closes)
    if first == "24:00":
        first = "00:00"
    last = "24:00" if last == "00:00" else last
    if first == last:
        msg = f"it opens and closes at {first}; write 0:00 to 0:00 if it is day and night"
        raise ValueError(msg)
    if last < first < "12:00":
        meant = f"{int(last[:2]) + 12}:{last[3:]}"
        msg = f"it opens at {first} and closes at {last}; write {meant} if that is after noon"
        raise ValueError(msg)
    return first, last

"""A clinic's row as fields of a form, and the cells that typed fields make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.workbench.clinics.form.typed_point import parse_typed_point
from locator.workbench.hours.hours_fields import ROW_NAMES, hours_fields, typed_hours

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.workbench.clinics.form.sent import Sent

Typed = dict[str, str]

FLAG = "accepting_new_patients"
TEXTS = (
    *("name", "street", "locality", "region", "postcode", "phone", "website", "booking_url"),
    *("parking", "transit", FLAG),
)
PLACE = ("lat", "lon")
POSITION = "position"  # in the form, both in one field, as people copy them from maps
LISTS = ("insurance", "languages", "accessibility")  # in the form, one a line
CHOICES = "treatments"
HOURS = "hours"
_ALONE = (*TEXTS, *LISTS, CHOICES, HOURS)  # with fields of their own
COLUMNS = (*_ALONE, *PLACE)  # what the form writes; other pages write the others
LABELS = (
    {"id": "Id", "name": "Name", "street": "Street", "locality": "Town", "region": "State", "postcode": "ZIP"}
    | {"phone": "Phone", "website": "Website", "booking_url": "Where patients book", "hours": "Opening hours"}
    | {"position": "Where the door is", "treatments": "Treatments", "rest": "More rules", "status": "Status"}
    | {
        "accepting_new_patients": "Accepting new patients",
        "insurance": "Insurance",
        "transit": "Public transit",
    }
    | {"languages": "Languages", "accessibility": "Accessibility", "parking": "Parking"}
    | {f"hours-{number}": name for number, name in enumerate(ROW_NAMES)}
)

_FLAGS = {"yes": "yes", "true": "yes", "y": "yes", "no": "no", "false": "no", "n": "no"}


def fields_of(cells: Mapping[str, str]) -> Typed:
    """What the form shows for a row."""
    typed: Typed = {POSITION: _position(cells)}
    for column in _ALONE:
        typed |= _fields(column, cells.get(column, ""))
    return typed


def names_of(column: str) -> tuple[str, ...]:
    """The fields that a column is made of."""
    return (POSITION,) if column in PLACE else tuple(_fields(column, ""))


def field_of(column: str | None) -> str:
    """The field beside which something about a column is told; empty if it has none."""
    return POSITION if column in PLACE else column or ""


def sent_fields(sent: Sent) -> Typed:
    """What somebody typed; of the treatments, those that are ticked."""
    typed = {name: _straight(sent.one(name)) for name in fields_of({}) if name != CHOICES}
    return typed | {CHOICES: ";".join(sent.all(CHOICES))}


def changed_cells(typed: Mapping[str, str], seen: Mapping[str, str]) -> tuple[Typed, Typed]:
    """The cells that somebody wrote anew, by column, and the mistakes in them, by field.

    A cell whose fields are as they were shown stays to the letter, however it is written.
    """
    cells, mistakes = _changed_place(typed[POSITION], seen)
    for column in _ALONE:
        shown = _fields(column, seen.get(column, ""))
        if column == CHOICES:
            before, now = _items(shown[column], ";"), _items(typed[column], ";")
            if set(now) != set(before):
                kept = [slug for slug in before if slug in now]
                cells[column] = ";".join(dict.fromkeys((*kept, *now)))
        elif all(typed[name] == value for name, value in shown.items()):
            continue
        elif column == HOURS:
            cells[column], wrong = typed_hours(typed)
            mistakes |= wrong
        else:
            cells[column] = _cell(column, typed[column])
    return cells, mistakes


def _changed_place(text: str, seen: Mapping[str, str]) -> tuple[Typed, Typed]:
    if text == _position(seen):
        return {}, {}
    try:
        place = dict(zip(PLACE, parse_typed_point(text), strict=True))
    except ValueError as error:
        return {}, {POSITION: str(error)}
    return {column: cell for column, cell in place.items() if cell != seen.get(column, "")}, {}


def _position(cells: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (_straight(cells.get(column, "")) for column in PLACE)))


def _fields(column: str, cell: str) -> Typed:
    if column == HOURS:
        return hours_fields(cell)
    if column == CHOICES:
        return {column: ";".join(dict.fromkeys(item.lower() for item in _items(cell, ";")))}
    if column in LISTS:
        return {column: "\n".join(_items(cell, ";"))}
    if column == FLAG:
        return {column: _FLAGS.get(cell.lower(), cell)}
    return {column: _straight(cell)}


def _cell(column: str, text: str) -> str:
    if column in LISTS:
        return ";".join(_items(text.replace(";", "\n"), "\n"))
    return " ".join(text.split())


def _items(text: str, separator: str) -> list[str]:
    return [item for part in text.split(separator) if (item := " ".join(part.split()))]


def _straight(text: str) -> str:
    """A text as browsers send it and as files have it, with one kind of line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()

"""What keeps a spreadsheet from reckoning with a cell, and how it is taken off again (rules C20 and C21)."""

from __future__ import annotations

from locator.model.decimal_number import DECIMAL

#: What a cell begins with that spreadsheets take for a formula, as OWASP lists it.
TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
_TRIGGER_BYTES = tuple(map(str.encode, TRIGGERS))


def guarded(cell: str, *, is_for_people: bool = False) -> str:
    """The cell with an apostrophe before it if a spreadsheet would reckon with it.

    A plain number, such as a longitude or +13865550100, does no harm and stays as it is, unless the file
    `is_for_people`, whose spreadsheets would take the plus and the zeros away. `bare` gives it back.
    """
    is_formula = cell.lstrip("'").startswith(TRIGGERS)
    is_harmless = not is_for_people and DECIMAL.fullmatch(cell)  # a telephone number as E.164 is one too
    return f"'{cell}" if is_formula and not is_harmless else cell


def is_guarded(data: bytes) -> bool:
    """Tells whether the UTF-8 of a table may have cells from which `bare` takes something."""
    return b'="' in data or any(part.startswith(_TRIGGER_BYTES) for part in data.split(b"'")[1:])


def bare(cell: str) -> str:
    """The cell without an apostrophe or ="…", with which a spreadsheet or `guarded` has kept it from harm."""
    if cell.startswith("'") and cell.lstrip("'").startswith(TRIGGERS):
        return cell[1:]
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell

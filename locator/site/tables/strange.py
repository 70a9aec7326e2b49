"""Characters that no keyboard typed: control characters, and letters that were lost on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.site.tables.encoding import SAVE_AS
from locator.site.tables.row import quoted

if TYPE_CHECKING:
    from locator.site.tables.row import Row

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What UTF-8 looks like once it was read as Windows-1252 and saved; a letter that was lost for good.
_GARBLED = re.compile("Ã[\u0080-¿]|â€|\ufffd")
_STRANGE = re.compile(f"{_CONTROL.pattern}|{_GARBLED.pattern}")


def is_strange(text: str) -> bool:
    """Tells whether `report_strange` would report a character of a text, or of cells that it is made of."""
    return bool(_STRANGE.search(text))


def report_strange(row: Row) -> None:
    """Reports characters that no keyboard typed."""
    for column, place in row.layout.places.items():
        cell = row.cells[place]
        if control := _CONTROL.search(cell):
            message = f"an invisible control character (U+{ord(control[0]):04X}) is in the cell"
            row.report(column, message, "type the cell anew")
        elif _GARBLED.search(cell):
            message = f"{quoted(cell)} has letters that were lost when the file was saved"
            row.warn(column, message, f"type the cell anew; {SAVE_AS}")

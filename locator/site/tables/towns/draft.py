"""A town before it was held beside the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.model.town import Town
    from locator.site.tables.row import Row


@dataclass(frozen=True, slots=True)
class Draft:
    """A town, the row that it came from and the gazetteer's entry, if there is one."""

    row: Row
    town: Town
    place: Place | None

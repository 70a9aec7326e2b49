"""Which clinic of the site a row speaks of; a new one is given an id once, and keeps it (rule F1)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.exchange.mapping.column_map import put
from locator.geo.names import fold_name
from locator.site.slugs import slug
from locator.site.tables.row import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from locator.site.tables.row import Row

MAX_STORE_CODE = 59  # characters (rule F11)
_UNFIT = re.compile(r"[<>]|://|^www\.", re.IGNORECASE)
_Key = tuple[str, str, str]


@dataclass(slots=True)
class Identities:
    """The ids of the site's clinics, and those given to the rows of a file so far."""

    cells: Mapping[str, Mapping[str, str]]
    by_address: dict[_Key, str] = field(default_factory=dict)
    lines: dict[_Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_address = {naming(cells): id_ for id_, cells in self.cells.items()}

    def assign(self, rows: Sequence[Row]) -> None:
        """Gives each row its id, and reports rows that would become a clinic which is there already."""
        names = Counter(_short(row) for row in rows if not row["id"])
        for row in rows:
            if row["id"]:
                self._check(row)
            else:
                self._derive(row, is_ambiguous=names[_short(row)] > 1)

    def _check(self, row: Row) -> None:
        code = row["id"]
        if _UNFIT.search(code) or len(code) > MAX_STORE_CODE:
            message = f"{quoted(code)} cannot be a store code"
            row.report(
                "id", message, f"write at most {MAX_STORE_CODE} characters, no < or > and no web address"
            )
            return
        if code not in self.cells and (made := slug(code)) != code:
            row.notice(
                "id", f"{quoted(code)} was read as {quoted(made)}", "nothing: an address has small letters"
            )
            put(row, "id", made)
        known = self.by_address.get(naming(row))
        if known and known != row["id"] and row["id"] not in self.cells:
            message = f"this is the clinic {quoted(known)} of the site, which has the same name and address"
            row.report("id", message, f"write {known} to change that clinic, or take the row out")

    def _derive(self, row: Row, *, is_ambiguous: bool) -> None:
        """The id of the clinic at this address, else one of name and town, with the street if need be."""
        key = naming(row)
        if (first := self.lines.setdefault(key, row.line)) != row.line:
            message = f"row {first} is the same clinic: it has the same name and address"
            row.report("name", message, "take one of the two rows out")
            return
        made = _short(row)
        if known := self.by_address.get(key):
            put(row, "id", known)
        elif not made:
            row.report(
                "id", "there is no id, and no name to make one from", "write one of a-z, 0-9 and hyphens"
            )
        else:
            short, longer = made_ids(row)
            put(row, "id", longer if is_ambiguous or made in self.cells else short)


def made_ids(cells: Mapping[str, str] | Row) -> tuple[str, str]:
    """The ids that a clinic may be given: of its name and town, and with its street as well."""
    name_and_town = f"{cells['name']} {cells['locality']}"
    return slug(name_and_town), slug(f"{name_and_town} {cells['street']}")


def _short(row: Row) -> str:
    return made_ids(row)[0] if row["name"] else ""


def naming(cells: Mapping[str, str] | Row) -> _Key:
    """What tells clinics without an id apart: name, street and town, however they are written."""
    return fold_name(cells["name"]), fold_name(cells["street"]), fold_name(cells["locality"])


def shared_points(rows: Iterable[Row], site: Mapping[str, Mapping[str, str]]) -> None:
    """Warns of rows at the very point of another row, or of another clinic of the site."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for id_, cells in site.items():
        seen.setdefault(_point(cells), (id_, f"the clinic {quoted(id_)} of the site"))
    for row in rows:
        id_, where = seen.setdefault(_point(row), (row["id"], f"row {row.line}"))
        if row["lat"] and id_ != row["id"]:
            message = f"{where} has the same coordinates"
            row.warn("lat", message, "measure both, unless they share a building")


def _point(cells: Mapping[str, str] | Row) -> tuple[str, str]:
    try:
        return f"{float(cells['lat']):.4f}", f"{float(cells['lon']):.4f}"
    except ValueError:
        return cells["lat"], cells["lon"]

"""What every format comes to: titles, and records of cells below them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.tables.header import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_ROWS = 100_000


class Format(StrEnum):
    """The formats that are read, by the names that `locator export` gives them."""

    GOOGLE = "google-business-profile"
    GEOJSON = "geojson"
    KML = "kml"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a file; a record's number is its line, of a GeoJSON feature its place in the list.

    An error without a row costs the whole file: there are no records then.
    """

    name: str
    format: Format
    titles: tuple[str, ...] = ()
    records: tuple[tuple[int, list[str]], ...] = ()
    problems: tuple[Problem, ...] = ()


def refused(name: str, kind: Format, message: str, cure: str) -> Sheet:
    """The sheet of a file that cannot be used."""
    return Sheet(name, kind, problems=(Problem(Severity.ERROR, name, message, cure),))


def sheet_of(name: str, kind: Format, found: Sequence[tuple[int, Mapping[str, str]]]) -> Sheet:
    """The sheet of records that bear their own titles, in the order in which they are first seen."""
    titles = tuple(dict.fromkeys(title for _, cells in found for title in cells))
    if not found:
        return refused(name, kind, "the file holds no clinic", "export it again, with its places as points")
    if len(titles) > MAX_COLUMNS or len(found) > MAX_ROWS:
        message = f"the file has {len(titles):,} kinds of values and {len(found):,} places"
        return refused(name, kind, message, f"{MAX_COLUMNS:,} and {MAX_ROWS:,} are the most; take some out")
    records = tuple((number, [cells.get(title, "") for title in titles]) for number, cells in found)
    return Sheet(name, kind, titles, records)

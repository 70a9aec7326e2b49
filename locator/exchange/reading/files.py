"""A file of clinics -> its sheet; what kind of file it is shows in its first bytes."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from locator.exchange.reading.csv_sheet import read_csv
from locator.exchange.reading.geojson import read_geojson
from locator.exchange.reading.kml import read_kml
from locator.exchange.reading.sheet import Format, Sheet, refused
from locator.exchange.reading.source import read_source
from locator.site.tables.encoding import refusal

if TYPE_CHECKING:
    from pathlib import Path

_READERS = {Format.GEOJSON: read_geojson, Format.KML: read_kml, Format.CSV: read_csv, Format.GOOGLE: read_csv}


def read_file(path: Path, kind: Format | None = None) -> Sheet:
    """Reads a file as `kind`, or as what it looks like; raises UsageError if there is no such file."""
    return read_bytes(read_source(path), path.name, kind)


def read_bytes(data: bytes, name: str, kind: Format | None = None) -> Sheet:
    """Reads the bytes of a file, which messages call `name`."""
    found = kind or format_of(data)
    if why := refusal(data):
        return refused(name, found, *why)
    if not data.strip():
        return refused(name, found, "the file is empty", "export it again, or give another file")
    sheet = _READERS[found](data, name)
    return Sheet(name, kind or sheet.format, sheet.titles, sheet.records, sheet.problems)


def format_of(data: bytes) -> Format:
    """What the first bytes look like; whether a CSV is Google's shows in its header only."""
    start = data.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
    return {b"{": Format.GEOJSON, b"<": Format.KML}.get(start, Format.CSV)

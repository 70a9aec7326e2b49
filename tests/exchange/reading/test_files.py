"""Files of clinics as they come: what they are is seen, what is broken or hostile is refused in words."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from locator.errors import UsageError
from locator.exchange.reading.files import read_bytes, read_file
from locator.exchange.reading.sheet import Format
from locator.site.tables.encoding import MAX_BYTES
from locator.site.tables.header import MAX_COLUMNS

GOOGLE = (
    b"Google updates,Status,Store code,Business name,Address line 1,Postal code,Primary phone\n,,a,A,,,\n"
)
POINT = '{"type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [-81.5, 28.25]}, %s}'
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>%s</Document></kml>'
PLACE = (
    '<Placemark id="a"><name>A</name><ExtendedData><Data name="locality"><value>Ocala</value></Data>'
    "</ExtendedData><Point><coordinates>-82.1,29.2,0</coordinates></Point></Placemark>"
)


def test_formats_are_seen() -> None:
    assert read_bytes(GOOGLE, "x").format is Format.GOOGLE
    assert read_bytes(b"name;city\nA;Ocala\n", "x").format is Format.CSV
    assert (
        read_bytes(b'\xef\xbb\xbf {"type": "FeatureCollection", "features": []}', "x").format
        is Format.GEOJSON
    )
    assert read_bytes(KML.encode(), "x").format is Format.KML


@pytest.mark.parametrize(
    "data",
    [
        "id,name\r\n1,Ca\u00f1on\r\n".encode(),
        "\ufeffid;name\n1;Ca\u00f1on\n".encode(),
        "id\tname\n1\tCa\u00f1on\n".encode("utf-16"),
        "id,name\r1,Ca\u00f1on\r".encode("cp1252"),
        b'sep=;\nid;name\n"1";"Ca\xc3\xb1on"\n',
    ],
)
def test_csv_is_read_whatever_program_saved_it(data: bytes) -> None:
    """Rule F4: BOM, CRLF, semicolon and tab, UTF-8, UTF-16 and Windows-1252."""
    sheet = read_bytes(data, "x.csv")
    assert sheet.titles == ("id", "name")
    assert [cells for _, cells in sheet.records] == [["1", "Ca\u00f1on"]]


def test_rows_bear_the_numbers_of_the_file() -> None:
    """Rule F3: the file's own row number, blank rows and rows over two lines counted."""
    sheet = read_bytes(b'id,name\n1,"A\nB"\n\n2,C\n3,"D" E"\n4,F,G\n', "x.csv")
    assert [line for line, _ in sheet.records] == [2, 5]
    assert [problem.row for problem in sheet.problems] == [6, 7]


def test_geojson_is_longitude_first_and_properties_are_cells() -> None:
    text = (
        POINT % '"properties": {"name": "A", "address": {"city": "Ocala"}, "tags": ["x", "y"], "open": true}'
    )
    sheet = read_bytes(text.encode(), "x.json")
    cells = dict(zip(sheet.titles, sheet.records[0][1], strict=True))
    assert cells == {
        **{"id": "7", "name": "A", "address.city": "Ocala", "tags": "x;y", "open": "yes"},
        **{"lat": "28.25", "lon": "-81.5"},
    }


def test_kml_is_longitude_first_and_extended_data_are_cells() -> None:
    """Rule F17: KML writes lon,lat."""
    sheet = read_bytes((KML % PLACE).encode(), "x.kml")
    cells = dict(zip(sheet.titles, sheet.records[0][1], strict=True))
    assert cells == {"id": "a", "name": "A", "locality": "Ocala", "lat": "29.2", "lon": "-82.1"}


BAD = {
    "empty": (b"", "is empty"),
    "only blanks": (b" \n\n", "is empty"),
    "header only": (b"id,name\n", "no row below the header"),
    "no header": (b",,,\n,,,\n", "no header"),
    "NUL": (b"id,name\n1,\0\n", "NUL bytes"),
    "a workbook": (b"PK\x03\x04....", "a workbook"),
    "a long line": (b"id,name\n1," + b"x" * 200_000 + b"\n", "longer than 131,072 characters"),
    "columns": (b",".join(b"c%d" % i for i in range(MAX_COLUMNS + 1)) + b"\n1\n", "501 columns"),
    "cut off": (b'{"type": "FeatureCollection", "features": [', "is not JSON"),
    "deep": (b'{"a":' * 100_000, "nested too deeply"),
    "a number of a million digits": (
        b'{"type": "FeatureCollection", "features": [' + b"9" * 1_000_000 + b"]}",
        "not a point",
    ),
    "other JSON": (b'{"name": "A"}', "no collection of features"),
    "no features": (b'{"type": "FeatureCollection", "features": []}', "holds no clinic"),
    "a line": (b'{"type": "Feature", "geometry": {"type": "LineString"}, "properties": {}}', "not a point"),
    "cut off KML": (b"<kml><Document>", "is not XML"),
    "empty KML": (KML.encode(), "holds no clinic"),
    "entities": (b'<!DOCTYPE k [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml>&b;</kml>', "document type"),
    "entities in UTF-16": ('<!doctype k [<!ENTITY a "a">]><kml>&a;</kml>'.encode("utf-16"), "document type"),
    "entities in UTF-7": (
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE k [+ADwAIQ-ENTITY a "x"+AD4]+AD4<k>&a;</k>',
        "document type",
    ),
    "deep KML": (b"<kml>" + b"<a>" * 100_000, "is not XML"),
    "long KML": (b"<kml>" + b"x" * 11_000_000 + b"</kml>", "is not XML"),
    "a tape of files": (b"../../etc/passwd" + b"\0" * 496, "NUL bytes"),
    "no point": ((KML % "<Placemark><name>A</name></Placemark>").encode(), "no point"),
}


@pytest.mark.parametrize(("data", "why"), BAD.values(), ids=BAD)
def test_what_is_broken_or_hostile_is_refused_in_words(data: bytes, why: str) -> None:
    sheet = read_bytes(data, "x", Format.KML if b"d\0o\0c" in data else None)
    assert why in " ".join(problem.message for problem in sheet.problems)
    assert all(problem.cure for problem in sheet.problems)


def test_a_gz_is_unpacked_but_never_a_bomb(tmp_path: Path) -> None:
    packed, bomb, cut = tmp_path / "a.csv.gz", tmp_path / "b.csv.gz", tmp_path / "c.csv.gz"
    packed.write_bytes(gzip.compress(b"id,name\n1,A\n"))
    bomb.write_bytes(gzip.compress(b"a" * MAX_BYTES * 4))
    cut.write_bytes(gzip.compress(b"id,name\n1,A\n" * 99)[:-20])
    assert read_file(packed).titles == ("id", "name")
    assert "larger than 40 MB" in read_file(bomb).problems[0].message
    with pytest.raises(UsageError, match="damaged"):
        read_file(cut)
    packed.write_bytes(gzip.compress(gzip.compress(b"id,name\n1,A\n")))
    assert "NUL bytes" in read_file(packed).problems[0].message


def test_a_folder_and_nothing_are_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(UsageError, match="there is no file"):
        read_file(tmp_path / "none.csv")

"""Plain CSV: cell for cell what clinics.csv says, and nothing in it is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.exchange.table.writing import ORDER, render_clinics
from locator.site.tables.clinics.clinics import COLUMNS
from locator.site.tables.formulas import TRIGGERS
from locator.site.tables.table import parse_table

HOSTILE = (
    *(
        "-81.02280",
        "+13865550100",
        '=HYPERLINK("http://evil.example";"x")',
        "-",
        "@acme",
        "'=1",
        "''",
        '="1"',
    ),
    *("a\tb", "a\rb", "a\nb", 'say "hi"', "a,b;c|d", "'", "=cmd|' /C calc'!A0", "+1+1", "0123", "é ñ 日本"),
)
# What a table can hold: no mark that nobody sees, no control character, no white space at the ends.
CELL = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["C"]), max_size=20).map(str.strip)


def read(body: bytes) -> list[dict[str, str]]:
    rows, problems = parse_table(body, COLUMNS, name="clinics.csv")
    assert [each for each in problems if each.row is None] == []
    return [{column: row[column] for column in ORDER} for row in rows]


def test_the_columns_are_those_of_the_table() -> None:
    assert sorted(ORDER) == sorted(COLUMNS.all)


@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5), st.booleans())
def test_what_is_exported_is_read_back_cell_for_cell(cells: list[list[str]], is_for_people: bool) -> None:
    """Rules C20 and C21: for programs and for people, whatever stands in the cells."""
    rows = [dict.fromkeys(ORDER, "") | {"id": "x"} | dict(zip(ORDER[1:], row, strict=False)) for row in cells]
    assert read(render_clinics(rows, is_for_people=is_for_people).body) == rows


@pytest.mark.parametrize("cell", [cell for cell in HOSTILE if cell.startswith(TRIGGERS)])
def test_a_file_for_people_reckons_nothing(cell: str) -> None:
    """Rule C20: RFC 4180's quotation marks alone would not keep a spreadsheet from it."""
    body = render_clinics([dict.fromkeys(ORDER, cell)], is_for_people=True).body
    _, row = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert not [each for each in row if each.startswith(TRIGGERS)]


def test_a_file_for_programs_gains_no_apostrophe_before_a_number() -> None:
    """Rule C21: the longitude and the telephone number stay as they are."""
    row = dict.fromkeys(ORDER, "") | {"id": "x", "lon": "-81.02280", "phone": "+13865550100"}
    body = render_clinics([row]).body
    assert b",-81.02280,+13865550100," in body
    assert body.endswith(b"\r\n")

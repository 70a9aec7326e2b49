from __future__ import annotations

import csv
import io
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.problem import Problem, Severity
from locator.site.tables.encoding import MAX_BYTES
from locator.site.tables.header import Columns
from locator.site.tables.row import Row
from locator.site.tables.table import gathered, load_table, parse_table

COLUMNS = Columns(required=("town", "region"), optional=("county", "lat", "lon", "postcode"))


def read(data: str | bytes) -> tuple[list[Row], list[Problem]]:
    raw = data.encode() if isinstance(data, str) else data
    return parse_table(raw, COLUMNS, name="locations.csv")


def towns(data: str | bytes) -> list[tuple[int, str, str]]:
    """Line, town and region of each row, of a file without problems."""
    rows, problems = read(data)
    assert gathered(rows, problems) == []
    return [(row.line, row["town"], row["region"]) for row in rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_delimiter_line_end_and_encoding_is_read(end: str, delimiter: str, encoding: str) -> None:
    lines = [("town", "region"), ("Cañon City", "CO"), ("DeLand", "FL")]
    text = end.join(delimiter.join(cells) for cells in lines) + end
    assert towns(text.encode(encoding)) == [(2, "Cañon City", "CO"), (3, "DeLand", "FL")]


def test_the_last_line_needs_no_end() -> None:
    assert towns("town,region\nDeLand,FL") == [(2, "DeLand", "FL")]


def test_excels_line_that_names_the_delimiter_is_no_header() -> None:
    assert towns("sep=;\r\ntown;region\r\nDeLand;FL\r\n") == [(3, "DeLand", "FL")]


def test_a_delimiter_between_quotation_marks_does_not_count() -> None:
    rows, _ = read('town;region;"a,b,c,d"\nDeLand;FL;x\n')
    assert [row["town"] for row in rows] == ["DeLand"]


def test_blank_rows_are_skipped_and_lines_still_counted() -> None:
    text = "\n,,,\ntown,region\n\n , \n,,,,,,\nDeLand,FL\n\t\n"
    assert towns(text) == [(7, "DeLand", "FL")]


def test_a_row_is_named_by_the_line_on_which_it_starts() -> None:
    text = 'town,region,county\nDeLand,FL,"Vol\nusia\r\nCounty"\nOcala,FL,\n'
    assert towns(text) == [(2, "DeLand", "FL"), (5, "Ocala", "FL")]


def test_cells_are_stripped_of_what_nobody_sees() -> None:
    text = "town,region\n\u00a0 De\u200bLand\u00a0\u200b, \ufeffFL\u2060\t\n"
    assert towns(text) == [(2, "DeLand", "FL")]


def test_spaces_before_a_quotation_mark_do_not_matter() -> None:
    assert towns('town, region\n"DeLand", "FL"\n') == [(2, "DeLand", "FL")]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Town,REGION", "region"),
        ("  town , State ", "region"),
        ("City,Province", "region"),
        ("locality,region,ZIP Code", "postcode"),
        ("town,region,zip_code", "postcode"),
        ("town,region,Postal-Code", "postcode"),
        ("town,region,Latitude", "lat"),
        ("town,region,Lng", "lon"),
        ("town,region,long", "lon"),
    ],
)
def test_headers_go_by_other_names_too(header: str, column: str) -> None:
    count = header.count(",") + 1
    rows, problems = read(f"{header}\n{','.join(['x'] * count)}\n")
    assert problems == []
    assert rows[0][column] == "x"
    assert rows[0]["town"] == "x"


def test_columns_stand_in_any_order_and_absent_ones_are_blank() -> None:
    rows, _ = read("lon,region,town\n-81,FL,DeLand\n")
    row = rows[0]
    assert (row["town"], row["region"], row["lon"], row["lat"]) == ("DeLand", "FL", "-81", "")


def test_a_column_without_a_title_is_not_read() -> None:
    assert towns("town,,region,\nDeLand,x,FL,\n") == [(2, "DeLand", "FL")]


def test_an_unknown_column_is_a_warning_with_a_suggestion() -> None:
    rows, problems = read("town,region,counties,county_\nDeLand,FL,US,Volusia\n")
    assert len(rows) == 1
    assert [problem.severity for problem in problems] == [Severity.WARNING] * 2
    assert [problem.column for problem in problems] == ["counties", "county_"]
    assert all("county" in problem.cure for problem in problems)
    assert all(problem.row == 1 for problem in problems)


def test_the_exact_name_of_a_column_wins_over_another_name_for_it() -> None:
    rows, problems = read("town,region,state\nDeLand,FL,open\n")
    assert rows[0]["region"] == "FL"
    assert [problem.column for problem in problems] == ["state"]


@pytest.mark.parametrize("header", ["town,region,town", "city,locality,region", "Town,region,TOWN"])
def test_a_column_that_stands_there_twice_costs_the_file(header: str) -> None:
    rows, problems = read(f"{header}\na,b,c\n")
    assert rows == []
    assert [(problem.severity, problem.row) for problem in problems] == [(Severity.ERROR, None)]
    assert problems[0].column in {"town", "region"}


def test_every_missing_column_is_named() -> None:
    rows, problems = read("county\nVolusia\n")
    assert rows == []
    assert [(p.severity, p.row, p.column) for p in problems] == [
        (Severity.ERROR, None, "town"),
        (Severity.ERROR, None, "region"),
    ]


def test_a_row_with_too_many_cells_is_left_out_and_the_others_stay() -> None:
    rows, problems = read("town,region\nDaytona Beach, Florida,FL\nDeLand,FL,,,\nOcala\n")
    assert [(row["town"], row["region"]) for row in rows] == [("DeLand", "FL"), ("Ocala", "")]
    (problem,) = problems
    assert (problem.row, problem.severity) == (2, Severity.ERROR)
    assert "3 cells" in problem.message
    assert "comma" in problem.cure


def test_an_open_quotation_mark_costs_only_its_own_row() -> None:
    text = 'town,region\nOcala,FL\nDeLand,"FL\nSanford,FL\n"Lake Mary",FL\n"Deltona",FL\n'
    rows, problems = read(text)
    assert [row["town"] for row in rows] == ["Ocala", "Sanford", "Lake Mary", "Deltona"]
    assert [problem.row for problem in problems] == [3]


def test_a_quotation_mark_that_swallows_a_long_file_costs_only_its_row() -> None:
    text = 'town,region\n"DeLand,FL\n' + "Ocala,FL\n" * 20_000
    rows, problems = read(text)
    assert len(rows) == 20_000
    assert [problem.row for problem in problems] == [2]


def test_very_many_open_quotation_marks_do_not_take_for_ever() -> None:
    started = time.process_time()
    _, problems = read("town,region\n" + '"a"b,FL\n' * 50_000)
    assert len(problems) == 50_000
    assert time.process_time() - started < 5


def test_inches_inside_a_cell_are_no_mistake() -> None:
    rows, problems = read('town,region\nThe 6" step,FL\n"The 6"" step",FL\n')
    assert problems == []
    assert {row["town"] for row in rows} == {'The 6" step'}


def test_windows_1252_is_read_with_a_notice() -> None:
    rows, problems = read("town,region\nCañon City,CO\nO’Fallon,MO\n".encode("cp1252"))
    assert [row["town"] for row in rows] == ["Cañon City", "O’Fallon"]
    (notice,) = problems
    assert notice.severity is Severity.NOTICE
    assert "line 2" in notice.message
    assert "UTF-8" in notice.cure


def test_a_file_in_two_encodings_is_read_line_by_line() -> None:
    data = "town,region\nCañon City,CO\n".encode() + "Mayagüez,PR\n".encode("cp1252")
    rows, _ = read(data)
    assert [row["town"] for row in rows] == ["Cañon City", "Mayagüez"]


@pytest.mark.parametrize("cell", ["=1+1", "+13865550100", "-81.0228", "@acme"])
def test_the_apostrophe_that_keeps_a_cell_from_being_a_formula_goes(cell: str) -> None:
    assert towns(f"town,region\n'{cell},FL\n{cell},FL\n") == [(2, cell, "FL"), (3, cell, "FL")]


def test_other_apostrophes_stay() -> None:
    assert towns("town,region\n'Sconset,MA\n'=x,y'\n") == [(2, "'Sconset", "MA"), (3, "=x", "y'")]


def test_a_zip_kept_as_text_by_a_formula_is_read() -> None:
    rows, _ = read('town,region,postcode\nAllston,MA,"=""02134"""\nAllston,MA,="02134"\n')
    assert [row["postcode"] for row in rows] == ["02134", "02134"]


def test_a_control_character_is_an_error_of_its_row_alone() -> None:
    rows, problems = read("town,region\nDe\x0bLand,FL\nOcala,FL\n")
    assert problems == []
    assert [row.is_lost for row in rows] == [True, False]
    (problem,) = rows[0].problems
    assert (problem.row, problem.column) == (2, "town")
    assert "U+000B" in problem.message


@pytest.mark.parametrize("town", ["CaÃ±on City", "Ca\ufffdon City", "Oâ€™Fallon"])
def test_letters_lost_on_the_way_are_a_warning(town: str) -> None:
    rows, _ = read(f"town,region\n{town},CO\n")
    assert [problem.severity for problem in rows[0].problems] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "header"),
        (b"\xef\xbb\xbf", "header"),
        (b"\n\n,,,\n", "header"),
        (b"town,region\nDe\0Land,FL\n", "NUL"),
        ("town,region\nDeLand,FL\n".encode("utf-16-le"), "NUL"),
        (b"PK\x03\x04\x14\x00", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook"),
        (b"town,region\n" + b"x" * MAX_BYTES, "larger than 40 MB"),
        (b'"town,region\nDeLand,FL\n', "header"),
        (b"DeLand,FL\nOcala,FL\n", "missing"),
        (b"town,region" + b",x" * 1_000_000, "1,000,002 columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(data: bytes, word: str) -> None:
    rows, problems = read(data)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert rows == []
    assert errors
    assert all(problem.row is None and problem.cure for problem in errors)
    assert word in errors[0].message


def test_a_cell_without_end_costs_its_row() -> None:
    rows, problems = read(b"town,region\n" + b"D" * 10_000_000 + b",FL\nDeLand,FL\n")
    assert [row["town"] for row in rows] == ["DeLand"]
    [problem] = problems
    assert (problem.row, problem.message) == (2, "a cell is longer than 131,072 characters")


def test_a_file_that_is_missing_matters_only_if_it_is_required(tmp_path: Path) -> None:
    path = tmp_path / "locations.csv"
    assert load_table(path, COLUMNS, is_required=False) == ([], [])
    rows, (problem,) = load_table(path, COLUMNS)
    assert rows == []
    assert str(problem).startswith("locations.csv: the file is missing; ")
    assert problem.row is None


def test_a_folder_in_place_of_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "locations.csv").mkdir()
    _, (problem,) = load_table(tmp_path / "locations.csv", COLUMNS, is_required=False)
    assert "cannot be read" in problem.message


def test_a_large_file_is_read_in_time(tmp_path: Path) -> None:
    wide = Columns(tuple(f"column_{number}" for number in range(15)))
    path = tmp_path / "wide.csv"
    line = ",".join(f"v{number}" for number in range(15))
    path.write_text(",".join(wide.required) + f"\n{line}" * 100_000)
    started = time.process_time()
    rows, problems = load_table(path, wide)
    assert (len(rows), problems) == (100_000, [])
    assert time.process_time() - started < 3  # about 0.5 s on an idle machine


# Anything that can be typed, but for what only spreadsheets put around a cell.
CELLS = (
    st.text(st.characters(exclude_categories=["C"]), max_size=12)
    .map(str.strip)
    .filter(lambda cell: not re.match("'[=+@-]|=\"", cell))
)


@given(
    table=st.lists(st.tuples(*[CELLS] * 4), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_spreadsheet_writes_reads_back_equal(
    table: list[tuple[str, ...]], delimiter: str, end: str, encoding: str, quoting: int
) -> None:
    columns = Columns(("one", "two", "three", "four"))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]  # typeshed wants one constant
    writer.writerows([columns.required, *table])
    rows, problems = parse_table(text.getvalue().encode(encoding), columns, name="t.csv")
    expected = [cells for cells in table if any(cells)]
    assert problems == []
    assert [tuple(row[column] for column in columns.required) for row in rows] == expected


@given(st.binary(max_size=400))
def test_no_bytes_are_too_dirty_to_answer(data: bytes) -> None:
    for raw in (data, b"town,region\n" + data):
        rows, problems = read(raw)
        assert rows == [] or all(row.line > 0 for row in rows)
        assert all(problem.message and problem.cure for problem in problems)

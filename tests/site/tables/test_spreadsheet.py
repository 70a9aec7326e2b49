"""One cell, one row: every other byte of the file stays."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.errors import UsageError
from locator.site.tables.header import Columns
from locator.site.tables.spreadsheet import Spreadsheet

COLUMNS = Columns(("town", "region"), ("slug", "aliases"))


def sheet(data: bytes) -> Spreadsheet:
    return Spreadsheet(data, COLUMNS, "locations.csv")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"town,region\nOcala,FL\nDeLand,FL", b"town,region\nReddick,FL\nDeLand,FL"),
        (b"\xef\xbb\xbftown;region\r\nOcala;FL\r\n\r\n", b"\xef\xbb\xbftown;region\r\nReddick;FL\r\n\r\n"),
        (b'Region\tTown\rFL\t "Ocala"\t \r"FL"\t"x"\r', b'Region\tTown\rFL\t"Reddick"\t \r"FL"\t"x"\r'),
        (b'"town","region"\n"Ocala","FL"\n', b'"town","region"\n"Reddick","FL"\n'),
        (b"sep=;\ntown;region\nOcala;FL\n", b"sep=;\ntown;region\nReddick;FL\n"),
        (b"town,region,x\nOcala,FL,Ca\xf1on\n", b"town,region,x\nReddick,FL,Ca\xf1on\n"),
        (b'town,region,x\nOcala,FL,"a\nb"\n\nZ,FL\n', b'town,region,x\nReddick,FL,"a\nb"\n\nZ,FL\n'),
    ],
)
def test_one_cell_changes_and_nothing_else(before: bytes, after: bytes) -> None:
    changed = sheet(before)
    line = 3 if before.startswith(b"sep") else 2
    changed.change(line, "town", "Reddick")
    assert changed.data == after


def test_utf_16_stays_what_it_is() -> None:
    changed = sheet("town\tregion\r\nOcala\tFL\r\n".encode("utf-16"))
    changed.change(2, "town", "Cañon City")
    assert changed.data == "town\tregion\r\nCañon City\tFL\r\n".encode("utf-16")


def test_a_file_of_windows_1252_gets_letters_of_its_own() -> None:
    changed = sheet("town,region\nOcala,FL\nMayagüez,PR\n".encode("cp1252"))
    changed.change(2, "town", "Cañon City")
    assert changed.data == "town,region\nCañon City,FL\nMayagüez,PR\n".encode("cp1252")
    with pytest.raises(UsageError, match="CSV UTF-8"):
        changed.change(2, "town", "ʻEwa")


def test_a_column_that_is_missing_is_added_to_its_row_only() -> None:
    changed = sheet(b"town,region\nOcala,FL\nDeLand\n")
    changed.change(3, "slug", "deland-2")
    assert changed.data == b"town,region,slug\nOcala,FL\nDeLand,,deland-2\n"


def test_rows_come_and_go() -> None:
    changed = sheet(b'town,region\r\nOcala,"F\r\nL"\r\nDeLand,FL')
    changed.append({"town": "A, B", "slug": "a-b"})
    changed.drop(2)
    changed.append({"town": "=1+1", "region": "FL"})
    assert changed.data == b'town,region,slug\r\nDeLand,FL\r\n"A, B",,a-b\r\n\'=1+1,FL,\r\n'
    changed.change(4, "region", "GA")
    assert b"DeLand,GA" in changed.data


def test_a_row_that_follows_one_taken_out_leaves_no_gap() -> None:
    changed = sheet(b"town,region\nOcala,FL\n")
    changed.drop(2)
    changed.append({"town": "DeLand", "region": "FL"})
    assert changed.data == b"town,region\nDeLand,FL\n"


def test_a_file_that_cannot_be_kept_whole_is_refused() -> None:
    with pytest.raises(UsageError, match="without harm"):
        sheet(b"\xff\xfet\x00o")
    with pytest.raises(UsageError, match="without harm"):
        sheet(b"")


def test_a_stray_cell_does_not_become_one_of_a_new_column() -> None:
    changed = sheet(b"town,region\nOcala,FL\nDeLand,FL,,oops\n")
    changed.change(2, "town", "Reddick")
    with pytest.raises(UsageError, match=r"locations\.csv:3 has more cells than the header"):
        changed.change(2, "slug", "reddick")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=9)


@given(
    rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5),
    value=WORDS,
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
    data=st.data(),
)
def test_whatever_a_file_holds_only_the_cell_changes(
    rows: list[tuple[str, str]], value: str, delimiter: str, end: str, data: st.DataObject
) -> None:
    rows = [(f"t{town}", f"r{region}") for town, region in rows]
    place = data.draw(st.integers(0, len(rows) - 1))

    def written(lines: list[tuple[str, str]]) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([("town", "region"), *lines])
        return out.getvalue().encode()

    changed = sheet(written(rows))
    changed.change(place + 2, "town", f"v{value}")
    again = csv.reader(io.StringIO(changed.data.decode(), newline=""), delimiter=delimiter)
    expected = [("town", "region"), *rows]
    expected[place + 1] = (f"v{value}", rows[place][1])
    assert [tuple(row) for row in again] == expected
    untouched = written(rows).split(end.encode())
    now = changed.data.split(end.encode())
    assert [*untouched[: place + 1], *untouched[place + 2 :]] == [*now[: place + 1], *now[place + 2 :]]

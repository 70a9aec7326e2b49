"""ledger.csv: what is written is read again, and a broken one is told and takes nothing off the site."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, load
from hypothesis import given
from hypothesis import strategies as st

from locator.model.ledger import Ledger, Line, Listing
from locator.model.problem import Severity
from locator.site.tables.ledger import load_ledger, render_ledger

if TYPE_CHECKING:
    from locator.model.problem import Problem

TODAY = date(2026, 11, 23)
A = "v1-0123456789012345"
HEADER = "path,digest,lastmod,listed,sent\n"


def loaded(text: str, path: Path) -> tuple[Ledger, list[Problem]]:
    (path / "ledger.csv").write_bytes(text.encode())
    return load_ledger(path / "ledger.csv", today=TODAY)


def test_without_the_file_nothing_is_on_record_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert load_ledger(tmp_path / "ledger.csv", today=TODAY) == (Ledger(), [])


def test_a_row_is_a_page(tmp_path: Path) -> None:
    ledger, problems = loaded(f"{HEADER}/a/,{A},2026-11-20,gone,{A}\n/b/,{A},,,\n", tmp_path)
    assert not problems
    assert ledger.lines["/a/"] == Line("/a/", A, date(2026, 11, 20), Listing.GONE, A)
    assert ledger.lines["/b/"] == Line("/b/", A)


digests = st.integers(0, 16**16 - 1).map(lambda number: f"v1-{number:016x}")
paths = st.from_regex(r"/[a-zñ/,\"-]*/", fullmatch=True)
lines = st.builds(
    Line,
    paths,
    digests,
    st.none() | st.dates(date(2020, 1, 1), TODAY),
    st.sampled_from(Listing),
    st.just("") | digests,
)


@given(st.lists(lines, max_size=5, unique_by=lambda line: line.path))
def test_what_is_written_is_read_again(written: list[Line]) -> None:
    from tempfile import TemporaryDirectory

    ledger = Ledger({line.path: line for line in written})
    with TemporaryDirectory() as name:
        file = Path(name, "ledger.csv")
        file.write_bytes(render_ledger(ledger))
        assert load_ledger(file, today=TODAY) == (ledger, [])


def test_the_order_of_the_lines_is_that_of_the_paths() -> None:
    one, two = Line("/a/", A), Line("/b/", A)
    assert render_ledger(Ledger({"/b/": two, "/a/": one})) == render_ledger(Ledger({"/a/": one, "/b/": two}))


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        (f"a,{A},,,", "path", '"a" is not the path of a page'),
        ("/a/,1.2E+15,,,", "digest", '"1.2E+15" is not a digest'),
        (f"/a/,{A},yesterday,,", "lastmod", '"yesterday" is not a date'),
        (f"/a/,{A},,maybe,", "listed", '"maybe" is none of yes, no, gone'),
        (f"/a/,{A},,,x", "sent", '"x" is not a digest'),
        ("<<<<<<< ours,,,,", "path", '"<<<<<<< ours" is not the path of a page'),
        (f"/b/,{A},,,", "path", "/b/ stands there twice"),
    ],
)
def test_a_row_with_an_error_is_left_out_and_told(
    row: str, column: str, message: str, tmp_path: Path
) -> None:
    ledger, problems = loaded(f"{HEADER}/b/,{A},,,\n{row}\n", tmp_path)
    assert list(ledger.lines) == ["/b/"]
    assert (problems[0].row, problems[0].column, problems[0].message) == (3, column, message)
    assert problems[0].severity is Severity.ERROR
    assert problems[0].cure


@pytest.mark.parametrize("text", ["\0", "", "<<<<<<< ours\n", "path\n/a/\n", "\xff\xfe"])
def test_a_broken_ledger_is_told_and_takes_nothing_off_the_site(text: str, folder: Path) -> None:
    """Rule C27: the pages are all there; only dates are not."""
    whole = load(folder)
    (folder / "ledger.csv").write_text(text, encoding="utf-8")
    broken = load(folder)
    assert whole.site and broken.site
    assert broken.site.towns == whole.site.towns
    assert broken.site.ledger == Ledger()
    assert {problem.file for problem in broken.errors} == {"ledger.csv"}


def test_the_example_carries_its_ledger_and_a_new_site_does_not() -> None:
    """Rule A24: dates of the example are no other site's."""
    from locator.commands.init import PARTS

    ledger, problems = load_ledger(ROOT / "ledger.csv", today=TODAY)
    assert ledger.lines and not problems
    assert "ledger.csv" not in PARTS
    assert '"ledger.csv"' not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")

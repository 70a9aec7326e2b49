"""Rules.md H, 8, 9 and 14: dates, addresses and files keep their promise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acceptance.public import serve
from locator.cli import main
from locator.site.tables.header import Columns
from locator.site.tables.spreadsheet import Spreadsheet
from locator.site.tables.table import load_table

if TYPE_CHECKING:
    from pathlib import Path

LAKE_MARY = "/back-pain-treatment/fl/lake-mary/"
COLUMNS = Columns(("town", "region"), ("aliases",))


def dates(out: Path) -> dict[str, str]:
    """What the sitemaps of an export say: each path, and its date or nothing."""
    parts = (part.read_text() for part in sorted((out / "sitemaps").glob("*.xml")))
    entries = [entry for part in parts for entry in re.findall(r"<url>(.*?)</url>", part, re.DOTALL)]
    paths = [re.findall("<loc>https://clinics.example(.*?)</loc>", entry)[0] for entry in entries]
    found = ("".join(re.findall("<lastmod>(.*?)</lastmod>", entry)) for entry in entries)
    return dict(zip(paths, found, strict=True))


def build(folder: Path, out: Path) -> dict[str, str]:
    assert main(["build", str(folder), "--out", str(out), "--i-have-reviewed"]) == 0
    return dates(out)


def set_day(folder: Path, day: str) -> None:
    path = folder / "site.toml"
    settings = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^as_of = .*$", f"as_of = {day}", settings, flags=re.MULTILINE), encoding="utf-8")


def test_08_the_sitemap_says_when_content_changed_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = build(folder, out)
    written = {path.name: path.read_bytes() for path in (out / "sitemaps").iterdir()}
    set_day(folder, "2026-12-01")
    (folder / "static" / "style").mkdir(parents=True)
    (folder / "static" / "style" / "99-own.css").write_text("h1 { color: navy; }", encoding="utf-8")
    assert build(folder, out) == first
    assert {path.name: path.read_bytes() for path in (out / "sitemaps").iterdir()} == written

    path = folder / "clinics.csv"
    table = path.read_text(encoding="utf-8")
    path.write_text(table.replace("Mo-Fr 07:00-18:00; Sa 09:00-13:00", "Mo-Fr 07:00-18:00"), encoding="utf-8")
    after = build(folder, out)
    moved = {path for path in after if after[path] != first[path]}
    files = {path: out / path.lstrip("/") / "index.html" for path in after}
    shows = {path for path, file in files.items() if "/clinics/lake-mary/" in file.read_text()}
    assert {"/clinics/lake-mary/", LAKE_MARY} <= moved <= shows
    assert {after[path] for path in moved} == {"2026-12-01"}


def test_09_a_rename_leads_on_in_one_hop_and_its_slug_is_never_used_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rules A32 and H9: A > B > C, and A leads to C at once."""
    for old, new in (("lake-mary", "lake-mary-two"), ("lake-mary-two", "lake-mary-three")):
        assert main(["rename", old, new, str(folder)]) == 0
    client = serve(folder)
    for slug in ("lake-mary", "lake-mary-two"):
        answer = client.get(LAKE_MARY.replace("lake-mary", slug))
        assert (answer.status_code, answer.headers["location"]) == (
            301,
            LAKE_MARY.replace("lake-mary", "lake-mary-three"),
        )
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Heathrow,FL,,lake-mary\n")
    capsys.readouterr()
    assert main(["check", str(folder)]) == 1
    assert "/back-pain-treatment/fl/lake-mary/ is retired" in capsys.readouterr().out


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "-81.02280",
                    "+13865550100",
                    '=HYPERLINK("https://example.com")',
                    "-",
                    "@acme",
                    "'=1",
                    "a;b",
                    '"',
                ]
            ),
            st.text(st.characters(exclude_categories=["C", "Z"]), max_size=12),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_14_what_is_written_to_a_table_is_read_back_and_reckons_nothing(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    """Rules C20 and C21."""
    sheet = Spreadsheet(b"town,region,aliases\n", COLUMNS, "locations.csv")
    for cell in cells:
        sheet.append({"town": "Lake Mary", "region": "FL", "aliases": cell})
    path = tmp_path_factory.mktemp("table") / "locations.csv"
    path.write_bytes(sheet.data)
    rows, problems = load_table(path, COLUMNS)
    assert problems == []
    assert [row["aliases"] for row in rows] == cells
    for line in sheet.data.decode().splitlines()[1:]:
        cell = line.removeprefix("Lake Mary,FL,").removeprefix('"')
        is_number = cell in ("-81.02280", "+13865550100")  # harmless, and no number for programs with '
        assert is_number or not cell.startswith(("=", "+", "-", "@"))

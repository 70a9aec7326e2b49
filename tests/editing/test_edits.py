"""Edits of rows -> the files that they make."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.editing.edits import edited
from locator.editing.rows.edited_table import EditedTable, clean, open_table
from locator.editing.rows.row_edit import Kind, RowEdit, add_row, change_row, remove_row
from locator.errors import ConflictError, SiteFolderError, UsageError
from locator.model.conflict import Conflict
from locator.site.folder import SiteFolder

TOWNS, CLINICS = "locations.csv", "clinics.csv"


def write(site_folder: SiteFolder, text: str, name: str = TOWNS) -> None:
    (site_folder.path / name).write_bytes(text.encode())


def test_rows_are_added_changed_and_removed_and_the_line_tells_of_it(site_folder: SiteFolder) -> None:
    write(site_folder, "town;region;slug\r\nOcala;FL;\r\nDeLand;FL;de-land\r\nOviedo;Florida;")
    change = edited(
        site_folder,
        [
            add_row(TOWNS, {"town": "Sanford", "region": "FL"}),
            change_row(TOWNS, {"town": "DeLand", "region": "FL", "slug": "de-land"}, {"slug": "deland"}),
            remove_row(TOWNS, {"town": "Oviedo", "region": "Florida"}),
            add_row("redirects.csv", {"from": "/x/", "to": "/", "status": "301"}),
        ],
    )
    assert change.files[TOWNS] == b"town;region;slug\r\nOcala;FL;\r\nDeLand;FL;deland\r\nSanford;FL;\r\n"
    assert change.files["redirects.csv"].endswith(b"/x/,/,301\n")  # type: ignore[union-attr]
    assert change.told == (
        "Added the redirect of /x/; added Sanford, FL; changed slug of DeLand, FL; removed Oviedo, FL"
    )


def test_an_edit_builds_upon_the_one_before(site_folder: SiteFolder) -> None:
    write(site_folder, "town,region,slug\n")
    new = {"town": "DeLand", "region": "FL"}
    change = edited(
        site_folder,
        [
            add_row(TOWNS, new),
            change_row(TOWNS, new, {"slug": "de-land"}),
            change_row(TOWNS, new | {"slug": "de-land"}, {"town": "De Land"}),
        ],
    )
    assert change.files[TOWNS] == b"town,region,slug\nDe Land,FL,de-land\n"


def test_every_stale_cell_is_named_and_nothing_is_made(site_folder: SiteFolder) -> None:
    write(site_folder, "town,region,aliases,radius\nOcala,FL,theirs,9\n")
    ocala = {"town": "Ocala", "region": "FL", "aliases": "before", "radius": "8"}
    gone = {"town": "Oviedo", "region": "FL"}
    with pytest.raises(ConflictError, match='somebody made it "theirs" meanwhile') as caught:
        edited(
            site_folder,
            [
                change_row(TOWNS, ocala, {"aliases": "yours", "radius": "9"}),
                change_row(TOWNS, gone, {"radius": "7"}),
                add_row(TOWNS, {"town": "Ocala", "region": "FL", "radius": "3"}),
            ],
        )
    assert caught.value.conflicts == (
        Conflict(TOWNS, "fl/ocala", "aliases", "before", "theirs", "yours"),
        Conflict(TOWNS, "fl/oviedo", theirs="the row is no longer there"),
        Conflict(TOWNS, "fl/ocala", theirs="there is such a row already"),
    )


def test_what_is_so_already_is_no_conflict(site_folder: SiteFolder) -> None:
    write(site_folder, "town,region\nOcala,FL\n")
    ocala = {"town": "Ocala", "region": "FL"}
    change = edited(
        site_folder, [add_row(TOWNS, ocala), remove_row(TOWNS, {"town": "Oviedo", "region": "FL"})]
    )
    assert change.files[TOWNS] == b"town,region\nOcala,FL\n"


def test_two_rows_of_one_name_are_not_made(site_folder: SiteFolder) -> None:
    write(site_folder, "town,region,slug\nOcala,FL,\nOviedo,FL,\n")
    oviedo = {"town": "Oviedo", "region": "FL"}
    with pytest.raises(ConflictError, match="there is another row fl/ocala"):
        edited(site_folder, [change_row(TOWNS, oviedo, {"slug": "ocala"})])


def test_a_table_that_cannot_be_read_is_not_edited(site_folder: SiteFolder) -> None:
    write(site_folder, "city_name\nOcala\n")
    with pytest.raises(SiteFolderError) as caught:
        edited(site_folder, [add_row(TOWNS, {"town": "Ocala", "region": "FL"})])
    assert {problem.column for problem in caught.value.problems} == {"town", "region"}


def test_an_edit_survives_json(site_folder: SiteFolder) -> None:
    edit = change_row(CLINICS, {"id": "ocala", "hours": "Mo-Fr 08:00-17:00"}, {"hours": ""})
    assert RowEdit.parse(edit.to_json()) == edit
    assert edit == RowEdit(CLINICS, Kind.CHANGED, "ocala", {"hours": ("Mo-Fr 08:00-17:00", "")})


@pytest.mark.parametrize(
    "data",
    [
        None,
        {"table": "site.toml", "kind": "added", "key": "", "cells": {}},
        {"table": TOWNS, "kind": "moved", "key": "", "cells": {}},
        {"table": TOWNS, "kind": "added", "key": "", "cells": {"town": "Ocala"}},
        {"table": TOWNS, "kind": "added", "key": "", "cells": {"nonsense": ["", "x"]}},
    ],
)
def test_what_is_no_edit_is_refused(data: object) -> None:
    with pytest.raises(UsageError):
        RowEdit.parse(data)


@pytest.mark.parametrize(
    "value", ["-81.02280", "+13865550100", "=HYPERLINK(1)", "-", "@acme", 'a "b"', "x\ny", "'x"]
)
def test_whatever_is_typed_is_read_back(value: str, site_folder: SiteFolder) -> None:
    """Rule C21: what a spreadsheet would reckon with comes back as it was typed."""
    edit = change_row(CLINICS, {"id": "lake-mary"}, {"parking": value})
    parking = dict(csv_rows(site_folder, CLINICS))["lake-mary"]["parking"]
    edit = change_row(CLINICS, {"id": "lake-mary", "parking": parking}, {"parking": value})
    (site_folder.path / CLINICS).write_bytes(edited(site_folder, [edit]).files[CLINICS] or b"")
    again = change_row(CLINICS, {"id": "lake-mary", "parking": value}, {"parking": "as read"})
    assert edited(site_folder, [again]).told.startswith("Changed parking of ")


def csv_rows(site_folder: SiteFolder, name: str) -> list[tuple[str, dict[str, str]]]:
    rows = csv.DictReader(io.StringIO((site_folder.path / name).read_text(encoding="utf-8")))
    return [(row["id"], row) for row in rows]


def test_ten_thousand_rows_take_seconds(site_folder: SiteFolder) -> None:
    rows = [{"id": f"c{number}", "name": f"Clinic {number}", "phone": "1"} for number in range(10_000)]
    started = time.perf_counter()
    change = edited(site_folder, [add_row(CLINICS, row) for row in rows])
    (site_folder.path / CLINICS).write_bytes(change.files[CLINICS] or b"")
    assert change.told == "Added 10,000 clinics"
    change = edited(site_folder, [change_row(CLINICS, row, {"phone": "2"}) for row in rows])
    assert (change.files[CLINICS] or b"").count(b",2,") == 10_000
    assert time.perf_counter() - started < 20


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
STEPS = st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(0, 4), WORDS, WORDS), max_size=8)


@given(steps=STEPS, delimiter=st.sampled_from(",;\t"), end=st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_edited_is_what_the_file_holds(
    steps: list[tuple[Kind, int, str, str]], delimiter: str, end: str
) -> None:
    header = delimiter.join(["from", "note", "to"])
    table = EditedTable("redirects.csv", f"{header}{end}".encode())
    rows: dict[str, dict[str, str]] = {}
    for kind, number, before, after in steps:
        key = f"/{number}/"
        match kind:
            case Kind.ADDED if key not in rows:
                rows[key] = {"to": clean(after), "status": clean(before)}
                table.apply(add_row("redirects.csv", {"from": key, "to": after, "status": before}))
            case Kind.CHANGED if key in rows:
                seen = {"from": key} | rows[key]
                assert not table.apply(change_row("redirects.csv", seen, {"to": after}))
                rows[key]["to"] = clean(after)
            case Kind.REMOVED if key in rows:
                assert not table.apply(remove_row("redirects.csv", {"from": key} | rows.pop(key)))
    again = EditedTable("redirects.csv", table.data)
    assert {row.pop("from"): row for row in again.rows} == rows


def test_two_who_open_one_table_do_not_see_each_others_edits(site_folder: SiteFolder) -> None:
    one, other = (open_table(site_folder, CLINICS) for _ in range(2))
    seen = one.row("ormond-beach")
    assert seen is not None
    one.apply(change_row(CLINICS, seen, {"name": "Another Name"}))

    assert other.row("ormond-beach") == seen
    assert other.data == (site_folder.path / CLINICS).read_bytes()
    (site_folder.path / CLINICS).write_bytes(one.data)
    read = open_table(site_folder, CLINICS).row("ormond-beach")
    assert read == seen | {"name": "Another Name"}

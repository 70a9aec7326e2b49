"""What is exported is imported again, and nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from locator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

GOOGLE = "google-business-profile"


def emptied(folder: Path) -> None:
    """Takes every clinic out of the folder, with the people who work there."""
    for name in ("clinics.csv", "practitioners.csv"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / name).write_text(lines[0], encoding="utf-8")


def test_from_google_and_to_google_again_is_the_same_file(folder: Path, tmp_path: Path) -> None:
    """Rules F10 to F12: every column of Google's, with what Google alone knows, byte for byte."""
    first, edited, again = (tmp_path / name for name in ("first.csv", "google.csv", "again.csv"))
    assert main(["export", GOOGLE, str(folder), "--out", str(first)]) == 0
    with first.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, row in enumerate(rows):
        row |= {
            "Primary category": "Chiropractor",
            "Labels": f"label {number}",
            "Logo photo": "https://x.example/1",
        }
        row["Address line 1"], _, row["Address line 2"] = row["Address line 1"].partition(", ")
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    edited.write_bytes(text.getvalue().encode())
    emptied(folder)
    assert main(["import", str(edited), str(folder), "--yes"]) == 0
    assert main(["export", GOOGLE, str(folder), "--keep", str(edited), "--out", str(again)]) == 0
    assert again.read_bytes() == edited.read_bytes()


@pytest.mark.parametrize("name", ["csv", "geojson", "kml"])
def test_what_was_exported_changes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Rules C21 and F17: all columns, read again, are what they were."""
    out, before = tmp_path / f"clinics.{name}", (folder / "clinics.csv").read_bytes()
    assert main(["export", name, str(folder), "--out", str(out)]) == 0
    capsys.readouterr()
    assert main(["import", str(out), str(folder), "--yes", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (folder / "clinics.csv").read_bytes() == before, report


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_a_new_folder_gets_the_same_clinics(folder: Path, tmp_path: Path, name: str) -> None:
    """Whoever has only the file has all that stands in the columns, in one form or another."""
    first, again = tmp_path / f"first.{name}", tmp_path / f"again.{name}"
    assert main(["export", name, str(folder), "--out", str(first)]) == 0
    emptied(folder)
    assert main(["import", str(first), str(folder), "--yes"]) == 0
    assert main(["export", name, str(folder), "--out", str(again)]) == 0
    assert again.read_bytes() == first.read_bytes()

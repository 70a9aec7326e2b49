"""`locator export`: a file of clinics, and what it leaves out."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from locator.cli import main
from locator.exchange.google.columns import HEADER

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("google-business-profile", "geojson", "kml", "csv")


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_goes_to_standard_output_or_to_a_file(
    folder: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], name: str
) -> None:
    assert main(["export", name, str(folder)]) == 0
    printed = capsysbinary.readouterr().out
    out = tmp_path / "clinics.out"
    out.write_text("an earlier export")
    assert main(["export", name, str(folder), "--out", str(out)]) == 0
    assert out.read_bytes() == printed
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_csv_is_clinics_csv_cell_for_cell(folder: Path, tmp_path: Path) -> None:
    """Rules C20 and C21: even a row with an error, and in a file for people nothing is a formula."""
    text = (folder / "clinics.csv").read_text(encoding="utf-8")
    text = text.replace("Example Back Care DeLand", '"=HYPERLINK(""http://evil.example"")"', 1)
    (folder / "clinics.csv").write_text(text.replace("29.28537", "north", 1), encoding="utf-8")
    want = list(csv.DictReader(io.StringIO(text.replace("29.28537", "north", 1))))
    out = tmp_path / "out.csv"
    assert main(["export", "csv", str(folder), "--spreadsheet", "--out", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline="")))
    deland = next(row for row in rows if row["id"] == "deland")
    assert deland["name"] == '\'=HYPERLINK("http://evil.example")'
    assert deland["lon"] == "'-81.28634"
    (folder / "clinics.csv").write_bytes(out.read_bytes())
    assert main(["export", "csv", str(folder), "--out", str(out)]) == 0
    again = list(csv.DictReader(io.StringIO(out.read_bytes().decode(), newline="")))
    assert [row | {"name": row["name"].removeprefix("'")} for row in again] == want


def test_a_clinic_that_is_missing_for_an_error_is_told(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = (folder / "clinics.csv").read_text(encoding="utf-8")
    (folder / "clinics.csv").write_text(text.replace("29.28537", "north", 1), encoding="utf-8")
    assert main(["export", "geojson", str(folder)]) == 1
    captured = capsysbinary.readouterr()
    assert b'"id": "ormond-beach"' not in captured.out
    assert b'clinics.csv:3, column lat: "north" is not a number' in captured.err


def test_google_gets_its_category_and_keeps_what_it_has(
    folder: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    command, out = ["export", "google-business-profile", str(folder)], tmp_path / "google.csv"
    assert main([*command, "--category", "Chiropractor", "--out", str(out)]) == 0
    first = out.read_bytes()
    assert first.decode().splitlines()[0] == ",".join(HEADER)
    assert b"Google asks" not in capsysbinary.readouterr().err
    assert main([*command, "--keep", str(out), "--out", str(out)]) == 0
    assert out.read_bytes() == first


def test_json_tells_the_same_to_programs(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "google.csv"
    assert main(["export", "google-business-profile", str(folder), "--out", str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["clinics"] == len(out.read_text(encoding="utf-8").splitlines()) - 1
    assert {"severity", "file", "message", "cure"} <= report["problems"][0].keys()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["csv", ".", "--out", "."], "is a folder"),
        (["csv", ".", "--out", "nowhere/x.csv"], "there is no folder nowhere"),
        (["csv", ".", "--out", "clinics.csv"], "is part of the site"),
        (["csv", ".", "--json"], "give --out FILE"),
        (["csv", ".", "--keep", "x"], "are for google-business-profile"),
        (["kml", ".", "--spreadsheet"], "is for csv"),
        (["google-business-profile", ".", "--keep", "none.csv"], "there is no file none.csv"),
        (["google-business-profile", ".", "--keep", "clinics.csv"], 'has no column "Store code"'),
        (["csv", "elsewhere"], "there is no folder elsewhere"),
    ],
)
def test_wrong_use_is_refused_and_nothing_is_written(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(folder)
    before = (folder / "clinics.csv").read_bytes()
    assert main(["export", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert (folder / "clinics.csv").read_bytes() == before


def test_a_reader_that_has_enough_is_no_error(folder: Path) -> None:
    command = [sys.executable, "-m", "locator", "export", "geojson", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_device_is_written_to_and_never_replaced(folder: Path, tmp_path: Path) -> None:
    import os
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(pipe.read_bytes()))
    reader.start()
    assert main(["export", "csv", str(folder), "--out", str(pipe)]) == 0
    reader.join(5)
    assert found[0].startswith(b"id,name,")
    assert pipe.is_fifo()

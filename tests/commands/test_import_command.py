"""`locator import`: what it says, what it writes, and that the two are the same."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from locator.cli import main

GOOD = "oc,Example Back Care Ocala,1 Sample St,Ocala,FL,34471,29.17540,-82.12340,386-555-0150,M-F 8am-5pm\n"
BAD = "le,Example Back Care Leesburg,2 Sample St,Leesburg,FL,34748,292.1,-81.9,386-555-0151,call\n"
HEADER = "Site Id,Title,Addr,City,State,Zip,Y,X,Tel,Hours\n"
GIVEN = ("--set", "treatments=back-pain-treatment")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(HEADER + GOOD, encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path, code: int = 0) -> dict[str, Any]:
    assert main(["import", *map(str, arguments), "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def rows(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "clinics.csv").open(encoding="utf-8", newline="") as text:
        return {row["id"]: row for row in csv.DictReader(text)}


def test_a_dry_run_tells_to_the_letter_what_the_write_does(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule F2: the JSON of the dry run is that of the write, and the file then holds its cells."""
    before = (folder / "clinics.csv").read_bytes()
    dry = told(capsys, file, folder, *GIVEN, "--dry-run")
    assert (folder / "clinics.csv").read_bytes() == before
    assert not (folder / ".locator" / "versions").exists()
    done = told(capsys, file, folder, *GIVEN)
    assert (dry.pop("dry_run"), done.pop("dry_run"), dry.pop("version"), done.pop("version")) == (
        True,
        False,
        None,
        2,
    )
    assert dry == done
    written = rows(folder)["oc"]
    assert {key: value for key, value in written.items() if value} == {
        key: after for key, (_, after) in dry["edits"][0]["cells"].items()
    }
    assert written["hours"] == "Mo-Fr 08:00-17:00"
    assert told(capsys, file, folder, *GIVEN)["unchanged"] == 1


def test_one_bad_row_keeps_all_out_unless_the_good_ones_are_asked_for(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule F4: all or nothing; --valid-rows writes the rows without an error."""
    file.write_text(HEADER + GOOD + BAD, encoding="utf-8")
    before = (folder / "clinics.csv").read_bytes()
    refused = told(capsys, file, folder, *GIVEN, code=1)
    assert (refused["added"], refused["left_out"], refused["version"]) == (1, 1, None)
    assert (folder / "clinics.csv").read_bytes() == before
    assert told(capsys, file, folder, *GIVEN, "--valid-rows", code=1)["version"] == 2
    assert "oc" in rows(folder)
    assert "le" not in rows(folder)


def test_people_read_what_is_wrong_and_what_to_do(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule F3: row, column as the file calls it, value and cure; what is alike is told a few times only."""
    file.write_text(HEADER + GOOD + BAD + "".join(f"x{n}{BAD}" for n in range(9)), encoding="utf-8")
    assert main(["import", str(file), str(folder)]) == 1
    out = capsys.readouterr().out
    assert 'error   list.csv:3, column Hours: "call" is not in a form that we read; write hours like' in out
    assert (
        "error   list.csv:3, column Y: latitude 292.1 is not between -90 and 90; write it in degrees" in out
    )
    assert "… and 7 more like that" in out
    assert "  + oc: Example Back Care Ocala, Ocala, FL" in out
    assert "1 added, 0 changed, 0 unchanged, 10 left out." in out
    assert out.startswith("list.csv was read as ")
    assert out.splitlines()[0].endswith(": 11 rows.")
    assert "Nothing was written. Mend the errors, or add --valid-rows" in out


def test_a_mapping_is_suggested_edited_and_used(
    file: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule F16: a generic file is read by a mapping that a person can edit."""
    assert main(["import", str(file), "--suggest-mapping"]) == 0
    text = capsys.readouterr().out
    assert '\nid = "Site Id"\n' in text
    mapping = tmp_path / "m.toml"
    mapping.write_text(text.replace('# treatments = "back', 'treatments = "back'), encoding="utf-8")
    found = told(capsys, file, folder, "--mapping", mapping, "--dry-run")
    assert found["edits"][0]["cells"]["treatments"] == ["", "back-pain-treatment"]
    mapping.write_text('[columns]\nname = "Nme"\n', encoding="utf-8")
    assert main(["import", str(file), str(folder), "--mapping", str(mapping)]) == 2
    assert 'list.csv has no column "Nme"; it has Site Id, Title' in capsys.readouterr().err


def test_a_cell_cannot_steer_the_terminal(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(HEADER + GOOD.replace("386-555-0150", "\x1b[31m1"), encoding="utf-8")
    assert main(["import", str(file), str(folder), *GIVEN]) == 1
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("word", ["treatments", "colour=red", "id=x", "treatments="])
def test_what_cannot_be_set_is_refused(
    word: str, file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(file), str(folder), "--set", word]) == 2
    assert "write COLUMN=VALUE" in capsys.readouterr().err


def test_no_file_no_folder_and_nothing_to_read_are_one_line(
    file: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "none.csv"), str(folder)]) == 2
    assert main(["import", str(tmp_path), str(folder)]) == 2
    file.write_bytes(b"")
    assert main(["import", str(file), str(folder)]) == 1
    assert "the file is empty" in capsys.readouterr().out


def test_history_tells_of_an_import_and_rollback_undoes_it(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "clinics.csv").read_bytes()
    assert main(["import", str(file), str(folder), *GIVEN, "--yes"]) == 0
    out = capsys.readouterr().out
    assert ": 1 row.\n" in out
    assert f"`locator rollback 1 {folder}` takes it back" in out
    assert main(["history", str(folder)]) == 0
    assert "Imported list.csv: 1 clinic added" in capsys.readouterr().out
    assert main(["rollback", "1", str(folder)]) == 0
    assert (folder / "clinics.csv").read_bytes() == before

"""`locator record`: says what it writes, writes nothing for nothing, and never on shaky ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from locator.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_record_then_a_change_then_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule A24."""
    ledger = folder / "ledger.csv"
    assert main(["record", str(folder), "--dry-run"]) == 0
    assert "Nothing was written; it would be ledger.csv" in capsys.readouterr().out
    assert not ledger.exists()

    assert main(["record", str(folder)]) == 0
    first = ledger.read_bytes()
    assert first.splitlines()[0] == b"path,digest,lastmod,listed,sent"
    assert "Written: ledger.csv" in capsys.readouterr().out

    assert main(["record", str(folder)]) == 0
    assert capsys.readouterr().out == "No page has changed since the last record.\n"
    assert ledger.read_bytes() == first

    note = folder / "content" / "towns" / "fl" / "lake-mary.md"
    note.write_text(note.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    assert main(["check", str(folder), "--strict"]) == 0  # a ledger that is behind is a notice
    assert "pages have changed since they were recorded" in capsys.readouterr().out
    assert main(["record", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "changed  2026-11-22 /back-pain-treatment/fl/lake-mary/" in lines
    assert all("/fl/lake-mary/" in line for line in lines[:-1])


def test_while_rows_are_left_out_nothing_is_recorded(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule A24: or their pages would be gone, and new on the day that the row is mended."""
    assert main(["record", str(folder)]) == 0
    before = (folder / "ledger.csv").read_bytes()
    clinics = folder / "clinics.csv"
    clinics.write_text(clinics.read_text("utf-8").replace("29.01812", "north"), "utf-8")
    assert main(["record", str(folder)]) == 1
    assert capsys.readouterr().err.endswith("Nothing was recorded; mend the lines above.\n")
    assert main(["build", str(folder), "--out", str(folder.parent / "out")]) == 1
    assert "Nothing was recorded in ledger.csv because of the lines above." in capsys.readouterr().err
    assert (folder / "ledger.csv").read_bytes() == before


@pytest.mark.parametrize("command", ["record", "build"])
def test_a_broken_ledger_is_never_written_over(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule A24: what was known may still be mended."""
    broken = b"path,digest,lastmod,listed,sent\n<<<<<<< ours\n"
    (folder / "ledger.csv").write_bytes(broken)
    out = folder.parent / "out"
    assert main([command, str(folder), *(["--out", str(out)] if command == "build" else [])]) == 1
    assert "ledger.csv:2, column path" in capsys.readouterr().err
    assert (folder / "ledger.csv").read_bytes() == broken
    assert out.exists() == (command == "build")


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_built(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ledger.csv").symlink_to(folder / "nowhere" / "ledger.csv")
    out = folder.parent / "out"
    assert main(["build", str(folder), "--out", str(out)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert not out.exists()
    assert main(["build", str(folder), "--out", str(out), "--no-record"]) == 0

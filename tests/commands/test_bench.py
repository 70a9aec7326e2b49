"""`locator bench`: figures for every wait, honest about the machine, and nothing written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from locator.cli import main
from locator.commands.measuring.page_kinds import PageKind
from locator.commands.telling.speeds import LABELS, print_kinds, print_speeds

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.enable_socket
def test_every_wait_has_a_figure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    towns = folder / "locations.csv"
    towns.write_text("".join(towns.read_text().splitlines(keepends=True)[:3]))
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert main(["bench", str(folder), "--json", "--seconds", "0.1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"].keys() == LABELS.keys()
    assert all(figure > 0 for figure in told["figures"].values())
    assert told["site"]["clinics"] > 0
    assert sum(kind["pages"] for kind in told["kinds"]) == told["site"]["pages"]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_busy_machine_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    figures = dict.fromkeys(LABELS, 1234.5)
    print_speeds({"pages": 3}, {"cores": 2, "python": "3.11", "load_before": 4.2}, figures)
    shown = capsys.readouterr().out
    assert "busy (load 4.2)" in shown
    assert "the 5 nearest clinics" in shown


def test_what_is_slowest_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    few = PageKind("clinics", 1, found_out_ms=90.0, filled_in_ms=9.0, written_ms=1.0, picture_ms=0.0)
    many = PageKind("landing", 50, found_out_ms=1.0, filled_in_ms=1.0, written_ms=1.0, picture_ms=50.0)
    print_kinds([many, few])
    shown = capsys.readouterr().out
    assert "Slowest is a page of the kind “clinics”: finding out what it says takes 90% of it." in shown
    assert "mostly paints pictures" in shown

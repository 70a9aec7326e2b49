"""`locator bench`: figures for every wait, honest about the machine, and nothing written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from locator.cli import main
from locator.commands import bench

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_every_wait_has_a_figure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    towns = folder / "locations.csv"
    towns.write_text("".join(towns.read_text().splitlines(keepends=True)[:3]))  # a picture a page takes time
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert main(["bench", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["figures"].keys() == bench._LABELS.keys()
    assert all(figure > 0 for figure in told["figures"].values())
    assert told["site"]["clinics"] > 0
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_a_busy_machine_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    figures = dict.fromkeys(bench._LABELS, 1234.5)
    bench._print({"pages": 3}, {"cores": 2, "python": "3.11", "load_before": 4.2}, figures)
    shown = capsys.readouterr().out
    assert "busy (load 4.2)" in shown
    assert "the 5 nearest clinics" in shown

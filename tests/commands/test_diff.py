"""`locator diff`: two site folders, or a version and now, told apart in plain words."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.cli import main
from locator.editing.change import Change
from locator.editing.history.versions import Versions
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def other(folder: Path, tmp_path: Path) -> Path:
    """The same with a town more and other hours of one clinic."""
    copy = tmp_path / "other"
    shutil.copytree(folder, copy)
    with (copy / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Palatka,FL\n")
    text = (copy / "clinics.csv").read_text(encoding="utf-8")
    text = text.replace("Mo-Fr 08:00-17:00; Sa 08:00-12:00", "Mo-Fr 08:00-18:00", 1)
    (copy / "clinics.csv").write_text(text, encoding="utf-8")
    return copy


def test_the_first_line_says_it_all(folder: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(folder), str(other)]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    told, pages = first.split("; ")
    assert told == "1 town added, 1 clinic's hours changed"
    assert pages.startswith("1 page appears, ")
    assert "  + Palatka, FL [fl/palatka]" in rest
    assert any(line.startswith("      hours: ") and " -> " in line for line in rest)
    assert any(line.startswith("  + /back-pain-treatment/fl/palatka/") for line in rest)


def test_without_pages_nothing_is_judged(
    folder: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(other), str(folder), "--no-pages"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Palatka, FL removed, 1 clinic's hours changed.\n")
    assert "Pages" not in out


def test_json_has_everything(folder: Path, other: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(folder), str(other), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [(each["deed"], each["key"]) for each in report["towns"]] == [("added", "fl/palatka")]
    assert report["clinics"][0]["cells"][0]["label"] == "hours"
    page = next(page for page in report["pages"] if page["path"].endswith("/fl/palatka/"))
    assert (page["turn"], page["after"], page["is_listed"]) == ("appears", "noindex", False)


def test_a_version_is_held_against_now(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = (folder / "locations.csv").read_bytes()
    change = Change({"locations.csv": data + b"Palatka,FL\n"}, "Added Palatka, FL")
    Versions(SiteFolder(folder)).publish(change, who="", now=fixed_clock())
    command = ["diff", str(folder), "--no-pages", "--version"]
    assert main([*command, "1"]) == 0
    assert capsys.readouterr().out.startswith("1 town added.\n")
    assert main([*command, "2"]) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"
    assert main([*command, "3"]) == 2
    assert "there is no version 3" in capsys.readouterr().err


def test_a_row_with_an_error_is_told_not_to_be_compared(
    folder: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (other / "clinics.csv").read_text(encoding="utf-8")
    (other / "clinics.csv").write_text(text.replace("29.28537", "north", 1), encoding="utf-8")
    assert main(["diff", str(folder), str(other), "--no-pages"]) == 1
    assert f"{other}: clinics.csv:3, column lat" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["."], [".", ".", "--version", "1"], ["nowhere", "."], [".", "nowhere"]]
)
def test_wrong_use_is_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.chdir(folder)
    assert main(["diff", *arguments]) == 2
    assert capsys.readouterr().err.startswith("locator: ")

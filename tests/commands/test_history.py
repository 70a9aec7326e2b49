"""`locator history` and `locator rollback`: what was changed, and back again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from locator.cli import main
from locator.site.folder import SiteFolder


def test_a_renaming_is_told_and_taken_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["rename", "lake-mary", "lake-mary-fl", str(folder)]) == 0
    renaming = capsys.readouterr().out
    assert "Lake Mary, FL has a new address." in renaming
    assert main(["history", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "Moved Lake Mary, FL from lake-mary to lake-mary-fl" in out
    assert "The files as they were found" in out
    assert "2 versions, 0." in out
    renamed = SiteFolder(folder).locations.read_bytes()
    assert main(["rollback", "1", str(folder), "--dry-run"]) == 0
    assert SiteFolder(folder).locations.read_bytes() == renamed
    assert main(["rollback", "1", str(folder)]) == 0
    out = capsys.readouterr().out
    assert out.count("redirects removed") == 2
    assert "Nothing was written; it would be " in out
    assert f"This is version 2; `locator rollback 1 {folder}` takes it back." in renaming
    assert f"This is version 3; `locator rollback 2 {folder}` takes it back." in out
    assert {path: path.read_bytes() for path in before} == before


def test_an_edit_by_hand_is_named_before_it_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(folder), "--keep", "5"]) == 0
    assert "No versions yet" in capsys.readouterr().out
    assert main(["rename", "lake-mary", "b", str(folder)]) == 0
    (folder / "redirects.csv").write_text("from,to\n/a/,/\n")
    capsys.readouterr()
    assert main(["history", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["edited_by_hand"] == ["redirects.csv"]
    assert [version["number"] for version in found["versions"]] == [2, 1]
    assert found["versions"][0]["files"][-2:] == [
        "content/towns/fl/b.md",
        "content/towns/fl/lake-mary.md",
    ]
    assert main(["rollback", "2", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == 4
    assert main(["history", str(folder)]) == 0
    assert "Edited by hand" in capsys.readouterr().out


def test_a_version_with_errors_comes_back_and_they_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    towns = folder / "locations.csv"
    good = towns.read_bytes()
    towns.write_bytes(good + b"Xyzzyville,FL\n")
    assert main(["rename", "lake-mary", "b", str(folder)]) == 0
    towns.write_bytes(good)
    assert main(["rollback", "1", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "Mend what version 1 has wrong:\n  locations.csv:" in out
    assert b"Xyzzyville" in towns.read_bytes()


def test_a_folder_that_is_no_site_any_more_is_mended_by_going_back(folder: Path) -> None:
    assert main(["rename", "lake-mary", "b", str(folder)]) == 0
    config = folder / "site.toml"
    good = config.read_bytes()
    config.write_text("name = 7")
    assert main(["rollback", "2", str(folder)]) == 0
    assert config.read_bytes() == good


def test_nothing_to_do_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rename", "lake-mary", "b", str(folder)]) == 0
    assert main(["rollback", "2", str(folder)]) == 0
    assert "Nothing to do" in capsys.readouterr().out
    assert main(["rollback", "9", str(folder)]) == 2
    assert "there is no version 9; there are 1 to 2" in capsys.readouterr().err


def test_old_versions_are_forgotten_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for slug in ("b", "c", "lake-mary"):
        assert main(["rename", "Lake Mary, FL", slug, str(folder)]) == 0
    before = sum(path.stat().st_size for path in (folder / ".locator").rglob("*") if path.is_file())
    capsys.readouterr()
    assert main(["history", str(folder), "--keep", "2"]) == 0
    assert "Forgotten: 2." in capsys.readouterr().out
    assert sum(path.stat().st_size for path in (folder / ".locator").rglob("*") if path.is_file()) < before
    assert main(["rollback", "3", str(folder)]) == 0
    assert main(["rollback", "2", str(folder)]) == 2
    with pytest.raises(SystemExit):
        main(["history", str(folder), "--keep", "0"])


@pytest.mark.parametrize("command", [["history"], ["rollback", "1"]])
def test_a_folder_that_never_was_a_site_has_no_history(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("locator: ")
    assert list(tmp_path.iterdir()) == []

"""`locator init`: a site to start from, and never over somebody's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from locator.cli import main
from locator.commands.init import PARTS

ROOT = Path(__file__).parents[2]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_folder_holds_the_example_and_passes_its_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "a" / "site"
    assert main(["init", str(site)]) == 0
    assert f"locator serve {site}" in capsys.readouterr().out
    assert names(site) == set(PARTS)
    assert names(site.parent) == {"site"}
    for part in PARTS:
        source = ROOT / part
        files = [path for path in source.rglob("*") if path.is_file()] if source.is_dir() else [source]
        for file in files:
            assert (site / file.relative_to(ROOT)).read_bytes() == file.read_bytes()
    assert main(["check", str(site), "--strict"]) == 0


@pytest.mark.parametrize("argument", [".", "./", "new", "new/"])
def test_the_folder_may_be_there_already_if_it_is_empty(
    argument: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new" if argument.startswith(".") else tmp_path)
    assert main(["init", argument]) == 0
    assert names(tmp_path / "new") == set(PARTS)
    assert names(tmp_path) == {"new"}


def test_a_folder_with_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert main(["init", str(tmp_path)]) == 2
    assert names(tmp_path) == {"thesis.txt"}
    assert capsys.readouterr().err == f"locator: {tmp_path} is not empty; choose another name\n"


def test_a_file_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "file"
    path.write_text("mine")
    assert main(["init", str(path)]) == 2
    assert path.read_text() == "mine"


def test_the_copy_can_be_edited(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert main(["init", str(site)]) == 0
    for path in (site, *site.rglob("*")):
        assert path.stat().st_mode & 0o200
        if path.is_dir():
            assert path.stat().st_mode & 0o755 == 0o755


def test_a_site_of_ones_own_holds_nothing_invented(tmp_path: Path) -> None:
    site = tmp_path / "site"
    name = 'Dr. "Bright" & Söhne'
    assert main(["init", str(site), "--name", name, "--base-url", "https://www.example.org"]) == 0
    assert names(site) == set(PARTS)
    assert main(["check", str(site), "--strict"]) == 0
    for table in ("locations.csv", "clinics.csv", "practitioners.csv", "redirects.csv"):
        assert (site / table).read_text("utf-8") == (ROOT / table).read_text("utf-8").partition("\n")[
            0
        ] + "\n"
    texts = [path.read_text("utf-8") for path in site.rglob("*") if path.suffix in (".md", ".toml")]
    assert len(texts) > 5
    for invented in ("Example Back Care", "555-01", "demonstration", "as_of", "\nlang: es"):
        assert not any(invented in text for text in texts), invented


@pytest.mark.parametrize(
    ("name", "base_url", "said"),
    [
        ("Bright", "", "--name and --base-url go together"),
        ("", "https://www.example.org", "--name and --base-url go together"),
        ("Bright", "nonsense", "not the address of a site"),
        ("Bright", "https://www.example.org/path", "site.toml"),
    ],
)
def test_a_name_or_an_address_that_cannot_be_makes_nothing(
    name: str, base_url: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*(["--name", name] if name else []), *(["--base-url", base_url] if base_url else [])]
    assert main(["init", str(tmp_path / "site"), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not any(tmp_path.rglob("*.toml"))

"""`locator build`: the same bytes everywhere, and an exit code that tells of rows left out."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from locator.cli import main

ROOT = Path(__file__).parents[2]


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_site_becomes_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["build", str(ROOT), "--out", str(out)]) == 0
    files = tree(out)
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == f"{len(files)} files in {out}"
    assert captured.err == ""
    for name in ("index.html", "404.html", "sitemap.xml", "robots.txt", "_redirects", "find/index.html"):
        assert name in files


def test_two_machines_build_the_same_bytes(tmp_path: Path) -> None:
    """Other hashes, another zone, another language, another folder."""
    for name, zone, language in (("1", "America/New_York", "C.UTF-8"), ("2", "Asia/Tokyo", "de_DE.UTF-8")):
        subprocess.run(
            [sys.executable, "-m", "locator", "build", str(ROOT), "--out", str(tmp_path / name)],
            env=os.environ | {"PYTHONHASHSEED": name, "TZ": zone, "LC_ALL": language},
            capture_output=True,
            check=True,
            timeout=60,
        )
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_a_row_with_an_error_is_left_out_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("DeLand,FL\nXyzzyville,FL\n")
    out = folder.parent / "out"
    assert main(["build", str(folder), "--out", str(out)]) == 1
    assert capsys.readouterr().err.startswith(
        'locations.csv:34, column town: "Xyzzyville" is not a known town'
    )
    files = tree(out)
    assert "back-pain-treatment/fl/deland/index.html" in files
    assert "back-pain-treatment/fl/atlantis/index.html" not in files


def test_a_slip_in_a_template_leaves_the_last_export_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "out"
    assert main(["build", str(folder), "--out", str(out)]) == 0
    before = tree(out)
    (folder / "templates").mkdir()
    (folder / "templates" / "about.html").write_text("{{ nope }}", encoding="utf-8")
    capsys.readouterr()
    assert main(["build", str(folder), "--out", str(out)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "templates/about.html:1: 'nope' is undefined; mend the template",
        "locator: a template has a slip; mend the line above",
    ]
    assert tree(out) == before


def test_a_terminal_shows_a_bar_and_is_left_clean(tmp_path: Path) -> None:
    terminal, stderr = pty.openpty()
    command = [sys.executable, "-m", "locator", "build", str(ROOT), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=stderr, check=True, timeout=60)
    shown = os.read(terminal, 100_000).decode()
    os.close(stderr)
    os.close(terminal)
    assert re.search(r"\r\[#+ *\] 25\r", shown)
    assert shown.endswith("\r\x1b[K")
    assert b"#" not in done.stdout


@pytest.mark.parametrize("content", ["site.toml", "thesis.txt"])
def test_other_peoples_files_are_never_replaced(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / content).write_text("mine")
    assert main(["build", str(ROOT), "--out", str(tmp_path)]) == 2
    assert tree(tmp_path) == {content: b"mine"}
    assert "choose another folder or empty it" in capsys.readouterr().err


def test_a_place_where_nothing_can_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["build", str(ROOT), "--out", str(tmp_path / "file" / "out")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("locator: ")
    assert len(error.splitlines()) == 1

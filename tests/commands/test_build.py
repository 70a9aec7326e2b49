"""`locator build`: the same bytes everywhere, and an exit code that tells of rows left out."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from locator.cli import main

ROOT = Path(__file__).parents[2]
BUILD = (sys.executable, "-m", "locator", "build", str(ROOT), "--no-record")


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_site_becomes_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rule C15: no server is there to count visits, so no page loads what counts, and privacy says so."""
    out = tmp_path / "out"
    assert main(["build", str(ROOT), "--out", str(out), "--no-record"]) == 0
    files = tree(out)
    captured = capsys.readouterr()
    packed = [name for name in files if name.endswith(".gz")]
    assert captured.out.splitlines()[0] == f"{len(files) - len(packed)} files in {out}"
    assert packed
    assert captured.err == ""
    for name in ("index.html", "404.html", "sitemap.xml", "robots.txt", "_redirects", "find/index.html"):
        assert name in files
    assert [name for name, body in files.items() if b'src="/static/demand.' in body] == []
    assert b"It counts no visits." in files["privacy/index.html"]


def test_two_machines_build_the_same_bytes(tmp_path: Path) -> None:
    """Other hashes, another zone, another language, another folder."""
    for name, zone, language in (("1", "America/New_York", "C.UTF-8"), ("2", "Asia/Tokyo", "de_DE.UTF-8")):
        subprocess.run(
            [
                sys.executable,
                "-m",
                "locator",
                "build",
                str(ROOT),
                "--out",
                str(tmp_path / name),
                "--no-record",
            ],
            env=os.environ | {"PYTHONHASHSEED": name, "TZ": zone, "LC_ALL": language},
            capture_output=True,
            check=True,
            timeout=300,
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
    command = [
        sys.executable,
        "-m",
        "locator",
        "build",
        str(ROOT),
        "--out",
        str(tmp_path / "out"),
        "--no-record",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr) as build:
        os.close(stderr)
        shown = ""
        with suppress(OSError):  # Linux: the other end is closed, and all is read
            while part := os.read(terminal, 4096):  # at once: a terminal that is full makes the build wait
                shown += part.decode()
        printed = build.communicate()[0]
    os.close(terminal)
    assert build.returncode == 0
    assert re.search(r"\r\[#+ *\] 25\r", shown)
    assert shown.endswith("\r\x1b[K")
    assert b"#" not in printed


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
    assert main(["build", str(ROOT), "--out", str(tmp_path / "file" / "out"), "--no-record"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("locator: ")
    assert len(error.splitlines()) == 1


# What a build remembers


def test_a_build_without_a_change_is_the_same_bytes_ledger_and_all(folder: Path) -> None:
    """Rules A24, H8."""
    first, second = folder.parent / "first", folder.parent / "second"
    assert main(["build", str(folder), "--out", str(first)]) == 0
    ledger = (folder / "ledger.csv").read_bytes()
    assert main(["build", str(folder), "--out", str(second)]) == 0
    assert (folder / "ledger.csv").read_bytes() == ledger
    assert tree(first) == tree(second)
    clinics = folder / "clinics.csv"
    clinics.write_text(clinics.read_text("utf-8").replace("(386) 555-0136", "(386) 555-0137"), "utf-8")
    assert main(["build", str(folder), "--out", str(second)]) == 0
    part = (second / "sitemaps" / "clinics-fl.xml").read_text("utf-8")
    assert part.count("<lastmod>") == 1
    assert "/clinics/orange-city/</loc><lastmod>2026-11-22</lastmod>" in part


def test_a_look_leaves_the_ledger_alone(folder: Path) -> None:
    assert main(["build", str(folder), "--out", str(folder.parent / "out"), "--no-record"]) == 0
    assert not (folder / "ledger.csv").exists()


def forget_towns(folder: Path, count: int) -> None:
    """Takes town pages out of the ledger, as if their rows had just been added."""
    lines = (folder / "ledger.csv").read_text("utf-8").splitlines(keepends=True)
    towns = [line for line in lines if line.startswith("/back-pain-treatment/fl/") and ",yes," in line]
    kept = [line for line in lines if line not in towns[-count:]]
    assert len(lines) - len(kept) == count
    (folder / "ledger.csv").write_text("".join(kept), "utf-8")


@pytest.mark.parametrize("command", ["build", "record"])
def test_many_new_town_pages_at_once_are_looked_at_first(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule E15: ten pass, eleven are printed with their verdicts and refused."""
    assert main(["record", str(folder)]) == 0
    out = folder.parent / "out"
    arguments = [command, str(folder), *(["--out", str(out)] if command == "build" else [])]
    forget_towns(folder, 11)
    before = (folder / "ledger.csv").read_bytes()
    capsys.readouterr()
    assert main(arguments) == 2
    *table, refusal = capsys.readouterr().err.splitlines()
    assert len(table) == 11
    assert all(line.startswith("index   /back-pain-treatment/fl/") and "E1.1: " in line for line in table)
    assert "11 town pages would be listed for the first time" in refusal
    assert "--i-have-reviewed" in refusal
    assert not out.exists()
    assert (folder / "ledger.csv").read_bytes() == before
    assert main([*arguments, "--i-have-reviewed"]) == 0
    forget_towns(folder, 10)
    assert main(arguments) == 0


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_a_count_of_processes_is_one_or_more(
    jobs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["build", str(ROOT), "--out", str(tmp_path / "out"), "--jobs", jobs])
    assert "is not a count of processes; write 1 or more" in capsys.readouterr().err

"""The command itself: help that is instant, words that are unknown, errors that are one line."""

from __future__ import annotations

import os
import pkgutil
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import locator.commands
from locator import __version__
from locator.cli import COMMANDS, main, module_name

SHARED = {
    "building",
    "telling",
    "terminal",
    "examining",
    "starting",
    "folder",
    "measuring",
    "recording",
    "publishing",
    "store",
}  # modules of locator.commands that are no command
HEAVY = (
    *("starlette", "uvicorn", "jinja2", "numpy", "lxml", "pyproj", "pykdtree", "geopy", "yaml"),
    *("markdown_it", "watchfiles", "phonenumbers", "tzfpy", "opening_hours", "holidays"),
    *("sqlite3", "asyncio"),
)


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "locator", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, timeout=120)


def test_a_terminal_that_knows_no_letter_but_ascii_gets_question_marks() -> None:
    command = [sys.executable, "-m", "locator", "nearest", "Cañon City, CO", str(Path(__file__).parents[1])]
    environ = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, text=True, env=environ, check=False, timeout=120)
    assert done.returncode == 0
    assert "Nearest to Ca?on City, CO" in done.stdout
    assert not done.stderr


def test_every_module_of_the_folder_is_a_command_and_the_other_way_round() -> None:
    modules = {module.name for module in pkgutil.iter_modules(locator.commands.__path__)}
    assert {f"locator.commands.{name}" for name in modules - SHARED} == {*map(module_name, COMMANDS)}


def test_a_command_can_be_configured_and_run() -> None:
    for name in COMMANDS:
        module = import_module(module_name(name))
        assert callable(module.configure)
        assert callable(module.run)


@pytest.mark.parametrize("module", ["locator", "locator.cli", *map(module_name, COMMANDS)])
def test_to_import_a_command_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & set(HEAVY) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_what_a_command_does_and_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith(f"usage: locator {name}")
    assert COMMANDS[name][1:] in shown


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    for name, summary in COMMANDS.items():
        assert f"{name} {summary}" in shown


def test_the_command_alone_shows_its_help_and_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage: locator" in capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"locator {__version__}\n"


@pytest.mark.parametrize(
    "words", [["sevre"], ["check", "--fast"], ["build"], ["nearest"], ["serve", "--port", "x"]]
)
def test_what_cannot_be_understood_is_told_with_the_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert "usage: locator" in capsys.readouterr().err


def test_a_name_without_its_quotation_marks_is_told_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shell takes DeLand, FL for a town and a folder; who types it is told how to write it."""
    monkeypatch.chdir(tmp_path)
    assert main(["remove", "DeLand,", "FL"]) == 2
    assert "if FL belongs to a name, put the whole name in quotation marks" in capsys.readouterr().err


def test_a_number_where_a_folder_should_be_may_be_a_version(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(["history", "3"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("locator: there is no folder 3; if version 3 of the history is meant, ")
    assert "`locator diff . --version 3` tells" in err
    assert "`locator rollback 3` brings it back" in err


@pytest.mark.parametrize("name", ["serve", "build", "check", "nearest"])
def test_a_folder_that_there_is_not_is_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "none")
    words = {"build": [missing, "--out", str(tmp_path / "out")], "nearest": ["32114", missing]}
    assert main([name, *words.get(name, [missing])]) == 2
    captured = capsys.readouterr()
    assert captured.err == f"locator: there is no folder {missing}; `locator init {missing}` makes one\n"
    assert captured.out == ""


@pytest.mark.parametrize("name", ["serve", "build", "nearest"])
def test_a_folder_that_cannot_become_a_site_is_told_with_row_and_cure(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = folder / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("miles", "leagues"), encoding="utf-8")
    words = {"build": [str(folder), "--out", f"{folder}-out"], "nearest": ["32114", str(folder)]}
    assert main([name, *words.get(name, [str(folder)])]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert any(line.startswith("site.toml, units: ") and "miles, km" in line for line in lines)
    assert lines[-1].startswith("locator: ")
    assert not any("Traceback" in line for line in lines)


def test_a_file_where_a_folder_should_be_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["init", str(tmp_path / "file" / "site")]) == 2
    assert capsys.readouterr().err.startswith("locator: ")


def test_the_environment_overrides_the_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOCATOR_UNITS", "km")
    assert main(["nearest", "32114", str(folder), "-k", "1"]) == 0
    assert "0.4 km" in capsys.readouterr().out


def test_the_module_can_be_run(tmp_path: Path) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"locator {__version__}\n")
    assert run("check", str(tmp_path / "none")).returncode == 2


def test_a_reader_that_has_enough_is_no_fault() -> None:
    """`locator check | head -1`, as the shell runs it."""
    root = Path(__file__).parents[1]
    command = shlex.join([sys.executable, "-m", "locator", "check", str(root / "examples" / "florida")])
    pipe = f"{command} | head -1"
    done = subprocess.run(["bash", "-c", pipe], capture_output=True, text=True, check=True, timeout=120)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""

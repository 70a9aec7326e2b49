"""`locator editors` and `locator workbench`: who may sign in, asked at a terminal or by a script."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from locator.cli import main
from locator.editing.editors import VARIABLE, Editors
from locator.editing.folder_cabinet import FolderCabinet

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "four plain words do well"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed at the terminal, unseen."""
    answers: list[str] = []
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda _: answers.pop(0))
    return answers


def test_an_editor_comes_and_goes(
    tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    site = str(tmp_path)
    typed += [GOOD, GOOD]
    assert main(["editors", "add", "Ana Example", site]) == 0
    assert "Ana Example may sign in at /workbench/." in capsys.readouterr().out
    assert Editors(FolderCabinet(tmp_path), {}).verify("Ana Example", GOOD)
    assert main(["editors", "list", site]) == 0
    assert capsys.readouterr().out == "Ana Example\n"
    assert main(["editors", "list", "--json", site]) == 0
    assert json.loads(capsys.readouterr().out) == {"editors": ["Ana Example"]}
    assert main(["editors", "remove", "ana example", site]) == 0
    assert main(["editors", "remove", "ana example", site]) == 1
    assert "There is no editor ana example." in capsys.readouterr().out
    assert main(["editors", "list", site]) == 0
    assert "No editors." in capsys.readouterr().out


def test_a_script_sends_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{GOOD}\r\nmore\n"))
        assert main(["editors", "add", "Ana", str(tmp_path)]) == 0
    assert Editors(FolderCabinet(tmp_path), {}).verify("Ana", GOOD)
    assert "has a new password" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([GOOD, "another four words there"], "the two are not the same"),
        (["short", "short"], "too short"),
        (["", ""], "too short"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(
    tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str], answers: list[str], told: str
) -> None:
    typed += answers
    assert main(["editors", "add", "Ana", str(tmp_path)]) == 2
    assert told in capsys.readouterr().err
    assert not Editors(FolderCabinet(tmp_path), {}).is_any


@pytest.mark.parametrize(
    "words", [["editors"], ["editors", "add"], ["editors", "remove"], ["editors", "sing"]]
)
def test_wrong_words_are_wrong_use(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    assert "usage: locator editors" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["editors", "list", str(tmp_path / "none")]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_a_workbench_without_an_editor_says_how_to_add_one(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["workbench", str(folder)]) == 2
    assert "locator editors add" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, "hunter2")
    for command in ("workbench", "serve"):
        assert main([command, str(folder)]) == 2
        assert f"{VARIABLE}: the password is too short" in capsys.readouterr().err

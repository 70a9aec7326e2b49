"""Help fits a terminal: examples keep their lines where there is room, and no command is ever broken."""

from __future__ import annotations

import pytest

from locator.cli import COMMANDS, main

NARROW, WIDE = 80, 140


def helped(command: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_a_terminal_of_80_columns(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    helped(command, NARROW, monkeypatch)
    long = [line for line in capsys.readouterr().out.splitlines() if len(line) > NARROW]
    assert all(line.startswith("  locator ") for line in long)  # is copied, and so never broken


def test_a_wide_terminal_shows_each_example_beside_what_it_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    helped("editors", WIDE, monkeypatch)
    assert '  locator editors add "Ana Example"             asks twice' in capsys.readouterr().out
    helped("editors", NARROW, monkeypatch)
    assert '  locator editors add "Ana Example"\n      asks twice' in capsys.readouterr().out

"""Who has installed no extra can use all that needs none."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from processes import ENVIRON

from locator.cli import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

EXTRAS = ("httptools", "uvloop", "psycopg", "psycopg_pool", "obstore")
ALONE = """
import json, sys
from locator.cli import main
for name in json.loads(sys.argv[1]):
    sys.modules[name] = None
sys.exit(main(json.loads(sys.argv[2])))
"""


def run_without(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs a command where the packages of extras cannot be imported."""
    command = [sys.executable, "-c", ALONE, json.dumps(EXTRAS), json.dumps(arguments)]
    return subprocess.run(command, env=ENVIRON, capture_output=True, text=True, check=False, timeout=120)


def test_a_site_is_built_and_looked_after(folder: Path, tmp_path: Path) -> None:
    site, out = str(folder), str(tmp_path / "out")
    for arguments in (
        ["build", site, "--out", out, "--no-record"],
        ["check", site],
        ["add", "Edgewater, FL", site],
        ["rollback", "1", site],
        ["history", site],
        ["reports", site],
        ["demand", site],
        ["suggest", site],
        ["nearest", "32114", site],
    ):
        done = run_without(arguments)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    assert (tmp_path / "out" / "index.html").is_file()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_of_itself(command: str) -> None:
    assert run_without([command, "--help"]).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (["build", "--out", "s3://bucket/site"], "cloud"),
        (["db", "status", "--store", "postgresql://x/y"], "shared"),
    ],
)
def test_what_needs_an_extra_names_it(arguments: list[str], extra: str) -> None:
    done = run_without(arguments)
    assert (done.returncode, f"locator[{extra}]" in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_missing_is_installed_into_the_python_that_runs() -> None:
    """Another pip would fetch a stranger's program of the same name."""
    done = run_without(["db", "status", "--store", "postgresql://nobody@host.invalid/site"])
    assert done.returncode == 2
    assert f"{shlex.quote(sys.executable)} -m pip install 'locator[shared]'" in done.stderr

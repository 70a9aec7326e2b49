"""The tutorial, followed to the letter: each of its commands is run as it stands there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

TUTORIAL = (Path(__file__).parents[1] / "docs/tutorial.md").read_text("utf-8")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
SERVING = ("serve", "workbench")  # these run until they are stopped, and have tests of their own


def locator(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("LOCATOR_")}
    return subprocess.run(
        [sys.executable, "-m", "locator", *words],
        cwd=folder,
        env=environ,
        input="a long enough password\n",
        capture_output=True,
        text=True,
        check=False,
    )


def test_who_follows_the_tutorial_publishes_a_town(tmp_path: Path) -> None:
    said: dict[str, str] = {}
    clinics = tmp_path / "my-site/clinics.csv"
    for language, text in BLOCK.findall(TUTORIAL):
        if language == "csv":
            checked = text.replace("2026-11-22", f"{datetime.now(UTC):%Y-%m-%d}")
            clinics.write_text(checked, encoding="utf-8")
            continue
        for line in text.splitlines():
            program, command, *words = shlex.split(line)
            assert program == "locator"
            if command in SERVING:
                continue
            done = locator([command, *words], tmp_path)
            assert done.returncode == (command == "check"), (line, done.stdout, done.stderr)
            if command == "check":  # its one error is the telephone number
                clinics.write_text(clinics.read_text("utf-8").replace("(386) 555-0123", ""), encoding="utf-8")
            said[line] = done.stdout + done.stderr
    assert "555-0123" in said["locator check my-site"]
    assert "1 error, 0 warnings" in said["locator check my-site"]
    page = (tmp_path / "public/back-pain-treatment/fl/deland/index.html").read_text("utf-8")
    assert "Example Back Care DeLand" in page
    assert "Bright Back Clinics" in page
    assert "Not listed" in said['locator add "DeLand, FL" --site my-site --yes']
    assert "orange-city" not in (tmp_path / "my-site/locations.csv").read_text("utf-8")

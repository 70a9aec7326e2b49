"""A short soak: all that visitors ask for, reloads, publications; bench/soak.py makes the long one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import lxml.etree
from soak import PASSWORD, drawn, soak

from faults.figures import ROWS, row
from faults.room import small
from locator.editing.editors import VARIABLE

if TYPE_CHECKING:
    import pytest

SECONDS, RATE, PAUSES = 20, 100, (5.0, 8.0)


def test_a_short_soak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    course = soak(small(tmp_path / "site"), seconds=SECONDS, rate=RATE, workers=2, pauses=PAUSES)
    ROWS.append(row(f"soak of {SECONDS} s", course.tally, course.memory[0], course.memory[-1]))
    assert not course.tally.failed
    assert not course.tally.lost
    assert course.reloads
    assert course.publications
    assert lxml.etree.fromstring(drawn(course).encode()).tag == "{http://www.w3.org/2000/svg}svg"

"""[demand] of site.toml: one setting takes all counting away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_table import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", True),
        ("[demand]", True),
        ("[demand]\ncounted=true", True),
        ("[demand]\ncounted = false", False),
    ],
)
def test_visits_are_counted_unless_the_setting_says_no(tmp_path: Path, text: str, counted: bool) -> None:
    config, problems = read(tmp_path, text)
    assert config, problems
    assert config.counted is counted


def test_the_environment_decides_too(tmp_path: Path) -> None:
    config, _ = read(tmp_path, "", LOCATOR_DEMAND_COUNTED="false")
    assert config
    assert not config.counted


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('[demand]\ncounted = "never"', "demand.counted"),
        ("[demand]\ncount = false", "demand.count"),
        ("demand = false", "demand"),
    ],
)
def test_a_slip_is_refused_with_its_cure(tmp_path: Path, text: str, column: str) -> None:
    config, (problem,) = read(tmp_path, text)
    assert config is None
    assert problem.column == column
    assert problem.cure

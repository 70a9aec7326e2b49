"""[cdn] of site.toml: tags are borne where somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_table import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("[cdn]", False), ("[cdn]\ntags = true", True), ("[cdn]\ntags = false", False)],
)
def test_tags_are_asked_for(tmp_path: Path, text: str, expected: bool) -> None:
    config, problems = read(tmp_path, text)
    assert config, problems
    assert config.cdn_tags is expected


@pytest.mark.parametrize(
    ("text", "column"),
    [('[cdn]\ntags = "many"', "cdn.tags"), ("[cdn]\ntag = true", "cdn.tag"), ("cdn = true", "cdn")],
)
def test_slips_are_told(tmp_path: Path, text: str, column: str) -> None:
    config, problems = read(tmp_path, text)
    assert config is None
    assert [problem.column for problem in problems] == [column]

"""The table [limits]: how much one network may ask in a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_table import read

from locator.model.limits import Limits

if TYPE_CHECKING:
    from pathlib import Path


def test_limits_are_read(tmp_path: Path) -> None:
    config, problems = read(tmp_path, "[limits]\nfinder = 0", LOCATOR_LIMITS_API="5000")
    assert problems == []
    assert config
    assert config.limits == Limits(finder=0, api=5000)


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("limits = 5", "limits", "not a table"),
        ("[limits]\npages = 5", "limits.pages", "there is no such setting"),
        *(
            (f"[limits]\napi = {limit}", "limits.api", "not a number of requests")
            for limit in ("-1", "1.5", '"many"', "true", "1000001")
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, column: str, message: str, tmp_path: Path) -> None:
    config, [problem] = read(tmp_path, text)
    assert config is None
    assert problem.column == column
    assert message in problem.message
    assert problem.cure

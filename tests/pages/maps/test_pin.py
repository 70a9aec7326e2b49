"""The numbers on pins."""

from __future__ import annotations

import pytest

from locator.pages.maps.pin import join_numbers


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        (["1"], "1"),
        (["2", "3"], "2, 3"),
        (["1", "2", "3", "4"], "1–4"),
        (["1", "3", "4", "5", "9", "10"], "1, 3–5, 9, 10"),
    ],
)
def test_numbers_are_joined_briefly(numbers: list[str], text: str) -> None:
    assert join_numbers(numbers) == text

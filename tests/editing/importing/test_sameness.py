"""Cells that say the same in other words, and cells that do not."""

from __future__ import annotations

from datetime import date

import pytest

from locator.editing.importing.sameness import says_nothing_new, says_the_same
from locator.model.hours import Hours
from locator.model.special_hours import parse_special_hours

SAME = [
    ("phone", "386-252-1234", "(386) 252-1234"),
    ("phone", "(386) 252-1234 ext. 5", "+13862521234"),
    ("lat", "29.2", "29.20000"),
    ("hours", "Mo-Fr 08:00-17:00; PH off", "Mo,Tu,We,Th,Fr 08:00-17:00"),
    ("special_hours", '2026-12-25 off "Christmas Day"', "2026-12-25: x"),
    ("name", "DeLand Spine Care", "Deland  Spine Care"),
    ("treatments", "acupuncture;back-pain-treatment", "back-pain-treatment;acupuncture"),
]
OTHER = [
    ("phone", "(386) 252-1234", "(386) 252-1234 ext. 5"),
    ("phone", "", "(386) 252-1234"),
    ("lat", "29.2", "29.20001"),
    ("lat", "", "29.2"),
    ("hours", "Mo-Fr 08:00-17:00", "Mo-Fr 08:00-17:30"),
    ("name", "A", "B"),
]


@pytest.mark.parametrize(("column", "before", "after"), SAME)
def test_the_same_in_other_words_is_no_change(column: str, before: str, after: str) -> None:
    assert says_the_same(column, before, after, country="US")


@pytest.mark.parametrize(("column", "before", "after"), OTHER)
def test_something_else_is_a_change(column: str, before: str, after: str) -> None:
    assert not says_the_same(column, before, after, country="US")


def test_special_days_that_are_kept_anyhow_are_nothing_new() -> None:
    special = parse_special_hours('2026-11-01 off; 2026-12-25 off "Christmas Day"')
    hours, today = Hours("Mo-Fr 08:00-17:00", special), date(2026, 11, 23)
    assert says_nothing_new(hours, "2026-12-25 off", today)
    assert says_nothing_new(hours, "2026-12-25 off; 2026-12-26 off", today)  # a Saturday
    assert not says_nothing_new(hours, "2026-12-24 off; 2026-12-25 off", today)
    assert not says_nothing_new(hours, "2026-12-26 off", today)

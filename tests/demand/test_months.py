"""Whole months, over the ends of years."""

from __future__ import annotations

from datetime import date

from locator.demand.months import month_of, months_between


def test_a_month_begins_on_its_first_day() -> None:
    assert month_of(date(2026, 11, 27)) == date(2026, 11, 1)


def test_earlier_months_reach_over_the_new_year() -> None:
    assert month_of(date(2026, 1, 31), earlier=1) == date(2025, 12, 1)
    assert month_of(date(2026, 11, 27), earlier=24) == date(2024, 11, 1)


def test_all_months_from_one_to_another() -> None:
    assert months_between(date(2025, 12, 1), date(2026, 2, 1)) == (
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    )
    assert months_between(date(2026, 2, 1), date(2026, 2, 1)) == (date(2026, 2, 1),)

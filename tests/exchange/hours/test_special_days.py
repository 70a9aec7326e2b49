"""Google's special hours."""

from __future__ import annotations

import pytest

from locator.exchange.hours.special_days import read_special_days


def test_google_special_hours_are_read() -> None:
    """Rule F12: closed days, either clock, several intervals of one day."""
    google = "2026-12-24: 8:00 AM-12:00 PM, 2026-12-25: x, 2026-12-31: 08:00-12:00, 13:00-15:00"
    ours = "2026-12-24 08:00-12:00; 2026-12-25 off; 2026-12-31 08:00-12:00,13:00-15:00"
    assert read_special_days(google).text == ours


def test_our_own_keep_their_notes() -> None:
    ours = '2026-11-26 off "Thanksgiving Day"; 2026-12-24 00:00-24:00'
    assert read_special_days(ours).text == ours


def test_seven_closed_days_are_told_of() -> None:
    """Rule F12: up to six closed days in a row; more is what Google calls temporarily closed."""
    six = ", ".join(f"2026-12-{day}: x" for day in range(20, 26))
    assert read_special_days(six).assumptions == ()
    assert "from 2026-12-20" in read_special_days(f"{six}, 2026-12-26: x").assumptions[0]


@pytest.mark.parametrize("text", ["Christmas", "12/25/2026: x", "2026-13-01: x", "2026-12-24: 8"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write "):
        read_special_days(text)

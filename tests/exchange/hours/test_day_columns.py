"""Hours with a column a day."""

from __future__ import annotations

import pytest

from locator.exchange.hours.day_columns import day_of_column, read_days

GOOGLE = ["09:00-17:00"] * 4 + ["9:00 AM-12:00 PM, 1:00 PM-5:00 PM", "x", "x"]


def test_google_columns_become_one_line() -> None:
    """Rule F12: several intervals a day, either clock, x for a closed day."""
    assert read_days(GOOGLE).text == "Mo-Th 09:00-17:00; Fr 09:00-12:00,13:00-17:00"
    assert read_days(GOOGLE).assumptions == ()


def test_no_day_filled_in_is_no_hours() -> None:
    """Rule F12: an empty column says nothing, least of all that the clinic is closed."""
    assert read_days([""] * 7).text == ""
    assert read_days(["x"] * 7).text == "off"
    assert read_days(["00:00-24:00"] * 7).text == "24/7"


def test_a_blank_day_among_others_is_closed_and_that_is_said() -> None:
    reading = read_days(["08:00-17:00"] * 5 + ["", ""])
    assert reading.text == "Mo-Fr 08:00-17:00"
    assert reading.assumptions == ("Sa, Su are blank and were read as closed",)


def test_a_day_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match=r'^We: "call" is not in a form that we read; write '):
        read_days(["9:00-17:00", "9:00-17:00", "call", "", "", "", ""])


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Sunday hours", (6, False)),
        ("MONDAY HOURS", (0, False)),
        ("mon_open", (0, False)),
        ("Mon Close", (0, True)),
        ("tues-closing-time", (1, True)),
        ("thurs", (3, False)),
        ("friday_end", (4, True)),
        ("month", None),
        ("sunshine", None),
        ("hours", None),
    ],
)
def test_titles_of_days_are_known(title: str, day: tuple[int, bool] | None) -> None:
    """Rule F16: a column a day, or two, as other locators have them."""
    assert day_of_column(title) == day

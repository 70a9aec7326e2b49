from datetime import date, time

from locator.model.closure import longest_closure
from locator.model.interval import Interval
from locator.model.special_hours import SpecialDay


def test_seven_days_closed_in_a_row_are_found() -> None:
    """Rule F12: seven days and more closed in a row are "temporarily closed" to Google."""
    days = [SpecialDay(date(2026, 12, day), ()) for day in (1, 2, 10, 11, 12, 13, 14, 15, 16, 20)]

    assert len(longest_closure(days)) == 7
    assert longest_closure([SpecialDay(date(2026, 12, 24), (Interval(time(8), time(12)),))]) == ()

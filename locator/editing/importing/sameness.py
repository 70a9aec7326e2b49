"""Do two cells say the same? What only looks otherwise stays, so that a second import changes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from locator.model.hours import parse_hours
from locator.model.phone import parse_phone
from locator.model.special_hours import parse_special_hours

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.model.hours import Hours
    from locator.model.phone import Phone

_MONDAY = date(2001, 1, 1)  # any week in which nothing is special


def says_the_same(column: str, before: str, after: str, *, country: str) -> bool:
    """Tells whether a cell of clinics.csv says what an imported one does."""
    if before == after:
        return True
    meaning = _MEANINGS.get(column, _words)
    try:
        if column == "phone":
            return _dials_the_same(parse_phone(before, country), parse_phone(after, country))
        return meaning(before, country) == meaning(after, country)
    except ValueError:
        return False


def says_nothing_new(hours: Hours, text: str, today: date) -> bool:
    """Tells whether special hours are those that a clinic keeps anyhow.

    Google is told of holidays by their dates, and no more of those that are past.
    """
    days = {special.day: special.intervals for special in parse_special_hours(text)}
    ahead = {special.day for special in hours.special if special.day >= today}
    return ahead <= days.keys() and all(hours.on(day) == intervals for day, intervals in days.items())


def _words(text: str, country: str) -> object:  # noqa: ARG001
    return " ".join(text.split()).casefold()


def _number(text: str, country: str) -> object:  # noqa: ARG001
    return float(text)


def _dials_the_same(before: Phone, after: Phone) -> bool:
    """An extension that is not repeated stays: Google's spreadsheet has no room for it."""
    return before.e164 == after.e164 and after.extension in (before.extension, "")


def _week(text: str, country: str) -> object:  # noqa: ARG001
    """What the columns of a week can say: holidays and notes are not in them."""
    return parse_hours(text).week(_MONDAY)


def _special(text: str, country: str) -> object:  # noqa: ARG001
    return [(day.day, day.intervals) for day in parse_special_hours(text)]


def _items(text: str, country: str) -> object:  # noqa: ARG001
    return sorted(item.strip().casefold() for item in text.split(";"))


_MEANINGS: dict[str, Callable[[str, str], object]] = {
    **dict.fromkeys(("lat", "lon"), _number),
    **dict.fromkeys(("treatments", "insurance", "languages", "accessibility"), _items),
    "hours": _week,
    "special_hours": _special,
}

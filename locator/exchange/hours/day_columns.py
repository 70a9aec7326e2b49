"""Hours with a column a day, as Google and other locators keep them -> one line in OpenStreetMap's syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.exchange.hours.reading import Reading
from locator.exchange.hours.week import OFF, render_week
from locator.exchange.hours.written import read_day
from locator.model.hours_syntax import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TITLE = re.compile(
    rf"({'|'.join(f'{day[:3]}(?:{day[3:]}|{day[3:4]}|{day[3:5]})?' for day in DAYS)})"
    r"_?(hours?|open(?:s|ing)?|closes?|closing|start|end|from|to)?(?:_(?:time|hours?))?"
)
_ENDS = ("clo", "end", "to")


def day_of_column(title: str) -> tuple[int, bool] | None:
    """The day (0 is Monday) of a column such as "Sunday hours", "mon_open" or "Mon Close", None for others.

    The second value tells whether the column says when the clinic closes.
    """
    key = re.sub(r"[\s_-]+", "_", title.strip().lower())
    if not (match := _TITLE.fullmatch(key)):
        return None
    day = next(i for i, name in enumerate(DAYS) if name.startswith(match[1]))
    return day, (match[2] or "").startswith(_ENDS)


def read_days(cells: Sequence[str]) -> Reading:
    """Reads Monday to Sunday, each as "09:00-17:00", "9:00 AM-12:00 PM, 1:00 PM-5:00 PM" or "x".

    If some days are blank, they are read as closed, and that is said; all of them blank are no hours.
    Raises ValueError that names the day.
    """
    if not any(cells):
        return Reading("")
    assumptions, week = [], []
    for name, cell in zip(WEEKDAYS, cells, strict=True):
        try:
            body, is_assumed = read_day(cell) if cell else (OFF, False)
        except ValueError as error:
            msg = f"{name}: {error}"
            raise ValueError(msg) from None
        week.append(body)
        if is_assumed:
            assumptions.append(f'{name} "{cell}" was read as {body}')
    if blank := [name for name, cell in zip(WEEKDAYS, cells, strict=True) if not cell]:
        verb = "is blank and was" if len(blank) == 1 else "are blank and were"
        assumptions.append(f"{', '.join(blank)} {verb} read as closed")
    return Reading(render_week(week), tuple(assumptions))

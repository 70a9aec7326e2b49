"""The form of holiday hours: what somebody typed, and the special days that it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from locator.model.hours_syntax import parse_clock, says_appointment
from locator.model.interval import Interval
from locator.model.special_hours import SpecialDay, parse_special_hours, render_special_day
from locator.workbench.hours.hours_fields import typed_span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.workbench.clinics.form.sent import Sent

MOST_DAYS = 62  # a longer span is a closure for a time
CLOSED, HOURS, USUAL = "closed", "hours", "usual"
SPANS = (("opens-0", "closes-0"), ("opens-1", "closes-1"))
FIELDS = ("first", "last", "what", "note", *(name for pair in SPANS for name in pair))


@dataclass(frozen=True, slots=True)
class HolidayForm:
    """What somebody typed: days, what holds on them, for whom (no ids: all clinics)."""

    typed: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, "") | {"what": CLOSED})
    ids: tuple[str, ...] = ()
    replaces: bool = False


def sent_form(sent: Sent, only: str) -> HolidayForm:
    """What somebody sent."""
    typed = {name: " ".join(sent.one(name).split()) for name in FIELDS}
    ids = tuple(word for each in sent.all("clinic") for word in each.replace(",", " ").split())
    is_for_all = not only and sent.one("whom") == "all"
    return HolidayForm(
        typed, (only,) if only else () if is_for_all else ids or ("",), bool(sent.one("replace"))
    )


def typed_days(typed: Mapping[str, str], today: date) -> tuple[list[SpecialDay], dict[str, str]]:
    """The special days that were typed, and what is wrong with them by field."""
    mistakes: dict[str, str] = {}
    first, last = (_day(typed[name] or typed["first"], name, mistakes) for name in ("first", "last"))
    intervals: tuple[Interval, ...] = ()
    if typed["what"] == HOURS:
        try:
            intervals = _intervals(typed)
        except ValueError as error:
            mistakes["hours"] = f"{error}."
    elif typed["what"] not in (CLOSED, USUAL):
        mistakes["what"] = "Choose what holds on these days."
    elif any(typed[name] for pair in SPANS for name in pair):
        mistakes["what"] = "Times are typed below: choose “Hours of their own”, or empty them."
    if first and last:
        if last < first:
            mistakes["last"] = "The last day is before the first."
        elif (last - first).days >= MOST_DAYS:
            mistakes["last"] = f"{MOST_DAYS} days are the most. For longer, close the clinic for a time."
        elif last < today:
            mistakes["first"] = "These days are past."
    if mistakes or not (first and last):
        return [], mistakes
    ahead = range((last - first).days + 1)
    return [SpecialDay(first + timedelta(days=n), intervals, typed["note"]) for n in ahead], {}


def _day(text: str, name: str, mistakes: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        mistakes[name] = "Write the day as 2026-12-24." if text else "Write the first day."
        return None


def _intervals(typed: Mapping[str, str]) -> tuple[Interval, ...]:
    spans = [span for pair in SPANS if (span := typed_span(*(typed[name] for name in pair)))]
    if not spans:
        msg = "Write when it opens and when it closes"
        raise ValueError(msg)
    by_appointment = says_appointment(typed["note"])
    intervals = tuple(
        Interval(parse_clock(opens), parse_clock(closes.replace("24:00", "00:00")), by_appointment)
        for opens, closes in spans
    )
    day = SpecialDay(date(2000, 1, 1), intervals)
    parse_special_hours(render_special_day(day))  # which refuses stretches that overlap
    return intervals

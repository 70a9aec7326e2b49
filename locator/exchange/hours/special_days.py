"""Google's special hours -> ours: "2026-12-24: 8:00 AM-12:00 PM, 2026-12-25: x" (rule F12)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.exchange.hours.reading import Reading
from locator.model.closure import LONG_CLOSURE, longest_closure
from locator.model.special_hours import parse_special_hours, render_special_hours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.special_hours import SpecialDay

_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?::([0-5]\d))?\s*([AaPp])\.?[Mm]\b\.?", re.ASCII)
_ALL_DAY = re.compile(r"\b(?:open )?24 hours\b", re.IGNORECASE)


def read_special_days(text: str) -> Reading:
    """Reads special hours, Google's or ours; raises ValueError, "…; write …".

    Seven closed days in a row are told of, for then the clinic is closed for the time being.
    """
    plain = _ALL_DAY.sub("00:00-24:00", _CLOCK.sub(_on_24_hours, text))
    days = parse_special_hours(plain)
    return Reading(render_special_hours(days), _closed_for_long(days))


def _on_24_hours(clock: re.Match[str]) -> str:
    hour = int(clock[1]) % 12 + (12 if clock[3] in "Pp" else 0)
    return f"{hour:02}:{clock[2] or '00'}"


def _closed_for_long(days: Sequence[SpecialDay]) -> tuple[str, ...]:
    run = longest_closure(days)
    if len(run) < LONG_CLOSURE:
        return ()
    since = run[0].day
    return (f"{len(run)} closed days in a row from {since}: Google calls that temporarily closed",)

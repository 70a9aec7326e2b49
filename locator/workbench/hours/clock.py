"""A time of day as people type it -> "08:00"."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?\s*(?:([ap])\.?\s?m\.?)?", re.ASCII | re.IGNORECASE)
_WORDS = {"noon": "12:00", "midnight": "00:00"}
_HOURS, _MINUTES, _NOON = 24, 60, 12


def parse_typed_clock(text: str) -> str:
    """Reads "8", "8:30 pm" or "17.00" as "HH:MM", where 24:00 is the day's end; raises ValueError."""
    typed = text.strip().lower()
    match = _CLOCK.fullmatch(_WORDS.get(typed, typed))
    if match is None:
        raise ValueError(_refusal(text))
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half:
        if not 1 <= hour <= _NOON:
            raise ValueError(_refusal(text))
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    if minute >= _MINUTES or hour * _MINUTES + minute > _HOURS * _MINUTES:
        raise ValueError(_refusal(text))
    return f"{hour:02}:{minute:02}"


def _refusal(text: str) -> str:
    return f'"{text.strip()[:20]}" is not a time of day; write it like 8:00 am or 17:30'

"""What a cell says, and what one that is wrong probably meant: dates, degrees, pairs of numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from locator.model.decimal_number import DECIMAL
from locator.model.point import Point, parse_point

_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_AMERICAN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_OTHER_DAY = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[T ].*)?", re.ASCII)
_SERIAL_DAY = re.compile(r"[34567]\d{4}(?:\.\d+)?", re.ASCII)
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_MINUSES = str.maketrans(dict.fromkeys("−–—‐‑﹣－", "-"))
_DEGREES = re.compile(
    r"([+-]?)(\d{1,3}(?:\.\d+)?)\s*[°º]?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′’]\s*)?"
    r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"″”]|''))?\s*([NSEW]?)",
    re.ASCII | re.IGNORECASE,
)


def pair(text: str) -> Point | None:
    """Two numbers in one cell; None if the cell holds something else."""
    try:
        return parse_point(text)
    except ValueError:
        return None


def iso_day(text: str) -> date | None:
    """The day of a date as 2026-11-22; None if it is written otherwise or does not exist."""
    match = _ISO_DAY.fullmatch(text)
    return _date(*match.groups()) if match else None


def american_day(text: str) -> date | None:
    """The day of a date as 11/22/2026, month first; None if it is written otherwise or does not exist."""
    match = _AMERICAN_DAY.fullmatch(text)
    return _date(match[3], match[1], match[2]) if match else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def meant_day(text: str) -> date | None:
    """The day that a spreadsheet or an American hand probably meant."""
    if _SERIAL_DAY.fullmatch(text):
        return _SPREADSHEET_EPOCH + timedelta(days=int(float(text)))
    match = _OTHER_DAY.fullmatch(text)
    if not match:
        return None
    first, second, third = match.groups()
    if len(first) == 4:  # noqa: PLR2004  # digits of a year
        return _date(first, second, third)
    year = third if len(third) == 4 else f"20{third:0>2}"  # noqa: PLR2004
    return _date(year, first, second) or _date(year, second, first)


def meant_degrees(text: str) -> str | None:
    """What a coordinate with a decimal comma, a letter or minutes and seconds is in decimals."""
    text = text.translate(_MINUSES)
    if DECIMAL.fullmatch(plain := text.replace(",", ".")):
        return plain
    match = _DEGREES.fullmatch(plain)
    if not match:
        return None
    sign, degrees, minutes, seconds, letter = match.groups()
    minus = "-" if sign == "-" or letter.upper() in ("S", "W") else ""
    if not (minutes or seconds):
        return minus + degrees
    value = float(degrees) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return f"{minus}{value:.5f}"

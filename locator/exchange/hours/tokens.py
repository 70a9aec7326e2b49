"""The words of hours as people write them: days, times, and the few others that matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from locator.model.hours_syntax import EXAMPLE

SHOWN = 60  # characters of a text that a message repeats
EVERY_DAY = tuple(range(7))
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "mwf": (0, 2, 4),
    "tth": (1, 3),
    "tuth": (1, 3),
}
# One letter is a day only if no other day begins with it; R is what timetables write for Thursday.
_LETTERS = {"m": 0, "w": 2, "r": 3, "f": 4}
_SPELLINGS = {"weds": 2}

# In this order: what is longer before what is part of it.
_REPLACED = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[‐-―−]+", "-"),
        (r"(?<![a-z])([ap])\s?\.?\s?m\b\.?", r"\1m"),
        (
            r"\b24/7(?:/365)?\b|\b24\s*(?:hours|hrs?|h)\b(?: (?:a|per) day)?"
            r"(?:,? (?:7|seven) days(?: a week)?)?|\ball day\b|\bround the clock\b",
            " allday ",
        ),
        (r"\b(?:by )?(?:an )?(?:appointments?|appts?)\b(?: required| only)?", " appointment "),
        (r"\b(?:7|seven) days(?: (?:a|per) week)?\b|\bevery\s?day\b|\ball (?:week|days)\b", " daily "),
        (r"\b12(?::00)? (?=noon|midnight)", ""),
        (r"\b(?:to|till?|until|through|thru)\b", "-"),
        (r"\b(?:and)\b|&|\+", ","),
        (r"\b(?:at|from|on|open|hours?|hrs|major|public|federal|all|most|only)\b", " "),
    )
)
_TOKEN = re.compile(
    r"(?P<time>\d{1,2}[:.h]\d\d(?::00)?|\d{1,4})\s*(?P<half>[ap]m?\b)?|(?P<word>[a-z]+)\.?|(?P<mark>[-,;:=/|])"
    r"|(?P<odd>\S)",
    re.ASCII,
)
_CLOSED = frozenset({"closed", "off", "x"})
_NAMED_TIMES = {"noon": "p", "midnight": "a"}


class Kind(Enum):
    """What a token is."""

    DAYS = auto()
    TIME = auto()
    DASH = auto()
    COMMA = auto()
    CLOSED = auto()
    ALL_DAY = auto()
    APPOINTMENT = auto()
    HOLIDAYS = auto()


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; `half` is "a" or "p", "" if nobody said; `is_24` if it can only be that."""

    hour: int
    minute: int
    half: str = ""
    is_24: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """One word that matters."""

    kind: Kind
    days: tuple[int, ...] = ()
    clock: Clock | None = None


def unreadable(text: str, what: str = "") -> ValueError:
    """The error of a text that is not hours, and what to write instead."""
    short = text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
    return ValueError(f'"{short}" {what or "is not in a form that we read"}; {EXAMPLE}')


def tokens(text: str) -> list[Token]:
    """The tokens of a text; raises ValueError at a word that says nothing about hours."""
    plain = text.lower()
    for pattern, replacement in _REPLACED:
        plain = pattern.sub(replacement, plain)
    return [token for match in _TOKEN.finditer(plain) if (token := _token(match, text)) is not None]


def _token(match: re.Match[str], text: str) -> Token | None:
    if match["time"]:
        return Token(Kind.TIME, clock=_clock(match["time"], match["half"] or "", text))
    if mark := match["mark"]:
        if mark == "-":
            return Token(Kind.DASH)
        return None if mark in ":=" else Token(Kind.COMMA)
    if match["odd"] and match["odd"] in "()[].":
        return None
    if match["word"] and (token := _word(match["word"], text)):
        return token
    raise unreadable(text)


def _word(word: str, text: str) -> Token | None:
    if word in _CLOSED:
        return Token(Kind.CLOSED)
    if word in ("holiday", "holidays", "ph"):
        return Token(Kind.HOLIDAYS)
    if word == "allday":
        return Token(Kind.ALL_DAY)
    if word == "appointment":
        return Token(Kind.APPOINTMENT)
    if word in _NAMED_TIMES:
        return Token(Kind.TIME, clock=Clock(12, 0, _NAMED_TIMES[word]))
    if word in ("t", "s"):
        raise unreadable(text, f"has a day {word.upper()} that may be either of two")
    days = _days(word)
    return Token(Kind.DAYS, days) if days else None


def _days(word: str) -> tuple[int, ...]:
    if word in _GROUPS:
        return _GROUPS[word]
    number = _LETTERS.get(word, _SPELLINGS.get(word))
    if number is None and len(word) > 1:
        number = next((i for i, day in enumerate(_DAYS) if f"{day}s".startswith(word)), None)
    return () if number is None else (number,)


def _clock(digits: str, half: str, text: str) -> Clock:
    """Reads 8, 8:00, 8.30, 800 and 0800."""
    parts = re.split(r"[:.h]", digits)
    if len(parts) == 1:
        whole = parts[0]
        parts = [whole[:-2], whole[-2:]] if len(whole) > 2 else [whole, "00"]  # noqa: PLR2004  # 800
    hour, minute = int(parts[0]), int(parts[1])
    is_valid = minute < 60 and (1 <= hour <= 12 if half else hour < 24 or (hour, minute) == (24, 0))  # noqa: PLR2004
    if not is_valid:
        raise unreadable(text, f"has a time {digits}{half} that no clock shows")
    is_24 = not half and (hour > 12 or parts[0].startswith("0"))  # noqa: PLR2004
    return Clock(hour, minute, half[:1], is_24)

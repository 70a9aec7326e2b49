"""What is wrong with hours as somebody wrote them, and what to write instead."""

from __future__ import annotations

import re
from collections import Counter
from datetime import time

from opening_hours import validate

EXAMPLE = 'write hours like "Mo-Fr 08:00-17:00; Sa 09:00-13:00"'
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = re.compile(r"\bPH\b")

_COMMENT = re.compile(r'"[^"]*"')
_APPOINTMENT = re.compile(
    r"\bby (?:an )?app(?:ointmen)?t|(?<!no )\bappointments? (?:only|required|needed|necessary)", re.IGNORECASE
)
_MARK = '"by appointment"'
_EVERY_WEEK = re.compile(rf"(?:{'|'.join(WEEKDAYS)}|\d{{1,2}}:\d\d|24/7|off|closed)\b")
_TIMED = re.compile(r"(?:\d:\d\d|24/7|\boff|\bclosed|\bunknown)(?:\s+open)?\s*$", re.ASCII | re.IGNORECASE)
_CLOCKS = re.compile(r"\b\d{1,2}:\d\d\s*-", re.ASCII)
_AFTERNOON = re.compile(r"\b(0?\d|1[0-2]):(\d\d)\s*-\s*([1-9]):(\d\d)\b", re.ASCII)
_UNCLEAR = (
    (re.compile(r"\bSH\b"), "nobody knows the school holidays; write them as dated special_hours"),
    (
        re.compile(r"sunrise|sunset|dawn|dusk", re.IGNORECASE),
        "the sun tells no opening time; write clock times",
    ),
    (re.compile(r":\d\d\+", re.ASCII), "+ leaves the end open; write when the clinic closes"),
    # opening-hours-py 2.1 loses the hours before it.
    (re.compile(r"\|\|"), "|| is not read; write only the hours when the door is open"),
)


def objection(text: str) -> str:
    """Says what is wrong with a weekly rule and what to write instead, or nothing."""
    if not validate(text):
        rules = [rule.strip() for rule in text.split(";")]
        wrong = next((rule for rule in rules if not validate(rule)), text)
        draft = _suggestion(text)
        cure = f'write "{draft}"' if draft else EXAMPLE
        return f'"{wrong}" is not in the form that we read; {cure}'
    bare = _COMMENT.sub(lambda comment: _MARK if says_appointment(comment[0]) else "", text)
    for pattern, unclear in _UNCLEAR:
        if pattern.search(bare):
            return unclear
    rules = [rule.strip() for rule in bare.split(";")]
    return _untimed(rules) or _repeated(rules) or swapped(bare) or _misplaced_holidays(rules)


def says_appointment(comment: str) -> bool:
    """Tells whether a comment lets in only those with an appointment."""
    return bool(_APPOINTMENT.search(comment)) and "walk" not in comment.lower()


def _untimed(rules: list[str]) -> str:
    for rule in rules:
        days = rule.removesuffix(_MARK).rstrip()
        if _TIMED.search(days) or (days != rule and not _CLOCKS.search(days)):
            continue
        if days != rule:
            return f'"{rule}" mixes hours with a day that has none; write Mo-Fr 08:00-17:00; Sa {_MARK}'
        name = f'"{rule}"' if rule else "a comment"
        return f"{name} has no times; write them, or 00:00-24:00 if it is day and night"
    return ""


def _repeated(rules: list[str]) -> str:
    """Objects to `Mo 08:00-12:00; Mo 13:00-17:00`, of which only the afternoon would count."""
    days = Counter(_CLOCKS.split(rule)[0].strip() for rule in rules if _CLOCKS.search(rule))
    for day, count in days.items():
        if count > 1:
            example = f"{day} 08:00-12:00,13:00-17:00".strip()
            return f'of two rules for {day or "every day"} the last wins; write one: "{example}"'
    return ""


def _misplaced_holidays(rules: list[str]) -> str:
    """Objects to `PH off; Mo-Fr 08:00-17:00`, whose later rule undoes the first, and to `PH Mo-Fr off`."""
    for place, rule in enumerate(rules):
        if not HOLIDAYS.search(rule):
            continue
        if not validate(HOLIDAYS.sub(WEEKDAYS[0], rule)):
            return f'"{rule}" is not read; write PH alone or behind a comma: "PH off", "Mo-Fr,PH 08:00-12:00"'
        if any(_EVERY_WEEK.match(later) and not HOLIDAYS.search(later) for later in rules[place + 1 :]):
            ordered = [*rules[:place], *rules[place + 1 :], rule]
            return f'the rules behind "{rule}" undo it; write "{"; ".join(ordered)}"'
    return ""


def swapped(bare: str) -> str:
    """Objects to `8:00-5:00`, which would be open until five in the morning."""
    for match in _AFTERNOON.finditer(bare):
        opens, closes = parse_clock(f"{match[1]}:{match[2]}"), parse_clock(f"{match[3]}:{match[4]}")
        if closes <= opens:
            meant = f"{opens:%H:%M}-{closes.replace(hour=closes.hour + 12):%H:%M}"
            night = f"{opens:%H:%M}-{closes:%H:%M}"
            return f"{match[0]} would last all night; write {meant} (or {night} if it does)"
    return ""


_WEEKDAYS = ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")
_WORD = re.compile(r"[a-z]{2,}\.?")
_TWELVE_HOURS = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s*([ap])\.?m\b\.?", re.ASCII)


def _suggestion(text: str) -> str:
    """Guesses "Mo-Fr 08:00-17:00" from "Mon-Fri 8am-5pm"; empty if the guess is unsound too."""
    draft = re.sub(r"\s*(?:[‐-―-]|\bto\b|\bthrough\b)\s*", "-", text.lower())
    draft = re.sub(r"([a-z]):", r"\1", re.sub(r"\s*(?:&|\band\b)\s*", ",", draft))
    draft = _TWELVE_HOURS.sub(_clock24, _WORD.sub(_weekday, draft))
    return draft if validate(draft) and objection(draft) == "" else ""


def _weekday(word: re.Match[str]) -> str:
    start = word[0].rstrip(".")
    return next((day[:2].title() for day in _WEEKDAYS if day.startswith(start)), word[0])


def _clock24(clock: re.Match[str]) -> str:
    hour = int(clock[1]) % 12 + (12 if clock[3] == "p" else 0)
    return f"{hour:02}:{clock[2] or '00'}"


def parse_clock(text: str) -> time:
    """Reads "8:00" or "08:00"; raises ValueError."""
    return time.fromisoformat(text.zfill(5))

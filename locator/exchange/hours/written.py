"""Hours in the common written forms -> OpenStreetMap's syntax, or a refusal that says what to write.

"Mon-Fri 8am-5pm", "M-F 8:00-17:00; Sat 9-1", "mon=7:30-14:00, 14:30-20:00, sat-sun=closed", "24/7".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from locator.exchange.hours.clocks import Span, overlap, read_span
from locator.exchange.hours.reading import Reading
from locator.exchange.hours.tokens import Kind, Token, tokens, unreadable
from locator.exchange.hours.week import ALL_DAY, APPOINTMENT, OFF, render_week
from locator.model.hours import MAX_LENGTH, parse_hours
from locator.model.hours_syntax import WEEKDAYS

_NAMES_DAYS = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)}|PH|24/7|off)\b|\"")
_SMALL_HOURS = re.compile(
    r"(?<![\d:])[1-5]:\d\d\s*-", re.ASCII
)  # an afternoon without "pm", as likely as not
_WORDS = {Kind.CLOSED: OFF, Kind.ALL_DAY: ALL_DAY, Kind.APPOINTMENT: APPOINTMENT}


@lru_cache(maxsize=4096)
def read_hours(text: str) -> Reading:
    """Reads a text that names its days; ours is kept as it is.

    Raises ValueError, "…; write …", for what cannot be read or has two meanings.
    """
    line = " ".join(text.split())[: MAX_LENGTH + 1]
    if _is_ours(line):
        return Reading(line.strip("; "))
    found = _Text(line, tokens(line)).clauses()
    rendered = _render(line, found)
    parse_hours(rendered)
    is_assumed = any(clause.body.is_assumed for clause in found)
    return Reading(rendered, (f'"{line}" was read as {rendered}',) if is_assumed else ())


def read_day(text: str) -> tuple[str, bool]:
    """Reads the hours of one day, "9:00 AM-5:00 PM" or "x", and whether a half was taken for granted."""
    parser = _Text(text, tokens(text))
    body = parser.body()
    if parser.rest or not body.text:
        raise unreadable(text)
    return body.text, body.is_assumed


def _is_ours(line: str) -> bool:
    if not _NAMES_DAYS.search(line) or _SMALL_HOURS.search(line):
        return False
    try:
        parse_hours(line)
    except ValueError:
        return False
    return True


@dataclass(slots=True)
class _Body:
    """What is said of some days; `is_assumed` if a half of the day was taken for granted."""

    word: str = ""
    spans: list[Span] = field(default_factory=list)
    is_assumed: bool = False

    @property
    def text(self) -> str:
        hours = ",".join(map(str, self.spans))
        return f"{hours} {self.word}".strip() if hours else self.word


@dataclass(frozen=True, slots=True)
class _Clause:
    days: tuple[int, ...]
    body: _Body
    on_holidays: bool = False


@dataclass(slots=True)
class _Text:
    """A text on its way from tokens to clauses."""

    line: str
    rest: list[Token]

    def clauses(self) -> list[_Clause]:
        """The clauses in their order; raises ValueError."""
        self._skip_commas()
        has_days = any(token.kind in (Kind.DAYS, Kind.HOLIDAYS) for token in self.rest)
        is_reversed = has_days and bool(self.rest) and self._next() is Kind.TIME
        found = []
        while self.rest:
            body = _Body()
            if is_reversed or self._next() in _WORDS:  # "8-5 Mon-Fri", "closed Sunday"
                body = self.body()
            days, on_holidays = self._days()
            if not body.text:
                body = self.body()
            if not body.text:
                raise unreadable(self.line, "has no times that we can read" if days or on_holidays else "")
            if not (days or on_holidays) and (has_days or body.spans):
                raise unreadable(self.line, "does not say on which days")
            found.append(_Clause(days or (() if on_holidays else tuple(range(7))), body, on_holidays))
            self._skip_commas()
        if not found:
            raise unreadable(self.line)
        return found

    def body(self) -> _Body:
        """What follows of times, "closed" and the like."""
        body = _Body()
        while self._next() is Kind.TIME or (self._next() is Kind.COMMA and self._next(1) is Kind.TIME):
            self._skip_commas()
            self._span(body)
        if self._next() in _WORDS and not (body.spans and self._next() is not Kind.APPOINTMENT):
            body.word = _WORDS[self.rest.pop(0).kind]
        if overlap(body.spans):
            raise unreadable(self.line, "has stretches of one day that overlap")
        return body

    def _span(self, body: _Body) -> None:
        if self._next(1) is not Kind.DASH or self._next(2) is not Kind.TIME:
            raise unreadable(self.line, "does not say when it closes")
        first, last = self.rest[0].clock, self.rest[2].clock
        assert first
        assert last
        del self.rest[:3]
        try:
            span, is_assumed = read_span(first, last, after=body.spans[-1].closes if body.spans else 0)
        except ValueError as error:
            raise unreadable(self.line, str(error)) from None
        body.spans.append(span)
        body.is_assumed |= is_assumed

    def _days(self) -> tuple[tuple[int, ...], bool]:
        days: list[int] = []
        on_holidays = False
        while (kind := self._next()) in (Kind.DAYS, Kind.HOLIDAYS):
            token = self.rest.pop(0)
            on_holidays |= kind is Kind.HOLIDAYS
            days += self._range(token) if self._next() is Kind.DASH else token.days
            if self._next() is Kind.COMMA and self._next(1) in (Kind.DAYS, Kind.HOLIDAYS):
                self.rest.pop(0)
        return tuple(sorted(set(days))), on_holidays

    def _range(self, first: Token) -> list[int]:
        if self._next(1) is not Kind.DAYS:  # "Mon - 8am-5pm"
            self.rest.pop(0)
            return list(first.days)
        last = self.rest[1]
        del self.rest[:2]
        if len(first.days) != 1 or len(last.days) != 1:
            raise unreadable(self.line)
        count = (last.days[0] - first.days[0]) % 7 + 1
        return [(first.days[0] + ahead) % 7 for ahead in range(count)]

    def _next(self, ahead: int = 0) -> Kind | None:
        return self.rest[ahead].kind if ahead < len(self.rest) else None

    def _skip_commas(self) -> None:
        while self._next() is Kind.COMMA:
            self.rest.pop(0)


def _render(line: str, clauses: list[_Clause]) -> str:
    week, said = [""] * 7, [()] * 7  # type: list[str], list[tuple[int, ...]]
    holidays = ""
    bodies: dict[tuple[int, ...], _Body] = {}
    for clause in clauses:
        body = clause.body
        if earlier := bodies.get(clause.days) if clause.days else None:  # "Mon 8-12, Mon 1-5"
            body = _Body(
                spans=sorted(earlier.spans + body.spans, key=lambda span: span.opens), word=body.word
            )
            if not earlier.spans or not clause.body.spans or overlap(body.spans):
                raise unreadable(line, "says two things of one day")
        bodies[clause.days] = body
        holidays = body.text if clause.on_holidays else holidays
        for day in clause.days:
            if said[day] and not set(clause.days) <= set(said[day]):
                raise unreadable(line, f"says two things of {WEEKDAYS[day]}")
            week[day], said[day] = body.text, clause.days
    rule = render_week(week)
    return "; ".join(filter(None, (rule, f"PH {holidays}" if holidays else "")))

"""From when to when: two times as written -> a stretch of the day; no half of the day is guessed silently."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.exchange.hours.tokens import Clock

NOON, DAY = 720, 1440  # minutes
EARLY = 360  # before six in the morning no clinic opens, unless it says so itself


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes of the day; `closes` is at most 1440, and on the next day unless later than `opens`."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{clock_text(self.opens)}-{clock_text(self.closes)}"


def clock_text(minutes: int) -> str:
    """Minutes of the day as "08:30"; the end of the day is "24:00"."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def overlap(spans: Sequence[Span]) -> bool:
    """Tells whether two stretches of one day, in their order, share a minute."""
    return any(one.closes <= one.opens or two.opens < one.closes for one, two in pairwise(spans))


def read_span(first: Clock, last: Clock, *, after: int = 0) -> tuple[Span, bool]:
    """The stretch from `first` to `last`, and whether a half of the day was taken for granted.

    `after` is when the stretch before it on the same day ended. Raises ValueError, whose text names the
    readings, where more than one is likely.
    """
    if not (first.half or last.half) and (first.is_24 or last.is_24):
        return _on_24_hours(first, last), False
    opens, closes = _readings(first), _readings(last)
    if len(opens) == len(closes) == 1:
        return Span(opens[0], closes[0] or DAY), False
    spans = [Span(start, end or DAY) for start in opens for end in closes if (end or DAY) > start >= after]
    return _likeliest(first, last, spans, is_first=not after), True


def _on_24_hours(first: Clock, last: Clock) -> Span:
    span = Span(_minutes(first), _minutes(last) or DAY)
    if span.closes <= span.opens <= NOON:
        evening = Span(span.opens, (span.closes + NOON) % DAY)
        msg = f"would last all night; write {evening} if it does not"
        raise ValueError(msg)
    return span


def _readings(clock: Clock) -> tuple[int, ...]:
    """What a time may mean, in minutes: "8" is two, "8am" and "17:00" are one."""
    morning = _minutes(clock) % NOON
    if clock.half:
        return (morning + (NOON if clock.half == "p" else 0),)
    return (_minutes(clock),) if clock.is_24 else (morning, morning + NOON)


def _minutes(clock: Clock) -> int:
    return clock.hour * 60 + clock.minute


def _likeliest(first: Clock, last: Clock, spans: list[Span], *, is_first: bool) -> Span:
    """The one reading of a working day: of "8-12" the morning, of "9-1" the one that begins before noon."""
    likely = [span for span in spans if span.opens >= EARLY]
    if not first.half and not last.half:
        as_written = Span(_minutes(first), _minutes(last))
        if as_written in likely:
            return as_written
        if is_first and _minutes(first) < EARLY:  # "1-5" by itself
            likely = spans
    if len(likely) == 1:
        return likely[0]
    shown = " or ".join(map(str, likely or spans))
    msg = f"may be {shown}" if shown else "closes before it opens"
    raise ValueError(msg)

"""Seven days and what is said of each -> OpenStreetMap's syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.hours_syntax import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

OFF = "off"
ALL_DAY = "00:00-24:00"
APPOINTMENT = '"by appointment"'


def render_week(days: Sequence[str]) -> str:
    """Monday to Sunday, each as "08:00-12:00,13:00-17:00", "off" or "", in one line.

    Days with the same hours stand together; what is shut on every day is "off".
    """
    if all(body == ALL_DAY for body in days):
        return "24/7"
    bodies = [body for body in dict.fromkeys(days) if body and body != OFF]
    if not bodies:
        return OFF if OFF in days else ""
    return "; ".join(f"{_days([i for i, each in enumerate(days) if each == body])} {body}" for body in bodies)


def _days(numbers: Sequence[int]) -> str:
    """Numbers of days as "Mo-We,Fr"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(_run(WEEKDAYS[run[0]], WEEKDAYS[run[-1]], len(run)) for run in runs)


def _run(first: str, last: str, count: int) -> str:
    if count == 1:
        return first
    return f"{first}{'-' if count > 2 else ','}{last}"  # noqa: PLR2004  # Sa,Su as the example writes it

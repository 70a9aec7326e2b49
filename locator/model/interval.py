"""A stretch of a day in which patients are seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

MIDNIGHT = time(0, 0)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `opens` to `closes`, which is on the next day unless later; 24 h is 00:00-00:00."""

    opens: time
    closes: time
    by_appointment: bool = False

    def __str__(self) -> str:
        """As tables write it: "08:00-12:00", and "20:00-24:00" until midnight."""
        closes = "24:00" if self.closes == MIDNIGHT else f"{self.closes:%H:%M}"
        return f"{self.opens:%H:%M}-{closes}"

    @property
    def is_overnight(self) -> bool:
        """Tells whether it ends on the day after it began (midnight counts as that next day)."""
        return self.closes <= self.opens

    @property
    def is_all_day(self) -> bool:
        """Tells whether it is a whole day, from midnight to midnight."""
        return self.opens == self.closes == MIDNIGHT

    @property
    def is_untimed(self) -> bool:
        """Tells whether the day is by appointment and no hours are known: nobody sits there all night."""
        return self.by_appointment and self.is_all_day


Week = tuple[tuple[Interval, ...], ...]

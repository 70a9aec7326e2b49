"""What anybody is shown of the counts: by month, in fives, and nothing else (decision 32).

Every figure that is shown is made from these, so that no sum, difference or share can say more than they do.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.demand.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

LEAST = 5
FEWER = f"fewer than {LEAST}"

Row = tuple["date", Kind, str, int]


def in_fives(count: int) -> int:
    """A count as it may be shown, rounded down; 0 stands for all that is under five, zero too."""
    return count - count % LEAST


@dataclass(frozen=True, slots=True)
class Release:
    """The figures of some months, by month, kind and subject; what is not there is fewer than five."""

    months: tuple[date, ...]
    figures: Mapping[tuple[date, Kind, str], int] = field(default_factory=dict)

    def of(self, kind: Kind) -> dict[str, int]:
        """The sum of every subject's figures over the months, the largest first, equal ones by name."""
        sums: defaultdict[str, int] = defaultdict(int)
        for (_, each, subject), figure in self.figures.items():
            if each is kind:
                sums[subject] += figure
        return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))

    def by_month(self, kind: Kind) -> tuple[int, ...]:
        """The sum of all subjects' figures in each of the months."""
        sums = dict.fromkeys(self.months, 0)
        for (month, each, _), figure in self.figures.items():
            if each is kind:
                sums[month] += figure
        return tuple(sums.values())


def release(months: tuple[date, ...], rows: Iterable[Row]) -> Release:
    """Makes figures of what was counted in whole months: month, kind, subject, count, each once."""
    figures = {(month, kind, subject): in_fives(count) for month, kind, subject, count in rows}
    return Release(months, {key: figure for key, figure in figures.items() if figure and key[0] in months})

"""A chart of months: a column each, drawn as SVG by the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.demand.words import figure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

WIDTH, HEIGHT = 480, 150  # of the columns' room; names of months stand below
GAP = 0.25  # of a column's share of the width
WIDEST = 64
MOST_NAMES = 7


@dataclass(frozen=True, slots=True)
class Column:
    """One month: its column's place in the drawing, its name below it, its figure in words."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    name: str
    month: str
    figure: str


@dataclass(frozen=True, slots=True)
class MonthChart:
    """A drawing with the table that says the same; `top` is the figure that the highest column stands for."""

    title: str
    columns: tuple[Column, ...]
    top: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def is_empty(self) -> bool:
        """Whether no month has a figure to be drawn."""
        return not any(column.height for column in self.columns)


def month_chart(title: str, months: Sequence[date], figures: Sequence[int]) -> MonthChart:
    """Draws a figure a month; the highest column is as high as the room."""
    highest, share = max(figures) or 1, WIDTH / len(months)
    width = min(share * (1 - GAP), WIDEST)
    named = -(-len(months) // MOST_NAMES)  # every so many
    columns = []
    for i, (month, number) in enumerate(zip(months, figures, strict=True)):
        height, middle = HEIGHT * number / highest, share * (i + 0.5)
        is_named = (len(months) - 1 - i) % named == 0
        columns.append(
            Column(
                x=round(middle - width / 2, 1),
                y=round(HEIGHT - height, 1),
                width=round(width, 1),
                height=round(height, 1),
                middle=round(middle, 1),
                name=f"{month:%b} ’{month:%y}" if is_named else "",
                month=f"{month:%B} {month.year}",
                figure=figure(number),
            )
        )
    return MonthChart(title, tuple(columns), figure(max(figures)))

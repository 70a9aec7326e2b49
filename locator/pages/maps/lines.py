"""Lines in degrees -> SVG path data in whole units."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.geo.outlines import Line
    from locator.pages.maps.sheet import Sheet


def path_data(sheet: Sheet, lines: Iterable[Line], *, end: str = "") -> str:
    """Where each line starts, then its steps, then `end`; what has no length is left out."""
    parts: list[str] = []
    for line in lines:
        places = _thinned([sheet.project(lon, lat) for lon, lat in line])
        steps = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(places))
        if len(places) > len("l" + end):  # a line has two places, a ring three
            parts.append(f"M{places[0][0]} {places[0][1]}l{steps}{end}".replace(" -", "-"))
    return "".join(parts)


def _thinned(line: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Rounds to whole units and leaves out, between the ends, all steps of less than two."""
    places = [(round(x), round(y)) for x, y in line]
    kept = places[:1]
    for x, y in places[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 1:
            kept.append((x, y))
    return kept if places[-1] == kept[-1] else [*kept, places[-1]]

"""Lines in degrees -> SVG path data in whole units."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.geo.clipping import Line
    from locator.pages.maps.sheet import Sheet, Spot


def path_data(sheet: Sheet, lines: Iterable[Line], *, end: str = "") -> str:
    """Where each line starts, then its steps, then `end`; what has no length is left out."""
    parts: list[str] = []
    for line in lines:
        places = _thinned(sheet.spots(line))
        if len(places) > len("l" + end):  # a line has two places, a ring three
            steps = " ".join([f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(places)])
            parts.append(f"M{places[0][0]} {places[0][1]}l{steps}{end}".replace(" -", "-"))
    return "".join(parts)


def _thinned(places: list[Spot]) -> list[Spot]:
    """Leaves out, between the ends, all steps of less than two."""
    x, y = places[0]
    kept = places[:1]
    for place in places[1:-1]:
        if abs(place[0] - x) + abs(place[1] - y) > 1:
            kept.append(place)
            x, y = place
    return kept if places[-1] == kept[-1] else [*kept, places[-1]]

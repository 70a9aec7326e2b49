"""The room on a sheet: what is placed first has the first choice, and nothing covers anything."""

from __future__ import annotations

from locator.pages.maps.sheet import HEIGHT, WIDTH

Area = tuple[float, float, float, float]  # left, top, right, bottom


class Room:
    """The areas of a sheet that are taken so far."""

    def __init__(self) -> None:
        self._taken: list[Area] = []

    def take(self, *areas: Area) -> None:
        """Keeps areas from whatever comes later."""
        self._taken += areas

    def has(self, area: Area, gap: float = 2) -> bool:
        """Tells whether an area is on the sheet and free, with `gap` units around it."""
        if not is_on_sheet(area, gap):
            return False
        left, top, right, bottom = area[0] - gap, area[1] - gap, area[2] + gap, area[3] + gap
        for other in self._taken:  # as `overlap` does, which would take twice the time: a hundred times a map
            if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                return False
        return True


def is_on_sheet(area: Area, gap: float) -> bool:
    """Tells whether an area keeps `gap` units from the edge of the sheet."""
    left, top, right, bottom = area
    return gap <= left and right <= WIDTH - gap and gap <= top and bottom <= HEIGHT - gap


def overlap(a: Area, b: Area, gap: float) -> bool:
    """Tells whether two areas come closer than `gap` units; below zero, how far they may overlap."""
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap

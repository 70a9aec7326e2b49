"""Pins: one a clinic, or one for several that would cover each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from locator.pages.maps.label import TEXT, text_width
from locator.pages.maps.room import overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.pages.maps.room import Area
    from locator.pages.maps.sheet import Sheet, Spot
    from locator.pages.maps.stop import Stop

_HEAD, _RISE = 11, 19  # the radius of a pin's head, and from there down to its point
_RUN = 3  # numbers that are written as "1–3"


@dataclass(frozen=True, slots=True)
class Pin:
    """A clinic, or several that would cover each other; `label` is their numbers ("2, 3").

    It stands on its point x, y, or hangs from it so as not to hide the origin.
    """

    x: int
    y: int
    label: str
    names: tuple[str, ...]
    hangs: bool = False

    @property
    def head_y(self) -> int:
        """The height of the middle of its head."""
        return self.y + _RISE if self.hangs else self.y - _RISE

    @property
    def area(self) -> Area:
        """The room it takes."""
        reach, middle = _HEAD + self._stretch, self.head_y
        top, bottom = min(self.y, middle - _HEAD), max(self.y, middle + _HEAD)
        return self.x - reach, top, self.x + reach, bottom

    @property
    def outline(self) -> str:
        """Its shape as SVG path data: a drop, or a bubble if the label is long."""
        half = self._stretch
        way, sweep = (1, 0) if self.hangs else (-1, 1)
        bend = f"a{_HEAD} {_HEAD} 0 "
        if not half:
            return f"M{self.x} {self.y}l-9 {13 * way}{bend}1 {sweep} 18 0z"
        left, right = (f"{bend}0 {sweep} 0 {22 * turn}" for turn in (way, -way))
        return f"M{self.x} {self.y}l-5 {8 * way}h{5 - half}{left}h{2 * half}{right}h{5 - half}z"

    @property
    def _stretch(self) -> int:
        """Half the straight part of its head; none for a single figure."""
        return max(5, round(0.6 * text_width(self.label, TEXT)) - 5) if len(self.label) > 1 else 0


def place_pins(sheet: Sheet, stops: Sequence[Stop], origin: Spot | None) -> tuple[Pin, ...]:
    """A pin for each clinic; those that would cover each other become one, midway between them."""
    groups = [[stop] for stop in stops]
    pins = [_pin(sheet, group, origin) for group in groups]
    while pair := _colliding(pins):
        first, second = pair
        groups[first] = sorted(groups[first] + groups.pop(second), key=stops.index)
        pins.pop(second)
        pins[first] = _pin(sheet, groups[first], origin)
    return tuple(sorted(pins, key=lambda pin: (pin.y, pin.x)))  # the southern stand in front


def _colliding(pins: Sequence[Pin]) -> tuple[int, int] | None:
    areas = [pin.area for pin in pins]
    pairs = ((i, j) for j in range(len(areas)) for i in range(j))
    return next(((i, j) for i, j in pairs if overlap(areas[i], areas[j], -2)), None)


def _pin(sheet: Sheet, group: Sequence[Stop], origin: Spot | None) -> Pin:
    places = [sheet.place(stop.point) for stop in group]
    x, y = (round(sum(values) / len(values)) for values in zip(*places, strict=True))
    numbers = [stop.number for stop in group if stop.number]
    pin = Pin(x, y, join_numbers(numbers), tuple(stop.label for stop in group))
    hides = origin and y - origin[1] > _HEAD and overlap(pin.area, origin * 2, 5)
    return replace(pin, hangs=True) if hides else pin


def join_numbers(numbers: Sequence[str]) -> str:
    """Writes numbers as short as a pin needs: "2, 3", and runs of three and more as "1–4"."""
    if len(numbers) < _RUN:
        return ", ".join(numbers)
    steady = groupby(enumerate(map(int, numbers)), key=lambda pair: pair[1] - pair[0])
    runs = [[str(number) for _, number in run] for _, run in steady]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) >= _RUN else ", ".join(run) for run in runs)

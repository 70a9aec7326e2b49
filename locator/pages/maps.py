"""A small map as a drawing: land and borders, towns by name, clinics numbered as in the list.

All is placed here, in whole units of a sheet of WIDTH by HEIGHT; the template writes it down, the
style sheet gives colours. Text is measured at the greatest sizes that the style sheet may use.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from locator.model.point import Point
from locator.model.units import KM_PER_MILE
from locator.pages.sheet import HEIGHT, WIDTH, Sheet, Spot, sheet_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from locator.geo.outlines import County, Land, Line, Outlines

COUNTIES_KM = 240.0  # wider maps show states only
MOST_TOWNS, MOST_COUNTIES = 9, 4
TEXT, SMALL_TEXT = 16, 14

_BLEED = 4  # land is cut this far outside the sheet, where nobody sees the cut
_HEAD, _RISE = 11, 19  # of a pin: the radius of its head, and from there down to its point
_SHEET = (0, 0, WIDTH, HEIGHT)
_ROUND_NUMBERS = (1, 2, 5, 10, 20, 50, 100, 200)

Named = tuple[str, Point]
Numbered = tuple[str, str, Point]  # number in the list ("1", or "" for none), name, point
Area = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A text at half its height: `anchor` says which end of it (start, middle, end) stands at x."""

    text: str
    x: int
    y: int
    anchor: str = "start"
    size: int = TEXT

    @property
    def area(self) -> Area:
        """The room it takes."""
        width = text_width(self.text, self.size)
        left = self.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left, self.y - 0.55 * self.size, left + width, self.y + 0.55 * self.size


@dataclass(frozen=True, slots=True)
class Mark:
    """A town: a dot or ring at x, y, and its name."""

    x: int
    y: int
    label: Label


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
        return (
            self.x - reach,
            min(self.y, middle - _HEAD),
            self.x + reach,
            max(self.y, middle + _HEAD),
        )

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


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar from x to x + `length` at y, as long as its text says."""

    x: int
    y: int
    length: int
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map ready to be written: lines as SVG path data, and a title and description in words."""

    land: str
    county_lines: str
    state_lines: str
    counties: tuple[Label, ...]
    towns: tuple[Mark, ...]
    origin: Mark | None
    pins: tuple[Pin, ...]
    scale: Scale
    title: str
    description: str
    width: int = WIDTH
    height: int = HEIGHT


def draw_map(
    outlines: Outlines,
    *,
    origin: Named | None,
    clinics: Sequence[Numbered],
    towns: Iterable[Named] = (),
    units: str = "miles",
) -> Map:
    """Draws clinics (number, name, point; nearest first) around an origin (name, point).

    `towns` come most important first; one without room is left out, as is a clinic too far off for
    the map. `units` is "miles" or "km". Raises ValueError with neither origin nor clinics.
    """
    points = [point for _, _, point in clinics]
    sheet = sheet_for([origin[1], *points] if origin else points)
    shown = [clinic for clinic in clinics if _overlap(sheet.place(clinic[2]) * 2, _SHEET, 1)]
    south_west = sheet.unproject(-_BLEED, HEIGHT + _BLEED)
    land = outlines.within(*south_west, *sheet.unproject(WIDTH + _BLEED, -_BLEED))
    pins = _pins(sheet, shown, sheet.place(origin[1]) if origin else None)
    taken = [pin.area for pin in pins]
    close_up = sheet.km <= COUNTIES_KM
    return Map(  # what is placed first has the first choice of room
        pins=pins,
        origin=_origin(sheet, taken, origin) if origin else None,
        scale=_scale(sheet, taken, units),
        towns=_towns(sheet, taken, towns, but=origin[0] if origin else ""),
        counties=_county_labels(sheet, taken, land) if close_up else (),
        land=_path(sheet, land.shores, end="z"),
        county_lines=_path(sheet, land.county_lines) if close_up else "",
        state_lines=_path(sheet, land.state_lines),
        title=_title(origin, shown),
        description=_description(origin, shown),
    )


def _has_room(taken: Iterable[Area], area: Area, gap: float = 2) -> bool:
    left, top, right, bottom = area
    on_sheet = gap <= left and right <= WIDTH - gap and gap <= top and bottom <= HEIGHT - gap
    return on_sheet and not any(_overlap(area, other, gap) for other in taken)


def _overlap(a: Area, b: Area, gap: float) -> bool:
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def text_width(text: str, size: int) -> float:
    """About how wide a text is in a common sans serif, in units; wider rather than narrower."""
    narrow = sum(letter in "fijlrtI.,'’-() " for letter in text)
    wide = sum(letter in "mwMW" for letter in text)
    capital = sum(letter.isupper() and letter not in "IMW" for letter in text)
    return size * (0.58 * len(text) - 0.24 * narrow + 0.32 * wide + 0.12 * capital)


def _pins(sheet: Sheet, clinics: Sequence[Numbered], origin: Spot | None) -> tuple[Pin, ...]:
    """A pin for each clinic; those that would cover each other become one, midway between them."""
    groups = [[clinic] for clinic in clinics]
    pins = [_pin(sheet, group, origin) for group in groups]
    while pair := _colliding(pins):
        first, second = pair
        groups[first] = sorted(groups[first] + groups.pop(second), key=clinics.index)
        pins.pop(second)
        pins[first] = _pin(sheet, groups[first], origin)
    return tuple(sorted(pins, key=lambda pin: (pin.y, pin.x)))  # the southern stand in front


def _colliding(pins: Sequence[Pin]) -> tuple[int, int] | None:
    areas = [pin.area for pin in pins]
    pairs = ((i, j) for j in range(len(areas)) for i in range(j))
    return next(((i, j) for i, j in pairs if _overlap(areas[i], areas[j], -2)), None)


def _pin(sheet: Sheet, group: Sequence[Numbered], origin: Spot | None) -> Pin:
    places = [sheet.place(point) for _, _, point in group]
    x, y = (round(sum(values) / len(values)) for values in zip(*places, strict=True))
    numbers = [number for number, _, _ in group if number]
    pin = Pin(x, y, join_numbers(numbers), tuple(_numbered(clinic) for clinic in group))
    hides = origin and y - origin[1] > _HEAD and _overlap(pin.area, origin * 2, 5)
    return replace(pin, hangs=True) if hides else pin


def join_numbers(numbers: Sequence[str]) -> str:
    """Writes numbers as short as a pin needs: "2, 3", and runs of three and more as "1–4"."""
    steady = groupby(enumerate(map(int, numbers)), key=lambda pair: pair[1] - pair[0])
    runs = [[str(number) for _, number in run] for _, run in steady]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)  # noqa: PLR2004


def _origin(sheet: Sheet, taken: list[Area], origin: Named) -> Mark:
    """The origin is always named: over something else, rather than not at all."""
    x, y = sheet.place(origin[1])
    spots = [spot for gap in (12, 24, 36) for spot in _spots(origin[0], x, y, gap=gap)]
    free = [spot for areas in (taken, ()) for spot in spots if _has_room(areas, spot.area)]
    label = (free or spots)[0]
    taken += [(x - 9, y - 9, x + 9, y + 9), label.area]
    return Mark(x, y, label)


def _towns(sheet: Sheet, taken: list[Area], towns: Iterable[Named], *, but: str) -> tuple[Mark, ...]:
    """Names towns in their order for as long as there is room; no dot goes without its name."""
    marks: list[Mark] = []
    for name, point in towns:
        x, y = sheet.place(point)
        dot = (x - 3, y - 3, x + 3, y + 3)
        spots = _spots(name, x, y, gap=7) if name != but and _has_room(taken, dot, gap=4) else ()
        label = next((spot for spot in spots if _has_room(taken, spot.area, gap=5)), None)
        if label is not None:
            taken += [dot, label.area]
            marks.append(Mark(x, y, label))
        if len(marks) == MOST_TOWNS:
            break
    return tuple(marks)


def _spots(name: str, x: int, y: int, *, gap: int) -> Iterator[Label]:
    """Where a name may stand, best first: right of its dot, left, below, above."""
    yield Label(name, x + gap, y)
    yield Label(name, x - gap, y, "end")
    yield Label(name, x, y + gap + 8, "middle")
    yield Label(name, x, y - gap - 8, "middle")


def _county_labels(sheet: Sheet, taken: list[Area], land: Land) -> tuple[Label, ...]:
    """Names the counties that fill most of the map, each where its name lies wholly inside it."""
    labels: list[Label] = []
    for county in sorted(land.counties, key=lambda county: (-county.area, county.name)):
        label = _county_label(sheet, taken, county)
        if label is not None and all(label.text != other.text for other in labels):
            taken.append(label.area)
            labels.append(label)
    return tuple(labels[:MOST_COUNTIES])


def _county_label(sheet: Sheet, taken: list[Area], county: County) -> Label | None:
    x, y = (round(value) for value in sheet.project(*county.centre))
    for shift in (0, 30, -30, 60, -60):
        label = Label(county.name, x, y + shift, "middle", SMALL_TEXT)
        left, top, right, bottom = label.area
        corners = (sheet.unproject(x, y) for x in (left, right) for y in (top, bottom))
        if _has_room(taken, label.area, gap=6) and all(map(county.contains, corners)):
            return label
    return None


def _scale(sheet: Sheet, taken: list[Area], units: str) -> Scale:
    """The longest round distance within a quarter of the width, in a corner that is free."""
    unit = WIDTH / sheet.km * (KM_PER_MILE if units == "miles" else 1.0)
    count = max(n for n in _ROUND_NUMBERS if n == 1 or n * unit <= WIDTH / 4)
    text = f"{count} {units.removesuffix('s') if count == 1 else units}"
    length = round(count * unit)
    reach = round(max(length, text_width(text, SMALL_TEXT)))
    corners = [(x, y) for y in (HEIGHT - 14, 36) for x in (14, WIDTH - 14 - reach)]
    areas = [(x - 4, y - 26, x + reach + 4, y + 4) for x, y in corners]
    best = next((i for i, area in enumerate(areas) if _has_room(taken, area)), 0)
    taken.append(areas[best])
    return Scale(*corners[best], length, text)


def _path(sheet: Sheet, lines: Iterable[Line], *, end: str = "") -> str:
    """SVG path data in whole units: where each line starts, then its steps, then `end`."""
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


def _title(origin: Named | None, clinics: Sequence[Numbered]) -> str:
    if origin is None:
        return f"Map of {clinics[0][1] if len(clinics) == 1 else 'the list'}"
    return f"Map of the area around {origin[0]}"


def _description(origin: Named | None, clinics: Sequence[Numbered]) -> str:
    pins = f"Pins mark {'; '.join(map(_numbered, clinics))}. " if clinics else ""
    ring = f"A ring marks {origin[0]}. " if origin else ""
    return f"{pins}{ring}This page says the same in words."


def _numbered(clinic: Numbered) -> str:
    return f"{clinic[0]} {clinic[1]}".lstrip()

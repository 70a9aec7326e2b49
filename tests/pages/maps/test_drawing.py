"""A map as a drawing: what it shows, what it says, how it is written."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo.distance import distance_km
from locator.geo.outlines import Outlines
from locator.model.point import Point
from locator.pages.maps.drawing import Map, draw_map
from locator.pages.maps.names import MOST_TOWNS
from locator.pages.maps.room import overlap
from locator.pages.maps.sheet import HEIGHT, WIDTH, sheet_for
from locator.pages.maps.stop import Stop
from locator.site.language import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPLATES = Path(__file__).parents[3] / "templates"
BLEED = 5
KM_PER_MILE = 1.609344

LAKE_MARY = ("Lake Mary", Point(28.7589, -81.3178))
CLINICS = [
    Stop("1", "Lake Mary Clinic", Point(28.7551, -81.3402)),
    Stop("2", "Sanford Clinic", Point(28.8029, -81.2695)),
    Stop("3", "DeLand Clinic", Point(29.0283, -81.3031)),
    Stop("4", "Daytona Beach Clinic", Point(29.2108, -81.0228)),
]
TOWNS = [
    ("Orlando", Point(28.5383, -81.3792)),
    ("Deltona", Point(28.9005, -81.2637)),
    ("Sanford", Point(28.8006, -81.2731)),
    ("Lake Mary", Point(28.7589, -81.3178)),
    ("Mount Dora", Point(28.8025, -81.6445)),
    ("New Smyrna Beach", Point(29.0258, -80.9270)),
]

near = st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6))


@pytest.fixture(scope="module")
def outlines() -> Iterable[Outlines]:
    outlines = Outlines()
    yield outlines
    outlines.close()


@pytest.fixture
def lake_mary(outlines: Outlines) -> Map:
    return draw_map(outlines, origin=LAKE_MARY, clinics=CLINICS, towns=TOWNS)


def written(drawing: Map, **options: str) -> str:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(ENGLISH.gettext, ENGLISH.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["viewer"] = None
    return str(environment.get_template("_map.html").module.map(drawing, **options))  # type: ignore[attr-defined]


def places(path: str) -> list[tuple[int, int]]:
    """Every position that path data of M and l passes."""
    found: list[tuple[int, int]] = []
    for part in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x, y = 0, 0
        for i, (dx, dy) in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
            x, y = (dx, dy) if i == 0 else (x + dx, y + dy)
            found.append((x, y))
    return found


def areas(drawing: Map) -> list[tuple[float, float, float, float]]:
    marks = [*drawing.towns, *([drawing.origin] if drawing.origin else [])]
    labels = [mark.label for mark in marks] + list(drawing.counties)
    return [label.area for label in labels] + [pin.area for pin in drawing.pins]


def test_the_scale_bar_is_as_long_as_it_says(outlines: Outlines) -> None:
    for units, km in (("miles", KM_PER_MILE), ("km", 1.0)):
        drawing = draw_map(outlines, origin=LAKE_MARY, clinics=CLINICS, say=Language("en", units))
        frame = sheet_for([LAKE_MARY[1], *(stop.point for stop in CLINICS)])
        count, unit = drawing.scale.text.split()
        middle = frame.unproject(0, HEIGHT / 2), frame.unproject(drawing.scale.length, HEIGHT / 2)
        west, east = (Point(lat, lon) for lon, lat in middle)
        assert unit == units
        assert distance_km(west, east) == pytest.approx(int(count) * km, rel=0.02)


def test_every_clinic_has_its_pin(lake_mary: Map) -> None:
    names = sorted(name for pin in lake_mary.pins for name in pin.names)
    assert names == [stop.label for stop in CLINICS]
    assert lake_mary.origin is not None
    assert lake_mary.origin.label.text == "Lake Mary"


def test_the_origin_is_not_a_town_as_well(lake_mary: Map) -> None:
    assert "Deltona" in {town.label.text for town in lake_mary.towns}
    assert "Lake Mary" not in {town.label.text for town in lake_mary.towns}


def test_counties_are_named(lake_mary: Map) -> None:
    assert "Volusia County" in {label.text for label in lake_mary.counties}


@given(st.lists(near, min_size=1, max_size=20))
def test_pins_never_cover_each_other_or_a_name(
    outlines: Outlines, offsets: list[tuple[float, float]]
) -> None:
    middle = LAKE_MARY[1]
    clinics = [
        Stop(str(i), f"Clinic {i}", Point(middle.lat + lat, middle.lon + lon))
        for i, (lat, lon) in enumerate(offsets, 1)
    ]
    drawing = draw_map(outlines, origin=None, clinics=clinics, towns=TOWNS)
    assert sum(len(pin.names) for pin in drawing.pins) == len(clinics)
    assert not any(overlap(a, b, -2) for a, b in combinations(areas(drawing), 2))


def test_clinics_at_one_place_share_a_pin(outlines: Outlines) -> None:
    here = LAKE_MARY[1]
    clinics = [Stop("1", "One", here), Stop("2", "Two", here), Stop("3", "Three", Point(28.9, -81.1))]
    drawing = draw_map(outlines, origin=None, clinics=clinics)
    assert sorted(pin.label for pin in drawing.pins) == ["1, 2", "3"]
    assert ">1, 2</text>" in written(drawing)


def test_a_pin_hangs_rather_than_hide_the_origin(outlines: Outlines) -> None:
    south = Point(LAKE_MARY[1].lat - 0.015, LAKE_MARY[1].lon)
    drawing = draw_map(outlines, origin=LAKE_MARY, clinics=[Stop("1", "South", south)])
    (pin,) = drawing.pins
    assert pin.hangs
    assert pin.head_y > pin.y


def test_a_lone_clinic_needs_no_number(outlines: Outlines) -> None:
    drawing = draw_map(outlines, origin=None, clinics=[Stop("", "Lake Mary Clinic", LAKE_MARY[1])])
    assert drawing.title == "Map of Lake Mary Clinic"
    assert drawing.pins[0].label == ""
    assert "loc-map__eye" in written(drawing)
    assert "loc-map__number" not in written(drawing)


def test_a_map_without_clinics_shows_the_town(outlines: Outlines) -> None:
    drawing = draw_map(outlines, origin=LAKE_MARY, clinics=[])
    assert drawing.title == "Map of the area around Lake Mary"
    assert drawing.pins == ()
    assert "list" not in written(drawing)


def test_towns_are_few_and_in_order(outlines: Outlines) -> None:
    grid = [(f"T{i}{j}", Point(28.6 + i * 0.04, -81.5 + j * 0.05)) for i in range(9) for j in range(9)]
    drawing = draw_map(outlines, origin=LAKE_MARY, clinics=[], towns=grid)
    names = [town.label.text for town in drawing.towns]
    assert len(names) == MOST_TOWNS
    assert names == sorted(names)


def test_lines_stay_on_the_sheet(lake_mary: Map) -> None:
    assert lake_mary.land.endswith("z")
    assert lake_mary.county_lines
    for path in (lake_mary.land, lake_mary.county_lines, lake_mary.state_lines):
        for x, y in places(path):
            assert -BLEED <= x <= WIDTH + BLEED
            assert -BLEED <= y <= HEIGHT + BLEED


def test_the_same_map_is_drawn_each_time(outlines: Outlines, lake_mary: Map) -> None:
    again = draw_map(outlines, origin=LAKE_MARY, clinics=CLINICS, towns=TOWNS)
    assert again == lake_mary
    assert written(again) == written(lake_mary)


def test_words_say_what_the_drawing_shows(lake_mary: Map) -> None:
    assert lake_mary.title == "Map of the area around Lake Mary"
    assert "1 Lake Mary Clinic; 2 Sanford Clinic" in lake_mary.description
    assert "ring marks Lake Mary" in lake_mary.description


def test_the_svg_is_named_by_ids_of_its_own(lake_mary: Map) -> None:
    tree = ET.fromstring(f"<main>{written(lake_mary)}{written(lake_mary, id='map-2')}</main>")
    first, second = tree.iter("svg")
    ids = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids)) == 4
    for svg in (first, second):
        assert svg.attrib["role"] == "img"
        assert svg.attrib["aria-labelledby"] == svg[0].attrib["id"]
        assert svg.attrib["aria-describedby"] == svg[1].attrib["id"]


def test_the_page_needs_no_inline_style_or_script(lake_mary: Map) -> None:
    tree = ET.fromstring(written(lake_mary))
    for element in tree.iter():
        assert element.tag not in ("script", "style")
        assert not {name for name in element.attrib if name == "style" or name.startswith("on")}
        for name in element.attrib.get("class", "loc-map").split():
            assert name == "loc-map" or name.startswith("loc-map__")


def test_names_are_escaped(outlines: Outlines) -> None:
    bad = "<script>alert('1')</script> & \"Sons\""
    drawing = draw_map(
        outlines,
        origin=(bad, LAKE_MARY[1]),
        clinics=[Stop("1", bad, CLINICS[3].point)],
        towns=[(bad + "!", CLINICS[2].point)],
    )
    html = written(drawing)
    assert "<script" not in html
    assert bad in "".join(ET.fromstring(html).itertext())


def test_the_credit_stands_under_the_map(lake_mary: Map) -> None:
    assert "U.S. Census Bureau" in written(lake_mary)
    assert "straight line" in written(lake_mary)


@pytest.mark.parametrize(
    ("lat", "lon", "spread"),
    [(28.76, -81.32, 0.3), (24.56, -81.78, 0.5), (58.3, -134.4, 0.6), (40.71, -74.0, 0.2)],
)
def test_a_map_is_small(outlines: Outlines, lat: float, lon: float, spread: float) -> None:
    turns = [i * math.tau / 4 for i in range(4)]
    clinics = [
        Stop(str(i), f"Clinic {i}", Point(lat + spread * math.sin(t), lon + spread * math.cos(t)))
        for i, t in enumerate(turns, 1)
    ]
    drawing = draw_map(outlines, origin=("Here", Point(lat, lon)), clinics=clinics, towns=TOWNS)
    assert len(written(drawing).encode()) < 6_500

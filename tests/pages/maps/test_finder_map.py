"""The map beneath the finder's answer."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from locator.model.point import Point
from locator.pages.maps.finder import MOST_CLINICS, finder_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.site.snapshot import NearClinic, Site

LAKE_MARY = Point(28.7589, -81.3178)
SEATTLE = Point(47.6062, -122.3321)


def moved(found: Sequence[NearClinic], *points: Point) -> list[NearClinic]:
    pairs = zip(found, points, strict=False)
    return [near._replace(clinic=replace(near.clinic, point=point)) for near, point in pairs]


def test_it_numbers_the_clinics_in_their_order_and_names_the_origin(example: Site) -> None:
    found = example.nearest_clinics(LAKE_MARY, 4)
    drawing = finder_map(example, LAKE_MARY, "Lake Mary, FL", found)
    assert drawing
    assert drawing.title == "Map of the area around Lake Mary, FL"
    for number, near in enumerate(found, start=1):
        assert f"{number} {near.clinic.name}" in drawing.description
    assert drawing.origin
    assert drawing.origin.label.text == "Lake Mary, FL"
    assert "Lake Mary" not in {town.label.text for town in drawing.towns}


def test_it_shows_ten_at_most(example: Site) -> None:
    found = example.nearest_clinics(LAKE_MARY, 10) * 2
    drawing = finder_map(example, LAKE_MARY, "Lake Mary, FL", found)
    assert drawing
    assert sum(len(pin.names) for pin in drawing.pins) == MOST_CLINICS


def test_without_clinics_there_is_no_map(example: Site) -> None:
    assert finder_map(example, LAKE_MARY, "Lake Mary, FL", []) is None


def test_without_an_origin_it_is_a_map_of_the_list(example: Site) -> None:
    drawing = finder_map(example, None, "", example.nearest_clinics(LAKE_MARY, 3))
    assert drawing
    assert drawing.title == "Map of the list"
    assert drawing.origin is None


def test_the_scale_is_in_the_units_of_the_site(example: Site) -> None:
    site = replace(example, config=replace(example.config, units="km"))
    drawing = finder_map(site, LAKE_MARY, "Lake Mary, FL", site.nearest_clinics(LAKE_MARY, 3))
    assert drawing
    assert drawing.scale.text.endswith(" km")


def test_a_clinic_hundreds_of_miles_away_is_shown_with_the_origin(example: Site) -> None:
    pensacola = Point(30.4213, -87.2169)
    drawing = finder_map(example, pensacola, "Pensacola, FL", example.nearest_clinics(pensacola, 1))
    assert drawing
    assert drawing.origin
    assert len(drawing.pins) == 1
    assert drawing.left_out == ()
    assert drawing.state_lines
    assert not drawing.county_lines


def test_an_origin_across_the_country_is_left_out_and_that_is_said(example: Site) -> None:
    drawing = finder_map(example, SEATTLE, "Seattle, WA", example.nearest_clinics(SEATTLE, 1))
    assert drawing
    assert drawing.origin is None
    assert drawing.left_out == ("Seattle, WA",)
    assert "Too far away for this map: Seattle, WA." in drawing.description
    assert len(drawing.pins) == 1


@pytest.mark.parametrize(
    ("origin", "clinics"),
    [
        (Point(61.58, -149.44), [Point(61.2, -149.9), Point(64.84, -147.72)]),
        (Point(52.0, 177.5), [Point(52.93, 173.24), Point(51.88, -176.65)]),
        (Point(52.0, -179.9), [Point(51.9, 179.9)]),
        (Point(21.4, -158.0), [Point(21.31, -157.86), Point(19.72, -155.09)]),
    ],
    ids=["Alaska", "Aleutians", "date line", "Hawaii"],
)
def test_it_is_drawn_anywhere_in_the_country(example: Site, origin: Point, clinics: list[Point]) -> None:
    found = moved(example.nearest_clinics(LAKE_MARY, len(clinics)), *clinics)
    drawing = finder_map(example, origin, "Here", found)
    assert drawing
    assert drawing.origin
    assert sum(len(pin.names) for pin in drawing.pins) == len(clinics)
    assert drawing.land


def test_its_data_are_the_same_places(example: Site) -> None:
    found = example.nearest_clinics(LAKE_MARY, 2)
    drawing = finder_map(example, Point(28.76, -81.32), "near Lake Mary", found)
    assert drawing
    places = json.loads(drawing.places)
    assert places["origin"] == {"name": "near Lake Mary", "lat": 28.76, "lon": -81.32}
    assert [clinic["number"] for clinic in places["clinics"]] == ["1", "2"]
    for clinic, near in zip(places["clinics"], found, strict=True):
        assert clinic["name"] == near.clinic.name
        assert clinic["path"] == f"/clinics/{near.clinic.id}/"
        assert (clinic["lat"], clinic["lon"]) == (
            round(near.clinic.point.lat, 5),
            round(near.clinic.point.lon, 5),
        )

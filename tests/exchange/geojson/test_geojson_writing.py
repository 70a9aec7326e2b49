"""Clinics as GeoJSON: RFC 7946, for maps and GIS programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from invented import clinic, site_with

from locator.exchange.geojson.writing import render_geojson
from locator.model.clinic import ClinicStatus
from locator.model.point import Point

if TYPE_CHECKING:
    from locator.site.snapshot import Site


def test_longitude_comes_first(example: Site) -> None:
    """Rule F17: each clinic that has a page, with its position, its columns and its page."""
    data = json.loads(render_geojson(example).body)
    assert data["type"] == "FeatureCollection"
    assert "crs" not in data
    found = {feature["id"]: feature for feature in data["features"]}
    deland = found["deland"]
    assert deland["geometry"] == {"type": "Point", "coordinates": [-81.28634, 29.01812]}
    assert deland["properties"]["url"] == "https://clinics.example/clinics/deland/"
    assert deland["properties"]["hours"].startswith("Mo-Fr 08:00-17:00")
    assert list(found) == sorted(found)


def test_a_clinic_that_has_closed_is_on_no_map_and_one_that_is_closed_for_now_says_so(example: Site) -> None:
    site = site_with(
        example,
        clinic("a", status=ClinicStatus.CLOSED),
        clinic("b", status=ClinicStatus.TEMPORARILY_CLOSED),
        clinic("c"),
    )
    features = json.loads(render_geojson(site).body)["features"]
    assert [(each["id"], each["properties"].get("status")) for each in features] == [
        ("b", "temporarily_closed"),
        ("c", None),
    ]


def test_no_clinic_is_a_collection_without_features(example: Site) -> None:
    assert json.loads(render_geojson(site_with(example)).body)["features"] == []


@pytest.mark.parametrize("lon", [180.0, -180.0, 179.99999, 1e-7])
def test_points_at_the_edges_of_the_map_stay_what_they_are(example: Site, lon: float) -> None:
    body = render_geojson(site_with(example, clinic(point=Point(-14.3, lon)))).body
    assert json.loads(body)["features"][0]["geometry"]["coordinates"] == [lon, -14.3]


@pytest.mark.parametrize("name", ['</script>"', "a\u2028b", "\u202eRTL\u200f", "\ud800", "\x00\x1b"])
def test_any_name_is_sound_json(example: Site, name: str) -> None:
    feature = json.loads(render_geojson(site_with(example, clinic(name=name))).body)["features"][0]
    assert feature["properties"]["name"] == name.replace("\ud800", "?")

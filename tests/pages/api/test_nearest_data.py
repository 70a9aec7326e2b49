"""The answer as data: the same for the API and the command line, true to the metre."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.pages.api.nearest import Wishes, nearest_data
from locator.site.queries.answer import Answer
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.pages.api.schemas import Data
    from locator.site.snapshot import Site

FLORIDA = ZoneInfo("America/New_York")
MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=FLORIDA)
points = st.builds(Point, st.floats(25, 31), st.floats(-87, -80))


def asked(site: Site, text: str, now: datetime = MONDAY_NOON, limit: int = 5) -> Data:
    return nearest_data(site, find_place(site, text), Wishes(limit), now=now)


def of(data: Data, id_: str) -> Data:
    (clinic,) = [clinic for clinic in data["clinics"] if clinic["id"] == id_]
    assert isinstance(clinic, dict)
    return clinic


@settings(deadline=None)
@given(points, st.integers(1, 20))
def test_distances_are_geopys_and_the_order_is_true(example: Site, point: Point, limit: int) -> None:
    place = Place(str(point), "", "", PlaceKind.COORDINATES, point)
    data = nearest_data(example, Answer("", place), Wishes(limit), now=MONDAY_NOON)
    shown = [(clinic["id"], clinic["distance_km"]) for clinic in data["clinics"]]
    true = {
        clinic.id: geodesic((point.lat, point.lon), (clinic.point.lat, clinic.point.lon)).km
        for clinic in example.clinics
        if clinic.is_open_for_patients
    }
    assert [id_ for id_, _ in shown] == sorted(true, key=lambda id_: (true[id_], id_))[:limit]
    assert all(km == pytest.approx(true[id_], abs=1e-6) for id_, km in shown)


def test_the_answer_can_be_written_as_json(example: Site) -> None:
    for text in ("32114", "Springfield", "Scobie"):
        data = asked(example, text)
        assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_open_now_is_told_by_the_clock_of_the_clinic(example: Site) -> None:
    data = of(asked(example, "Lake Mary, FL"), "lake-mary")
    assert data["timezone"] == "America/New_York"
    assert data["open_now"] is True
    assert data["opens_at"] is None
    assert data["closes_at"] == "2026-11-23T18:00:00-05:00"


def test_closed_tells_when_it_opens_holidays_included(example: Site) -> None:
    """Thanksgiving is closed, the day after opens at nine."""
    eve = datetime(2026, 11, 26, 3, tzinfo=UTC)
    data = of(asked(example, "Lake Mary, FL", eve), "lake-mary")
    assert data["open_now"] is False
    assert data["opens_at"] == "2026-11-27T09:00:00-05:00"
    assert data["closes_at"] is None


def test_unknown_hours_are_never_guessed(example: Site) -> None:
    clinics = tuple(replace(clinic, hours=None, phone=None) for clinic in example.clinics)
    for clinic in asked(replace(example, clinics=clinics), "32114")["clinics"]:
        assert (clinic["open_now"], clinic["opens_at"], clinic["closes_at"]) == (None, None, None)
        assert clinic["phone"] is None


def test_several_places_are_a_choice_and_no_clinic(example: Site) -> None:
    data = asked(example, "Springfield")
    assert data["origin"] is None
    assert data["clinics"] == []
    first = data["candidates"][0]
    assert first.keys() == {"name", "label", "region", "county", "kind", "lat", "lon", "population"}
    assert len({(place["name"], place["region"], place["county"]) for place in data["candidates"]}) > 5


def test_the_question_is_repeated_with_what_it_asked(example: Site) -> None:
    answer = find_place(example, "32114")
    wishes = Wishes(2, treatment=("acupuncture",), open_at=MONDAY_NOON, max_distance_km=1.0)
    data = nearest_data(example, answer, wishes, now=MONDAY_NOON)
    assert data["query"] == {
        "q": "32114",
        "limit": 2,
        "treatment": ["acupuncture"],
        "open_at": "2026-11-23T12:00:00-05:00",
        "max_distance_km": 1.0,
    }
    assert [clinic["id"] for clinic in data["clinics"]] == ["daytona-beach"]


def test_what_nobody_knows_is_null(example: Site) -> None:
    clinics = [clinic for text in ("32114", "Orlando, FL") for clinic in asked(example, text)["clinics"]]
    assert "" not in [value for clinic in clinics for value in clinic.values()]

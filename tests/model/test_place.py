from __future__ import annotations

import pytest

from locator.model.place import Place, PlaceKind
from locator.model.point import Point

HERE = Point(28.7589, -81.3178)
TOWN, COMMUNITY, ZIP = PlaceKind.TOWN, PlaceKind.COMMUNITY, PlaceKind.ZIP


@pytest.mark.parametrize(
    ("place", "label", "full_label"),
    [
        (
            Place("Lake Mary", "FL", "Seminole County", TOWN, HERE),
            "Lake Mary, FL",
            "Lake Mary, Seminole County, FL",
        ),
        (
            Place("New Orleans", "LA", "Orleans Parish", TOWN, HERE),
            "New Orleans, LA",
            "New Orleans, Orleans Parish, LA",
        ),
        (Place("Ceiba", "PR", "", COMMUNITY, HERE), "Ceiba, PR", "Ceiba, PR"),
        (
            Place("32114", "FL", "Volusia County", ZIP, HERE, post_office="Daytona Beach"),
            "32114 Daytona Beach, FL",
            "32114 Daytona Beach, FL",
        ),
        (Place("96898", "", "", ZIP, HERE), "96898", "96898"),
        (
            Place(str(HERE), "", "", PlaceKind.COORDINATES, HERE),
            "28.75890,-81.31780",
            "28.75890,-81.31780",
        ),
    ],
)
def test_a_place_is_shown_as_people_write_it(place: Place, label: str, full_label: str) -> None:
    assert (place.label, place.full_label) == (label, full_label)


def test_kinds_are_words() -> None:
    assert [str(kind) for kind in PlaceKind] == [
        "town",
        "community",
        "locality",
        "zip",
        "clinic",
        "coordinates",
        "address",
    ]

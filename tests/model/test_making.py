from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.address import Address
from locator.model.making import many
from locator.model.point import Point


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180))))
def test_many_are_what_each_would_be(pairs: list[tuple[float, float]]) -> None:
    points = many(Point, lat=[lat for lat, _ in pairs], lon=[lon for _, lon in pairs])
    assert points == [Point(lat, lon) for lat, lon in pairs]
    assert {type(point) for point in points} <= {Point}


def test_fields_are_given_by_name_and_in_any_order() -> None:
    columns = {"country": "A", "region": "B", "postcode": "C", "locality": "D", "street": "E"}
    (address,) = many(Address, **columns)
    assert address == Address("E", "D", "B", "C", "A")
    with pytest.raises(KeyError, match="street"):
        many(Address, **{column: cells for column, cells in columns.items() if column != "street"})


def test_what_was_made_is_frozen() -> None:
    (point,) = many(Point, lat=[29.2], lon=[-81.0])
    with pytest.raises(FrozenInstanceError):
        point.lat = 0.0  # type: ignore[misc]
    assert hash(point) == hash(Point(29.2, -81.0))

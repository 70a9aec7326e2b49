"""The places of a map as data, for the script that draws the interactive one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.point import Point
    from locator.pages.maps.names import Named
    from locator.pages.maps.stop import Stop

_DIGITS = 5  # a meter
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def places_data(origin: Named | None, stops: Sequence[Stop]) -> str:
    """JSON: `origin` (name, lat, lon; or null) and `clinics` (number, name, path, lat, lon)."""
    places = {
        "origin": {"name": origin[0]} | _position(origin[1]) if origin else None,
        "clinics": [
            {"number": stop.number, "name": stop.name, "path": stop.path} | _position(stop.point)
            for stop in stops
        ],
    }
    return _JSON.encode(places)


def _position(point: Point) -> dict[str, Any]:
    return {"lat": round(point.lat, _DIGITS), "lon": round(point.lon, _DIGITS)}

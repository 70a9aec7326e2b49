"""A position on the WGS-84 ellipsoid."""

from __future__ import annotations

import re
from dataclasses import dataclass

LATITUDE_LIMIT = 90.0
LONGITUDE_LIMIT = 180.0

# Plain decimals only: no exponent, no underscore, no digits of other scripts.
_DECIMAL = r"[+-]?\d{1,3}(?:\.\d{0,18})?"
_PAIR = re.compile(rf"\(? ?({_DECIMAL}) ?[,; ] ?({_DECIMAL}) ?\)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees, in that order; raises ValueError outside ±90 and ±180."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not -LATITUDE_LIMIT <= self.lat <= LATITUDE_LIMIT:  # no number that is none, either
            msg = f"latitude {self.lat:g} is not between -90 and 90"
            raise ValueError(msg)
        if not -LONGITUDE_LIMIT <= self.lon <= LONGITUDE_LIMIT:
            msg = f"longitude {self.lon:g} is not between -180 and 180"
            raise ValueError(msg)

    def __str__(self) -> str:
        return f"{self.lat:.5f},{self.lon:.5f}"


def parse_point(text: str) -> Point | None:
    """Reads "28.7589,-81.3178" (lat, lon); None if the text is not a pair of decimals.

    Raises ValueError if it is a pair but lies outside the globe.
    """
    match = _PAIR.fullmatch(" ".join(text.split()))
    return Point(float(match[1]), float(match[2])) if match else None

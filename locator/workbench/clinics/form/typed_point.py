"""A point as people copy it from a map -> latitude and longitude as clinics.csv has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.point import LATITUDE_LIMIT, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 200  # characters
DECIMALS = 7  # of a degree; maps give twice as many, and the seventh is a centimetre
EXAMPLE = "29.21081, -81.02283"

# What keyboards, spreadsheets and maps make of a minus, a minute and a second.
_SIGNS = str.maketrans(
    dict.fromkeys("−–—‐‑﹣－", "-") | dict.fromkeys("′’‘´`ʹ", "'") | dict.fromkeys("″”“ʺ", '"') | {"º": "°"}
)
_AXES = {"n": "lat", "s": "lat", "lat": "lat", "e": "lon", "w": "lon", "lon": "lon", "lng": "lon"}
_LABELS = re.compile(r"\b(?:(lat)(?:itude)?|(?:(lon)g?(?:itude)?|(lng)))\b\s*[:=]?\s*", re.ASCII)
_SECONDS = r"(?:(\d{1,2}(?:\.\d+)?)\s*(?:\"|'')\s*)?"
_MINUTES = rf"(?:(\d{{1,2}}(?:\.\d+)?)\s*'\s*{_SECONDS})?"
_DEGREES = rf"([+-]?)(\d{{1,3}}(?:\.\d+)?)\s*(?:°\s*{_MINUTES})?"
_BETWEEN = r"(?:\s*[,;/]\s*|\s+|(?<=[°'\"nsew])|(?=[+-]))"
_LETTER_BEHIND = re.compile(rf"{_DEGREES}\s*([nsew]?){_BETWEEN}{_DEGREES}\s*([nsew]?)", re.ASCII)
_LETTER_BEFORE = re.compile(
    rf"(lat|lon|lng|[nsew])\s*{_DEGREES}{_BETWEEN}(lat|lon|lng|[nsew])\s*{_DEGREES}", re.ASCII
)
_ONE = re.compile(rf"(?:lat|lon|lng|[nsew])?\s*{_DEGREES}\s*[nsew]?", re.ASCII)
_COMMAS = re.compile(r"([+-]?\d{1,3}),(\d+)(?:\s*[;/]\s*|,?\s+)([+-]?\d{1,3}),(\d+)", re.ASCII)
_PLUS_CODE = re.compile(r"(?:^|\s)[2-9cfghjmpqrvwx]{4,8}\+[2-9cfghjmpqrvwx]{2,3}(?:$|[\s,])", re.ASCII)
_SIXTY = 60.0

_WANTED = f"Write latitude, then longitude, as in {EXAMPLE}."


@dataclass(frozen=True, slots=True)
class _Degrees:
    """One of the two numbers: its text in decimals, and "lat" or "lon" if a letter says which it is."""

    text: str
    axis: str
    is_fine: bool


def parse_typed_point(text: str) -> tuple[str, str]:
    """Reads "29.2108, -81.0228", "29°12'38.9"N 81°1'22"W" or "geo:29.2108,-81.0228": lat and lon in decimals.

    Raises ValueError that says what to write if it is no point, or may be more than one.
    """
    line = _LABELS.sub(lambda match: f"{match[match.lastindex or 0]} ", _line(text))
    first, second = _pair(line)
    if first.axis and first.axis == second.axis:
        axis = "latitudes (N or S)" if first.axis == "lat" else "longitudes (E or W)"
        raise ValueError(f"Both numbers are {axis}. {_WANTED}")
    if not (first.is_fine or second.is_fine):
        raise ValueError(f"Whole degrees are up to 60 miles off. Copy the decimals as well, as in {EXAMPLE}.")
    lat, lon = (second, first) if first.axis == "lon" or second.axis == "lat" else (first, second)
    _check(lat.text, lon.text)
    return lat.text, lon.text


def read_typed_point(text: str) -> Point | None:
    """The point that was typed, None if it cannot be read."""
    try:
        lat, lon = parse_typed_point(text)
    except ValueError:
        return None
    return Point(float(lat), float(lon))


def _line(text: str) -> str:
    """The text with one kind of each sign; raises ValueError for what is no point at all."""
    line = " ".join(text.translate(_SIGNS).lower().split())
    if not line:
        raise ValueError(_WANTED)
    if len(line) > LONGEST:
        raise ValueError(f"That is too much for a point. {_WANTED}")
    if "://" in line or "www." in line or ".com" in line or "goo.gl" in line:
        raise ValueError(
            "The address of a map tells where its middle is, not the door. "
            f"Click on the door with the right button and copy the two numbers, as in {EXAMPLE}."
        )
    if _PLUS_CODE.search(line):
        raise ValueError(f"A plus code says too little. Copy latitude and longitude, as in {EXAMPLE}.")
    return _without_scheme(line).strip("()[] ")


def _without_scheme(line: str) -> str:
    """What a geo: address (RFC 5870) says of the ground; its altitude and its doubts are left away."""
    if not line.startswith("geo:"):
        return line
    numbers, *rules = re.split("[;?]", line.removeprefix("geo:"))
    if any(rule.startswith("crs=") and rule != "crs=wgs84" for rule in rules):
        raise ValueError(f"This address counts from another globe than maps do (crs). {_WANTED}")
    return ",".join(numbers.split(",")[:2])


def _pair(line: str) -> tuple[_Degrees, _Degrees]:
    if match := _LETTER_BEFORE.fullmatch(line):
        return _degrees(match[1], match.groups()[1:5]), _degrees(match[6], match.groups()[6:])
    if match := _LETTER_BEHIND.fullmatch(line):
        return _degrees(match[5], match.groups()[:4]), _degrees(match[10], match.groups()[5:9])
    if match := _COMMAS.fullmatch(line):
        meant = f"{match[1]}.{match[2]}, {match[3]}.{match[4]}"
        raise ValueError(f"Is a comma a decimal point here? Then write {meant}.")
    if _ONE.fullmatch(line):
        raise ValueError(f"That is one number, and a point has two. {_WANTED}")
    raise ValueError(f"This is not a point that can be read. {_WANTED}")


def _degrees(letter: str, parts: Sequence[str | None]) -> _Degrees:
    """One number, of its sign, degrees, minutes and seconds, and the letter or word beside it."""
    sign, degrees, minutes, seconds = (part or "" for part in parts)
    if sign == "-" and letter in ("n", "s", "e", "w"):
        raise ValueError(f"A minus and the letter {letter.upper()} say it twice. Take one of the two out.")
    minus = "-" if sign == "-" or letter in ("s", "w") else ""
    axis = _AXES.get(letter, "")
    if not minutes:
        return _Degrees(minus + _short(degrees), axis, "." in degrees)
    if "." in degrees or float(minutes) >= _SIXTY or float(seconds or 0) >= _SIXTY:
        raise ValueError(f"These minutes and seconds cannot be. {_WANTED}")
    value = int(degrees) + float(minutes) / _SIXTY + float(seconds or 0) / _SIXTY**2
    return _Degrees(f"{minus}{value:.6f}", axis, is_fine=True)


def _short(degrees: str) -> str:
    _, _, decimals = degrees.partition(".")
    return f"{float(degrees):.{DECIMALS}f}" if len(decimals) > DECIMALS else degrees


def _check(lat: str, lon: str) -> None:
    """Refuses what does not lie on the globe, and says so if it would the other way round."""
    try:
        Point(float(lat), float(lon))
    except ValueError as error:
        is_swapped = abs(float(lat)) > LATITUDE_LIMIT >= abs(float(lon))
        cure = f"Latitude comes first: write {lon}, {lat}." if is_swapped else _WANTED
        told = str(error)
        raise ValueError(f"{told[:1].upper()}{told[1:]}. {cure}") from None

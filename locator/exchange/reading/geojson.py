"""GeoJSON (RFC 7946) -> a sheet: each point a record, its properties the cells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from locator.exchange.reading.sheet import Format, Sheet, refused, sheet_of
from locator.model.problem import Problem, Severity
from locator.site.tables.encoding import decode
from locator.site.tables.row import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPTH = 3  # of properties within properties


def read_geojson(data: bytes, name: str) -> Sheet:
    """Reads a FeatureCollection or one Feature; a feature that is no point is a problem of its own."""
    text, problems = decode(data, name)
    try:
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except RecursionError:
        return refused(name, Format.GEOJSON, "the file is nested too deeply", "export it again")
    except json.JSONDecodeError as error:
        message = f"line {error.lineno} is not JSON: {error.msg}"
        return refused(name, Format.GEOJSON, message, "export the file again; it may have been cut off")
    match found:
        case {"type": "FeatureCollection", "features": list(features)}:
            pass
        case {"type": "Feature"}:
            features = [found]
        case _:
            message = "the file is JSON, but no collection of features"
            return refused(name, Format.GEOJSON, message, 'it begins with {"type": "FeatureCollection"')
    records = []
    for number, feature in enumerate(features, 1):
        if (cells := _cells(feature)) is None:
            cure = 'give it a geometry of the type "Point" and properties, or take it out'
            problems.append(Problem(Severity.ERROR, name, "this feature is not a point", cure, number))
        else:
            records.append((number, cells))
    sheet = sheet_of(name, Format.GEOJSON, records)
    return Sheet(name, Format.GEOJSON, sheet.titles, sheet.records, (*problems, *sheet.problems))


def _cells(feature: Any) -> dict[str, str] | None:
    match feature:
        case {"geometry": {"type": "Point", "coordinates": [lon, lat, *_]}}:
            properties = feature.get("properties")
        case _:
            return None
    cells = {"id": str(feature["id"])} if feature.get("id") is not None else {}
    cells |= dict(_flat(properties or {}))
    return {**cells, "lat": str(lat), "lon": str(lon)}


def _flat(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Properties within properties as "address.street", lists as one cell."""
    match value:
        case dict() if depth < DEPTH:
            for key, inner in value.items():
                yield from _flat(inner, f"{path}.{key}" if path else str(key), depth + 1)
        case list():
            yield path, SEPARATOR.join(str(each) for each in value if isinstance(each, str))
        case bool():
            yield path, "yes" if value else "no"
        case str():
            whole = value.encode(errors="replace").decode()  # JSON may name half a letter
            yield path, " ".join(whole.split())

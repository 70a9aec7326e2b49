"""Clinics -> a FeatureCollection (RFC 7946), in the order of their ids, the same bytes for the same site."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from locator.exchange.shown import shown_clinics, shown_properties
from locator.exchange.written import Written

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

_JSON = json.JSONEncoder(ensure_ascii=False)  # set up once


def render_geojson(site: Site) -> Written:
    """Every clinic that has a page; a line each, so that two versions can be laid side by side."""
    clinics, text = shown_clinics(site), BytesIO()
    text.write(b'{"type": "FeatureCollection", "features": [')
    for number, clinic in enumerate(clinics):
        text.write(b",\n" if number else b"\n")
        # A lone surrogate has no bytes in UTF-8; no file that we read brings one.
        text.write(_JSON.encode(_feature(site, clinic)).encode("utf-8", "replace"))
    text.write(b"\n]}\n")
    return Written(text.getvalue(), len(clinics))


def _feature(site: Site, clinic: Clinic) -> dict[str, Any]:
    # Longitude first, and no "crs": RFC 7946 knows WGS 84 alone.
    geometry = {"type": "Point", "coordinates": [clinic.point.lon, clinic.point.lat]}
    properties = shown_properties(site, clinic)
    return {"type": "Feature", "id": clinic.id, "geometry": geometry, "properties": properties}

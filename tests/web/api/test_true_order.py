"""GET /api/v1/nearest at 10,000 random points against every geodesic, measured one by one."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from conftest import ROOT
from geopy.distance import geodesic
from pyproj import Geod

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from starlette.testclient import TestClient

POINTS, LIMIT, SAMPLE = 5_000, 5, 100  # points in each of two sites
GEOD = Geod(ellps="WGS84")
MILLIMETRE = 1e-6  # in km


async def nearest(app: Any, lat: float, lon: float) -> list[dict[str, Any]]:
    """Asks the application without the client's labor: only so are thousands a matter of seconds."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/api/v1/nearest",
        "raw_path": b"/api/v1/nearest",
        "query_string": f"lat={lat!r}&lon={lon!r}&limit={LIMIT}".encode(),
        "root_path": "",
        "headers": [(b"host", b"anywhere.example")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    await app(scope, receive, send)
    assert sent[0]["status"] == 200
    clinics: list[dict[str, Any]] = json.loads(sent[1]["body"])["clinics"]
    return clinics


def random_points() -> np.ndarray[Any, Any]:
    """Half of them around Florida, half all over the sphere, the poles and the date line among them."""
    chance = np.random.default_rng(2026)
    half = POINTS // 2
    near = np.column_stack([chance.uniform(24.4, 31, half), chance.uniform(-87.7, -79.9, half)])
    lats = np.degrees(np.arcsin(chance.uniform(-1, 1, half - 4)))
    far = np.column_stack([lats, chance.uniform(-180, 180, half - 4)])
    return np.vstack([near, far, [(90, 0), (-90, 180), (0, 180), (0, -180)]])


@pytest.mark.parametrize("folder", [ROOT, ROOT / "examples/florida"], ids=lambda path: path.name)
def test_the_nearest_of_every_point_are_those_of_brute_force(
    folder: Path, serve: Callable[..., TestClient]
) -> None:
    asyncio.run(compare(serve(folder).app))


async def compare(app: Any) -> None:
    site = app.state.live.edition.catalogue.site
    clinics = [clinic for clinic in site.clinics if clinic.is_open_for_patients]
    lats = np.array([clinic.point.lat for clinic in clinics])
    lons = np.array([clinic.point.lon for clinic in clinics])
    for number, (lat, lon) in enumerate(random_points().tolist()):
        meters = GEOD.inv(np.full_like(lons, lon), np.full_like(lats, lat), lons, lats)[2]
        # Two that a hundredth of a millimeter parts are at one distance; then the id decides.
        ranked = sorted(zip(meters.round(5).tolist(), (each.id for each in clinics), strict=True))[:LIMIT]
        found = await nearest(app, lat, lon)
        assert [each["id"] for each in found] == [id_ for _, id_ in ranked], (lat, lon)
        kilometers = [each["distance_km"] for each in found]
        assert kilometers == pytest.approx([m / 1000 for m, _ in ranked], abs=MILLIMETRE, rel=0)
        if number % (POINTS // SAMPLE) == 0:
            true = [geodesic((lat, lon), (each["lat"], each["lon"])).km for each in found]
            assert kilometers == pytest.approx(true, abs=MILLIMETRE, rel=0)

"""A service that stands on loopback, speaks the wire formats of geocoders and fails on request."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from locator.model.geocoder_settings import ServiceSettings

if TYPE_CHECKING:
    from collections.abc import Callable

Spot = tuple[str, float, float]  # address, latitude, longitude

ADDRESS = "145 East Crystal Lake Avenue, Lake Mary, Florida 32746"
LAKE_MARY: Spot = (ADDRESS, 28.75789, -81.32014)


@dataclass(frozen=True)
class Reply:
    body: bytes = b"[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    drips: bool = False  # byte by byte, never done
    breaks_off: bool = False  # without a word


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}


class StandIn:
    """Answers with `reply`, or what it gives for the request; remembers what it was asked."""

    def __init__(self) -> None:
        self.reply: Reply | Callable[[Asked], Reply] = Reply()
        self.asked: list[Asked] = []
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def domain(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def settings(self, service: str = "nominatim", **more: Any) -> ServiceSettings:
        """Settings of a service that is this server."""
        arguments = {"domain": self.domain, "scheme": "http", **more.pop("arguments", {})}
        title = more.pop("title", service.title())
        return ServiceSettings(service, title, tuple(sorted(arguments.items())), **more)

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(stand_in) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                asked = Asked(self.path, dict(self.headers.items()), body)
                stand_in.asked.append(asked)
                reply = stand_in.reply if isinstance(stand_in.reply, Reply) else stand_in.reply(asked)
                if reply.hangs:
                    stand_in._closing.wait()
                    return
                if reply.breaks_off:
                    return
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    while reply.drips and not stand_in._closing.wait(0.02):
                        self.wfile.write(b" ")
                        self.wfile.flush()
                    self.wfile.write(reply.body)
                except OSError:
                    pass  # the caller has gone

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def nominatim(*spots: Spot, kind: str = "house") -> Reply:
    places = [
        {
            "place_id": 300000000 + i,
            "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
            "osm_type": "way",
            "osm_id": 1,
            "lat": str(lat),
            "lon": str(lon),
            "class": "place",
            "type": kind,
            "place_rank": 30,
            "importance": 0.00009,
            "addresstype": kind,
            "name": "",
            "display_name": f"{address}, United States",
            "boundingbox": [str(lat), str(lat), str(lon), str(lon)],
        }
        for i, (address, lat, lon) in enumerate(spots)
    ]
    return Reply(json.dumps(places).encode())


def photon(*spots: Spot, kind: str = "house") -> Reply:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {
                "osm_type": "N",
                "osm_id": 1,
                "osm_key": "place",
                "osm_value": kind,
                "type": kind,
                "countrycode": "US",
                "name": address,
                "country": "United States",
            },
        }
        for address, lat, lon in spots
    ]
    return Reply(json.dumps({"type": "FeatureCollection", "features": features}).encode())


def pelias(*spots: Spot, kind: str = "address", match_type: str = "exact") -> Reply:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {
                "id": "us/fl/1",
                "layer": kind,
                "name": address,
                "confidence": 1,
                "match_type": match_type,
                "country_a": "USA",
                "label": address,
            },
        }
        for address, lat, lon in spots
    ]
    return Reply(json.dumps({"geocoding": {}, "type": "FeatureCollection", "features": features}).encode())


def google(*spots: Spot, kind: str = "street_address", status: str = "", is_partial: bool = False) -> Reply:
    results = [
        {
            "formatted_address": address,
            "geometry": {"location": {"lat": lat, "lng": lon}, "location_type": "ROOFTOP"},
            "place_id": "ChIJ",
            "types": [kind],
            **({"partial_match": True} if is_partial else {}),
        }
        for address, lat, lon in spots
    ]
    status = status or ("OK" if results else "ZERO_RESULTS")
    return Reply(json.dumps({"results": results, "status": status}).encode())


def mapbox(*spots: Spot, kind: str = "address") -> Reply:
    features = [
        {
            "id": f"{kind}.1",
            "type": "Feature",
            "place_type": [kind],
            "relevance": 1,
            "place_name": address,
            "center": [lon, lat],
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
        }
        for address, lat, lon in spots
    ]
    return Reply(json.dumps({"type": "FeatureCollection", "query": [], "features": features}).encode())


FORMATS = {
    "nominatim": nominatim,
    "photon": photon,
    "pelias": pelias,
    "google": google,
    "mapbox": mapbox,
}
KEYED = {"google", "mapbox"}
EMPTY = {service: make() for service, make in FORMATS.items()}
FAILURES = {
    "quota": Reply(b"", 429, {"Retry-After": "120"}),
    "broken": Reply(b"<h1>Oops</h1>", 500),
    "forbidden": Reply(b"Access blocked", 403),
    "hangs": Reply(hangs=True),
    "drips": Reply(drips=True),
    "breaks off": Reply(breaks_off=True),
    "garbage": Reply(b"\x00\xff\xfe\x80<<<"),
    "no JSON": Reply(b"<html>"),
    "wrong types": Reply(json.dumps([{"lat": {}, "lon": [], "display_name": 3}]).encode()),
    "another shape": Reply(json.dumps({"features": [{"geometry": 7}], "results": 7}).encode()),
    "a number": Reply(b"42"),
    "off the globe": Reply(json.dumps([{"lat": "991", "lon": "7", "display_name": "Crystal Lake"}]).encode()),
    "deep": Reply(b"[" * 100_000),
    "huge": Reply(b"[" + b" " * 2_000_000 + b"]"),
    "redirect": Reply(b"", 302, {"Location": "http://127.0.0.1:9/elsewhere"}),
}
SLOW = {"hangs", "drips"}
QUICK = sorted(FAILURES.keys() - SLOW)

"""JSON for programs; errors are problem details (RFC 9457)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.pages.answer import completion_data, nearest_data
from locator.pages.understood import no_place_reply
from locator.site.answer import Answer, How
from locator.site.completion import complete
from locator.web.asking import understand

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from locator.site.snapshot import Site
    from locator.web.live import Live

MAX_LIMIT = 50
DEFAULT_LIMIT = 5
MAX_QUERY = 120
PARAMETERS = ("q", "lat", "lon", "limit", "treatment", "max_distance_km")


class _BadParameter(ValueError):
    """A parameter that cannot be used, by name."""

    def __init__(self, name: str, detail: str) -> None:
        super().__init__(detail)
        self.name = name


async def nearest(request: Request) -> Response:
    """GET /api/v1/nearest: the clinics nearest to lat and lon, or to q."""
    live = request.app.state.live
    site: Site = live.edition.catalogue.site
    try:
        parameters = _once(request)
        answer = await _place(live, parameters)
        treatment = _treatment(site, parameters)
        limit = _limit(parameters)
        max_distance_km = _positive(parameters, "max_distance_km")
    except _BadParameter as error:
        return _problem(422, "A parameter cannot be used", str(error), parameter=error.name)
    if not (answer.origin or answer.candidates):
        reply = no_place_reply(site, answer)
        detail = f"{reply.heading}. {reply.explanation}"
        suggestions = list(answer.suggestions)
        return _problem(404, "Place not found", detail, how=answer.how.value, suggestions=suggestions)
    data = nearest_data(
        site,
        answer,
        now=live.clock(),
        limit=limit,
        treatment=treatment,
        max_distance_km=max_distance_km,
    )
    return JSONResponse(data, headers={"cache-control": "no-store"})


async def places(request: Request) -> Response:
    """GET /api/v1/places: places whose name begins with q."""
    site: Site = request.app.state.live.edition.catalogue.site
    try:
        limit = _limit(dict(request.query_params))
    except _BadParameter as error:
        return _problem(422, "A parameter cannot be used", str(error), parameter=error.name)
    found = complete(site, request.query_params.get("q", ""), limit)
    return JSONResponse(completion_data(site, found), headers={"cache-control": "no-store"})


def _problem(status: int, title: str, detail: str, **more: object) -> Response:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(
        body, status, media_type="application/problem+json", headers={"cache-control": "no-store"}
    )


def _once(request: Request) -> dict[str, str]:
    """The parameters, each known and given once."""
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in PARAMETERS:
            raise _BadParameter(name, f"There is no such parameter; known are {', '.join(PARAMETERS)}.")
        if name in given:
            raise _BadParameter(name, "It is given twice.")
        given[name] = value
    return given


async def _place(live: Live, parameters: dict[str, str]) -> Answer:
    """What to measure from: lat and lon, or the place that q names."""
    lat, lon = _number(parameters, "lat"), _number(parameters, "lon")
    if lat is not None and lon is not None:
        try:
            point = Point(lat, lon)
        except ValueError as error:
            raise _BadParameter("lat" if "latitude" in str(error) else "lon", f"The {error}.") from None
        return Answer("", Place(str(point), "", "", PlaceKind.COORDINATES, point), how=How.COORDINATES)
    if lat is not None or lon is not None:
        raise _BadParameter("lon" if lon is None else "lat", "lat and lon come both or not at all.")
    query = parameters.get("q", "").strip()
    if not 0 < len(query) <= MAX_QUERY:
        raise _BadParameter("q", f"Give lat and lon, or a place of 1 to {MAX_QUERY} characters.")
    answer = await understand(live, query)
    if answer.how is How.OFF_GLOBE:
        raise _BadParameter("q", no_place_reply(live.edition.catalogue.site, answer).explanation)
    return answer


def _treatment(site: Site, parameters: dict[str, str]) -> str:
    slug = parameters.get("treatment", "")
    if slug and slug not in site.treatments:
        raise _BadParameter(
            "treatment", f"There is no such treatment; there are {', '.join(site.treatments)}."
        )
    return slug


def _limit(parameters: dict[str, str]) -> int:
    text = parameters.get("limit", str(DEFAULT_LIMIT))
    # Not int(): it would take "1_0" and digits of other scripts.
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= MAX_LIMIT):  # noqa: PLR2004
        raise _BadParameter("limit", f"Give a whole number from 1 to {MAX_LIMIT}.")
    return int(text)


def _number(parameters: dict[str, str], name: str) -> float | None:
    text = parameters.get(name)
    if text is None:
        return None
    digits = text.lstrip("+-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and text.count("-") + text.count("+") <= 1):
        raise _BadParameter(name, "Give a decimal number of degrees or kilometres, such as 28.7589.")
    value = float(text)
    if not math.isfinite(value):
        raise _BadParameter(name, "The number is too large.")
    return value


def _positive(parameters: dict[str, str], name: str) -> float | None:
    value = _number(parameters, name)
    if value is not None and value <= 0:
        raise _BadParameter(name, "Give a number greater than 0.")
    return value

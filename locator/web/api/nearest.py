"""GET /api/v1/nearest: the clinics nearest to lat and lon, or to the place that q names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from locator.model.point import Point
from locator.pages.api.nearest import Wishes, nearest_json
from locator.pages.api.parameters import DEFAULT_CLINICS
from locator.pages.api.problems import PLACE_NOT_FOUND
from locator.pages.understood import no_place_reply
from locator.site.queries.answer import Answer, How
from locator.site.queries.places import place_at
from locator.site.queries.search import find_place
from locator.web.api.answers import asked, passing
from locator.web.api.parameters import BadParameter
from locator.web.api.problems import ProblemError
from locator.web.asking import may_ask, understand
from locator.web.sharing import ask
from locator.web.vitals.figures import By
from locator.web.vitals.searches import found

if TYPE_CHECKING:
    from starlette.requests import Request

    from locator.site.snapshot import Site
    from locator.web.api.answers import Later
    from locator.web.live import Live


def nearest(live: Live, request: Request) -> Response | Later:
    """The nearest clinics, the places that q may mean, or a problem; later, if they take a while."""
    values = asked(live, request, "nearest")
    origin = _take_origin(values)
    wishes = Wishes(**{"limit": DEFAULT_CLINICS, **values})
    if isinstance(origin, Point):
        return _reply(live, _at(origin), wishes)
    answer = find_place(live.edition.catalogue.site, origin)
    return _refined(live, origin, wishes) if may_ask(live, answer) else _reply(live, answer, wishes)


async def _refined(live: Live, text: str, wishes: Wishes) -> Response:
    reply = _reply(live, await understand(live, text), wishes)
    return reply if isinstance(reply, Response) else await reply


def _reply(live: Live, answer: Answer, wishes: Wishes) -> Response | Later:
    site = live.edition.catalogue.site
    if answer.origin and live.edition.questions:
        return _shared(live, answer, wishes)
    live.vitals.searched(By.API, found(site, answer, By.API))
    if not (answer.origin or answer.candidates):
        raise _unknown(site, answer)
    return passing(nearest_json(site, answer, wishes, now=live.clock()))


async def _shared(live: Live, answer: Answer, wishes: Wishes) -> Response:
    edition = live.edition
    live.vitals.searched(By.API, found(edition.catalogue.site, answer, By.API))
    make = partial(nearest_json, edition.catalogue.site, answer, wishes, now=live.clock())
    return passing(await ask(edition, lambda questions: make(questions=questions)))


def _take_origin(values: dict[str, Any]) -> str | Point:
    """Takes q, or lat and lon, out of the values."""
    query, lat, lon = values.pop("q", None), values.pop("lat", None), values.pop("lon", None)
    if query is not None and (lat is not None or lon is not None):
        raise BadParameter("q", "Give either q or lat and lon, not both.")
    if query is not None:
        return str(query)
    if lat is None and lon is None:
        raise BadParameter("q", "Say from where: give q, or lat and lon.")
    if lat is None or lon is None:
        raise BadParameter("lat" if lat is None else "lon", "lat and lon come both or not at all.")
    return Point(lat, lon)


def _at(point: Point) -> Answer:
    return Answer("", place_at(point), how=How.COORDINATES)


def _unknown(site: Site, answer: Answer) -> ProblemError:
    reply = no_place_reply(site, answer)
    if answer.how is How.OFF_GLOBE:
        return BadParameter("q", reply.explanation)
    detail = f"{reply.heading}. {reply.explanation}"
    suggestions = list(answer.suggestions)
    return ProblemError(PLACE_NOT_FOUND, detail, how=answer.how.value, suggestions=suggestions)

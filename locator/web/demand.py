"""What visitors look for over HTTP: a beacon for pages and presses, and what the finder was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from locator.demand.kind import PRESSES, Kind
from locator.demand.place_name import place_name
from locator.site.queries.answer import How
from locator.site.queries.places import is_served
from locator.web.caching import NOT_KEPT
from locator.web.forms import read_fields
from locator.web.origin import is_from_here
from locator.web.visitors import is_counted, is_opened

if TYPE_CHECKING:
    from starlette.requests import Request

    from locator.pages.catalogue import Catalogue
    from locator.pages.finder.question import Question
    from locator.site.queries.answer import Answer
    from locator.site.snapshot import Site

BURST, SECONDS = 60, 1.0  # counts of one network at once, then one a second (rule C24)
_NOT_PLACED = (How.UNKNOWN, How.NO_POSTCODE)


async def take_count(request: Request) -> Response:
    """POST /demand: kind, page and, for a press, clinic; counts it and says nothing (204)."""
    catalogue = request.app.state.live.edition.catalogue
    if not catalogue.site.config.counted:
        return _refusal("Nothing is counted here.", 404)
    if not is_from_here(request, catalogue.site.config):
        return _refusal("Only this site's own pages count.", 403)
    fields = await read_fields(request)
    if isinstance(fields, Response):
        return fields
    counted = parse_count(catalogue, fields)
    return _count(request, *counted) if counted else _refusal("There is no such thing to count.", 422)


def _count(request: Request, kind: Kind, subject: str) -> Response:
    if is_counted(request.headers):
        if wait := _wait(request):
            return _refusal("That is too much to count.", 429, retry_after=wait)
        request.app.state.turnstile.count(kind, subject)
    return Response(status_code=204, headers=NOT_KEPT)


def parse_count(catalogue: Catalogue, fields: list[tuple[str, str]]) -> tuple[Kind, str] | None:
    """Reads a beacon: exactly its fields, each once, a page and a clinic that there are; else None."""
    given = dict(fields)
    kind = next((kind for kind in (Kind.VIEW, *PRESSES) if kind.value == given.get("kind")), None)
    names = ["kind", "page"] if kind is Kind.VIEW else ["kind", "page", "clinic"]
    if kind is None or sorted(name for name, _ in fields) != sorted(names):
        return None
    page, clinic = given["page"], given.get("clinic", "")
    if page not in catalogue.pages and page not in catalogue.gone and page not in catalogue.finders:
        return None
    if kind is Kind.VIEW:
        return kind, page
    return (kind, clinic) if clinic in catalogue.site.clinics_by_id else None


def count_search(request: Request, question: Question, answer: Answer) -> None:
    """Counts what the finder was asked: a town by its name, a position as one search; never the words.

    Further pages of one answer are not counted, nor is a choice of places before one is chosen.
    """
    site = request.app.state.live.edition.catalogue.site
    if question.page > 1 or not site.config.counted or not is_opened(request.headers):
        return
    found = tuple(_searched(site, answer))
    if found and not _wait(request):
        for kind, subject in found:
            request.app.state.turnstile.count(kind, subject)


def _searched(site: Site, answer: Answer) -> list[tuple[Kind, str]]:
    if answer.origin is None:
        is_lost = answer.how in _NOT_PLACED and not answer.candidates
        return [(Kind.UNKNOWN, "")] if is_lost else []
    name = place_name(site.gazetteer, answer.origin)
    if not name:
        return [(Kind.HERE, "")]
    unmet = [] if is_served(site, answer.origin) else [(Kind.UNMET, name)]
    return [(Kind.SEARCH, name), *unmet]


def _wait(request: Request) -> int:
    """The seconds until this network's next count; 0 takes one now."""
    wait: int = request.app.state.counts.take(request.client.host if request.client else "")
    return wait


def _refusal(why: str, status: int, *, retry_after: int = 0) -> Response:
    headers = NOT_KEPT | ({"retry-after": str(retry_after)} if retry_after else {})
    return PlainTextResponse(f"{why}\n", status, headers)

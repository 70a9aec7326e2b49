"""The finder over HTTP: asked by address, or by a form when the visitor's position is in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from locator.pages.finder.question import parse_position, parse_question
from locator.pages.languages import view_at
from locator.site.languages import ADDRESS_WORDS
from locator.site.queries.answer import Answer, How
from locator.site.queries.places import place_at
from locator.site.urls import Urls
from locator.web.asking import understand
from locator.web.caching import NOT_KEPT, unkept
from locator.web.demand import count_search
from locator.web.forms import MAX_FIELDS, read_fields
from locator.web.sharing import ask
from locator.web.vitals.figures import By
from locator.web.vitals.searches import found

if TYPE_CHECKING:
    from starlette.requests import Request

    from locator.pages.finder.question import Question
    from locator.site.snapshot import Site

# Of every language that a site may come to speak while it is served.
FINDERS = (Urls().find, *(Urls(f"/{code}", words).find for code, words in ADDRESS_WORDS.items()))


async def find(request: Request) -> Response:
    """GET /find, /es/buscar: the place is in the address, which can be shared and restores itself."""
    live = request.app.state.live
    question = parse_question(_site(request), request.query_params.multi_items()[:MAX_FIELDS])
    if not question.text:
        return await _page(request, question, None)
    answer = await understand(live, question.text)
    count_search(request, question, answer)
    return await _found(request, question, answer)


async def find_here(request: Request) -> Response:
    """POST to the same: the place is where the visitor's device is, used for this answer and not kept."""
    pairs = await read_fields(request)
    if isinstance(pairs, Response):
        return pairs
    question = parse_question(_site(request), pairs)
    if question.text:  # typed after all: an answer to it has an address
        return RedirectResponse(f"{question.path}#results", 303, NOT_KEPT)
    point = parse_position(pairs)
    if point is None:
        return await _found(request, question, Answer("", how=How.HERE))
    answer = Answer("", place_at(point), how=How.POSITION)
    count_search(request, question, answer)
    return await _found(request, question.at(point), answer)


def _site(request: Request) -> Site:
    """The site in the language of the page that was asked."""
    return view_at(request.app.state.live.edition.catalogue.site, request.scope["path"])


async def _found(request: Request, question: Question, answer: Answer) -> Response:
    live = request.app.state.live
    if question.page == 1:
        live.vitals.searched(By.FINDER, found(live.edition.catalogue.site, answer, By.FINDER))
    return await _page(request, question, answer)


async def _page(request: Request, question: Question, answer: Answer | None) -> Response:
    live = request.app.state.live
    edition, now = live.edition, live.clock()
    find = partial(edition.catalogue.find, question, answer, now=now)
    return unkept(request, await ask(edition, lambda questions: find(questions=questions)))

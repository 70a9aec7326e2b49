"""Signing in and out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from locator.web.workbench.asked import FormError, read_asked
from locator.web.workbench.door.cookie import cookie_of, give_cookie, take_cookie
from locator.web.workbench.door.gate import safe_next
from locator.web.workbench.routing import NOT_OURS, is_own_form, respond
from locator.workbench.answer import Shown
from locator.workbench.frame import SIGN_IN
from locator.workbench.sign_in import Said, sign_in_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from locator.web.workbench.asked import Asked
    from locator.web.workbench.bench import Bench
    from locator.web.workbench.door.sessions import Session

MOST = 8_192  # bytes of the form
EVERYWHERE = "everywhere"
STATUSES = {Said.WRONG: 422, Said.WAIT: 429, Said.UNCOUNTED: 503}
LOCAL = ("localhost", "127.0.0.1", "::1")


async def ask(request: Request) -> Response:
    """GET /workbench/sign-in: the form; who is signed in goes on."""
    asked = await read_asked(request)
    if request.state.session:
        return RedirectResponse(safe_next(asked.query.one("next")), 303)
    said = Said.LATE if "late" in asked.query else Said.OUT if "out" in asked.query else Said.NOTHING
    return _page(request, asked.query.one("next"), "", said)


async def take(request: Request) -> Response:
    """POST to the same: begins a session under a new id, or shows the form again."""
    try:
        asked = await read_asked(request, MOST)
    except FormError as error:
        return PlainTextResponse(f"{error.told}\n", error.status)
    bench: Bench = request.app.state.bench
    name, now = asked.form.one("name"), bench.live.clock()
    address = request.client.host if request.client else ""
    wait = await asyncio.to_thread(bench.attempts.take, name, address, now)
    if wait is None:
        return _page(request, asked.form.one("next"), name, Said.UNCOUNTED)
    if wait:
        busy = _page(request, asked.form.one("next"), name, Said.WAIT, wait=wait)
        busy.headers["retry-after"] = str(wait)
        return busy
    session = await bench.compare(lambda: _begin(bench, asked, cookie_of(request), address))
    if session is None:
        return _page(request, asked.form.one("next"), name, Said.WRONG)
    response = RedirectResponse(safe_next(asked.form.one("next")), 303)
    give_cookie(response, session.id)
    return response


def _begin(bench: Bench, asked: Asked, old: str, address: str) -> Session | None:
    name, password = asked.form.one("name"), asked.form.one("password")
    editor = bench.editors.verify(name, password)
    if editor is None:
        return None
    bench.attempts.forgive(name, address)
    bench.sessions.end(old)
    return bench.sessions.begin(editor.name, editor.secret, bench.live.clock())


async def leave(request: Request) -> Response:
    """POST /workbench/sign-out: here, or everywhere."""
    try:
        asked = await read_asked(request, MOST)
    except FormError as error:
        return PlainTextResponse(f"{error.told}\n", error.status)
    bench, session = request.app.state.bench, request.state.session
    if not is_own_form(asked, session):
        return PlainTextResponse(NOT_OURS, 403)
    if EVERYWHERE in asked.form:
        await asyncio.to_thread(bench.sessions.end_all, session.editor)
    else:
        await asyncio.to_thread(bench.sessions.end, session.id)
    response = RedirectResponse(f"{SIGN_IN}?out=yes", 303)
    take_cookie(response)
    return response


def _page(request: Request, next_: str, name: str, said: Said, *, wait: int = 0) -> Response:
    bench: Bench = request.app.state.bench
    is_private = request.url.scheme == "https" or request.url.hostname in LOCAL
    page = sign_in_page(
        bench.live.edition.catalogue.site,
        next_=safe_next(next_),
        name=name[:100],
        said=said,
        wait=wait,
        is_private=is_private,
    )
    return respond(bench, Shown(page, STATUSES.get(said, 200)))

"""Routes of the workbench: each a plain function of a Desk and what is asked, run in a thread."""

from __future__ import annotations

import hmac
import logging
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from locator.errors import LocatorError
from locator.pages.output import Output
from locator.site.disk_words import why
from locator.web.security import content_policy
from locator.web.workbench.asked import MOST, Asked, FormError, read_asked
from locator.workbench.answer import Done, Shown, refused
from locator.workbench.desk import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from locator.web.workbench.bench import Bench
    from locator.web.workbench.door.sessions import Session
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

    Handler = Callable[[Desk, Asked], Answer]

logger = logging.getLogger(__name__)

TOKEN = "csrf"
FAILED = 500
DISK = (
    "The disk of the server refused ({why}), so nothing was changed. Tell whoever runs the server, "
    "then go back and send it again."
)
NOT_OURS = (
    "This form is not of your session, so nothing was done. Open its page again, and send it from there.\n"
)


def show(path: str, handler: Handler) -> Route:
    """A page to look at: GET, and nothing changes."""
    return Route(path, _endpoint(handler, MOST), methods=["GET"], name=f"show {path}")


def act(path: str, handler: Handler, *, most: int = MOST) -> Route:
    """A form that is sent: POST, with the session's token; `most` bytes at most."""
    return Route(path, _endpoint(handler, most), methods=["POST"], name=f"act {path}")


def is_own_form(asked: Asked, session: Session) -> bool:
    """Whether a form carries the token of the session that sends it."""
    return hmac.compare_digest(asked.form.one(TOKEN).encode("utf-8", "replace"), session.token.encode())


def _endpoint(handler: Handler, most: int) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        bench: Bench = request.app.state.bench
        session: Session = request.state.session
        try:
            asked = await read_asked(request, most)
        except FormError as error:
            return PlainTextResponse(f"{error.told}\n", error.status)
        if request.method == "POST" and not is_own_form(asked, session):
            return PlainTextResponse(NOT_OURS, 403)
        return await bench.work(lambda: _answer(bench, session, handler, asked))

    return endpoint


def _answer(bench: Bench, session: Session, handler: Handler, asked: Asked) -> Response:
    desk = bench.desk(session)
    try:
        answer = handler(desk, asked)
    except LocatorError as error:  # its text is fit to be shown
        answer = refused(desk, error)
    except OSError as error:  # full, or not ours to write
        logger.error("%s", error)
        answer = refused(desk, LocatorError(DISK.format(why=why(error))), FAILED)
    if isinstance(answer, Done):
        if answer.told:
            bench.sessions.tell(session, Notice(answer.told, answer.is_good))
        return RedirectResponse(answer.path, 303)
    if isinstance(answer, Output):
        policy = {"content-security-policy": content_policy(answer.origins, framed_by="'self'")}
        return Response(answer.body, answer.status, policy, answer.media_type)
    response = respond(bench, answer if isinstance(answer, Shown) else Shown(answer, 200))
    if desk.notice:
        bench.sessions.shown(session)
    return response


def respond(bench: Bench, shown: Shown) -> Response:
    """A page as it is sent: never packed, because it holds a secret (decision 23)."""
    body = bench.live.edition.catalogue.renderer.render(shown.page)
    return Response(body, shown.status, media_type="text/html")

"""The workbench as an application of its own, below /workbench/: there only while somebody may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Match, NoMatchFound, Route

from locator.web.workbench.bench import Bench
from locator.web.workbench.door.gate import Gate
from locator.web.workbench.door.sign_in import ask, leave, take
from locator.web.workbench.routes import (
    clinics,
    coverage,
    demand,
    draft,
    history,
    holidays,
    new_clinic,
    overview,
    paste,
    preview,
    reports,
    towns,
    upload,
)
from locator.web.workbench.routing import show
from locator.workbench.answer import Done, missing
from locator.workbench.frame import HOME, SIGN_IN, SIGN_OUT

if TYPE_CHECKING:
    from starlette.datastructures import URLPath
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from locator.web.live import Live
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

#: The routes of every section, each in the module that is named after it.
SECTIONS = (
    overview,
    paste,
    upload,
    towns,
    preview,
    clinics,
    new_clinic,
    holidays,
    coverage,
    demand,
    draft,
    history,
    reports,
)


class Workbench(BaseRoute):
    """A route that takes everything below /workbench/; without an editor it is not there at all."""

    def __init__(self, live: Live) -> None:
        self.bench = Bench(live)
        app = Starlette(
            routes=[
                Route(SIGN_IN, ask, methods=["GET"]),
                Route(SIGN_IN, take, methods=["POST"]),
                Route(SIGN_OUT, leave, methods=["POST"]),
                *(route for section in SECTIONS for route in section.routes),
                show("/{path:path}", nowhere),
            ],
            exception_handlers={Exception: failed},
        )
        app.router.redirect_slashes = False
        app.state.bench = self.bench
        self._gate = Gate(app, self.bench)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Takes what is addressed to the workbench."""
        is_ours = scope["type"] == "http" and f"{scope['path']}/".startswith(HOME)
        return (Match.FULL if is_ours and self.bench.editors.is_any else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers it."""
        await self._gate(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """No address is made from the name of a route: `locator.workbench.frame` spells them."""
        raise NoMatchFound(name, path_params)


def nowhere(desk: Desk, asked: Asked) -> Answer:
    """Any other address; one without its last slash may be meant."""
    path = f"/{asked.path['path']}"
    return missing(desk) if path.endswith("/") else Done(f"{path}/")


async def failed(_: Request, __: Exception) -> Response:
    """A fault of ours: says so and no more."""
    return PlainTextResponse("Something went wrong here. Nothing was published. Please try again.\n", 500)

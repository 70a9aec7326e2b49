"""The workbench as an application of its own, below /workbench/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

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
from locator.workbench.frame import SIGN_IN, SIGN_OUT

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

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


def open_workbench(live: Live) -> ASGIApp:
    """The application behind its gate."""
    bench = Bench(live)
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
    app.state.bench = bench
    return Gate(app, bench)


def nowhere(desk: Desk, asked: Asked) -> Answer:
    """Any other address; one without its last slash may be meant."""
    path = f"/{asked.path['path']}"
    return missing(desk) if path.endswith("/") else Done(f"{path}/")


async def failed(_: Request, __: Exception) -> Response:
    """A fault of ours: says so and no more."""
    return PlainTextResponse("Something went wrong here. Nothing was published. Please try again.\n", 500)

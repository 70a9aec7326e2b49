"""The Starlette application: every route in one list, each handler only glue."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from locator.demand.book import DemandBook
from locator.demand.turnstile import Turnstile
from locator.pages.assets import Archive
from locator.pages.output import BRIEFLY, FOREVER, OK, Moved, Output
from locator.site.languages import ADDRESS_WORDS
from locator.site.reports import ReportBook
from locator.site.urls import CARDS, DEMAND, GEOJSON, KML, Urls
from locator.web import demand
from locator.web.api.app import mount_api
from locator.web.api.cross_origin import CrossOrigin
from locator.web.caching import NOT_KEPT, conditional
from locator.web.cards import card
from locator.web.finder import FINDERS, find, find_here
from locator.web.pacing import Bucket
from locator.web.reports import BURST, SECONDS, ask_report, take_report
from locator.web.security import SecurityHeaders
from locator.web.upkeep import upkeep
from locator.web.vitals.page_kind import PageKind, kind_of
from locator.web.vitals.routes import ROUTES
from locator.web.workbench.way_in import WayIn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from locator.web.edition import Edition
    from locator.web.live import Live

    Handler = Callable[[Request], Awaitable[Response]]


# Of every language that a site may come to speak while it is served.
REPORTS = (Urls().report, *(Urls(f"/{code}", words).report for code, words in ADDRESS_WORDS.items()))
FILES_SECONDS = 15.0  # to wait for what machines read: a worker that is told to end has no more than 20
AGAIN_SECONDS = 60  # until a machine may ask for it again


class _Guarded(Starlette):
    """Starlette, but that every answer carries the headers: faults are answered outside all middleware."""

    def __init__(self, live: Live, **settings: Any) -> None:
        super().__init__(**settings)
        self.state.live = live

    def build_middleware_stack(self) -> ASGIApp:
        """The whole of the application."""
        return SecurityHeaders(super().build_middleware_stack(), self.state.live)


def create_app(live: Live, *, watch: bool = False, follow: bool = True) -> Starlette:
    """Makes the application that serves `live`; with `watch` it follows changes of the site folder.

    Where another process follows publications and the calendar, `follow` is False.
    """
    pages = Route("/{path:path}", page)
    app = _Guarded(
        live,
        routes=[
            *ROUTES,
            mount_api(live, page=page),  # early: routes are tried one after another
            Route("/static/{name:path}", static),
            Route(f"{CARDS}/{{name:path}}", card),
            *(Route(finder, ask(find)) for finder in FINDERS),
            *(Route(finder, ask(find_here), methods=["POST"]) for finder in FINDERS),
            *(Route(report, ask(ask_report)) for report in REPORTS),
            *(Route(report, ask(take_report), methods=["POST"]) for report in REPORTS),
            Route(DEMAND, demand.take_count, methods=["POST"]),
            *(shared(path, live) for path in (GEOJSON, KML)),
            WayIn(live, elsewhere=pages),
            pages,
        ],
        exception_handlers={Exception: failed},
        lifespan=partial(upkeep, live=live, watch=watch, follow=follow),
    )
    app.router.redirect_slashes = False  # it would repeat the Host header; the catalogue knows every spelling
    app.state.reports = ReportBook(live.cabinet)
    app.state.bucket = Bucket(BURST, SECONDS, time.monotonic)
    app.state.turnstile = Turnstile(DemandBook(live.cabinet), lambda: live.clock().date())
    app.state.counts = Bucket(demand.BURST, demand.SECONDS, time.monotonic)
    return app


def shared(path: str, live: Live) -> Route:
    """A file for maps of other people, whose scripts may read it where site.toml says so."""
    return Route(path, CrossOrigin(Route(path, page), live))


async def failed(_: Request, __: Exception) -> Response:
    """A fault of ours: says so and no more."""
    return PlainTextResponse("Something went wrong here. Please try again later.\n", 500, NOT_KEPT)


async def static(request: Request) -> Response:
    """A static file under its content-addressed name."""
    path, edition = request.scope["path"], request.app.state.live.edition
    asset = request.app.state.live.asset(path)
    if asset is None or (isinstance(asset, Archive) and not asset.file.is_file()):
        return PlainTextResponse("There is no such file.\n", 404, NOT_KEPT)
    if isinstance(asset, Archive):  # answers to Range
        return FileResponse(asset.file, media_type=asset.media_type, headers={"cache-control": FOREVER})
    viewer = edition.catalogue.renderer.viewer
    if viewer and asset.path == viewer.worker:  # a worker obeys the policy that it comes with
        asset = replace(asset, origins=viewer.origins)
    edition.shelf.put(path, asset, PageKind.STATIC, FOREVER)
    return conditional(request, asset, FOREVER)


def ask(answer: Handler) -> Handler:
    """Asks a form of one language; a language that the site does not speak has none."""

    async def asked(request: Request) -> Response:
        catalogue = request.app.state.live.edition.catalogue
        is_spoken = request.scope["path"] in (*catalogue.finders, *catalogue.forms)
        return await (answer(request) if is_spoken else page(request))

    return asked


async def _files(edition: Edition) -> Mapping[str, Output] | None:
    """What machines read; who asks before it is made waits for it beside all others. None if that is long."""
    if edition.has_files:
        return edition.files
    making = asyncio.ensure_future(asyncio.to_thread(lambda: edition.files))
    done, _ = await asyncio.wait([making], timeout=FILES_SECONDS)
    return making.result() if done else None


async def page(request: Request) -> Response:
    """Every page, sitemap and redirect of the catalogue."""
    edition = request.app.state.live.edition
    path = request.scope["path"]
    files = {} if path in edition.catalogue.pages else await _files(edition)
    if files is None:
        headers = NOT_KEPT | {"retry-after": str(AGAIN_SECONDS)}
        return PlainTextResponse("This is still being made. Please ask again in a minute.\n", 503, headers)
    answer = files.get(path) or edition.catalogue.answer(path)
    if b"%" in request.scope.get("raw_path", b"") and isinstance(answer, Output) and answer.status == OK:
        answer = Moved(path, 308)  # plain letters behind percent signs: /%63linics/ (rule A35)
    if isinstance(answer, Moved):
        # A question goes along to the finder; whatever else stands after ? is for trackers.
        asked = (
            f"?{request.url.query}"
            if answer.location in edition.catalogue.finders and request.url.query
            else ""
        )
        return RedirectResponse(answer.location + asked, answer.status, headers={"cache-control": BRIEFLY})
    if answer.status == OK:
        edition.shelf.put(path, answer, kind_of(edition.catalogue, path))
    return conditional(request, answer)

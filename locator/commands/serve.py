"""`locator serve`: the site over HTTP."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from locator.commands.folder import add_site_argument, open_folder, utc_now
from locator.commands.store import CACHE_VARIABLE, configured_store, open_follower
from locator.errors import UsageError
from locator.logs import start_logging

if TYPE_CHECKING:
    import argparse
    import asyncio
    import socket

    from starlette.types import ASGIApp
    from uvicorn import Config

    from locator.web.live import Live

logger = logging.getLogger(__name__)

SITE_VARIABLE = "LOCATOR_SITE"
WATCH_VARIABLE = "LOCATOR_WATCH"
GOODBYE_SECONDS = 20  # that an answer may take which has begun when the server is stopped


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    add_site_argument(parser)
    add_address_arguments(parser, port=8000)
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="how many processes serve (default: 1)"
    )
    parser.add_argument("--watch", action="store_true", help="reload when a file of the folder changes")
    parser.add_argument(
        "--cache", metavar="DIR", help="where the files of a store lie (default: your cache folder)"
    )


def add_address_arguments(parser: argparse.ArgumentParser, *, port: int) -> None:
    """Adds --host and --port."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: this machine only)"
    )
    parser.add_argument(
        "--port", type=int, default=port, help=f"the port to listen on (default: {port}); 0 takes a free one"
    )


def run(options: argparse.Namespace) -> int:
    """Serves until it is stopped."""
    from locator.commands.starting.doubts import tell_doubts
    from locator.commands.starting.listening import listen
    from locator.editing.editors import Editors
    from locator.web.app import create_app
    from locator.web.entrance.entrance import Entrance
    from locator.web.open_files import widen
    from locator.web.server import Server

    if options.workers < 1:
        msg = f"--workers {options.workers}: give 1 or more"
        raise UsageError(msg)
    can_fork = hasattr(os, "fork")
    if options.workers > 1 and not can_fork:
        msg = f"--workers {options.workers}: this system cannot fork; start several behind a proxy"
        raise UsageError(msg)
    widen()
    store = configured_store(options.site)
    tell_doubts(None if store else open_folder(options.site), os.environ)
    if options.watch and store:
        logger.warning("--watch is for a folder: what others publish in a database is served at once anyhow.")
    watch = options.watch and not store
    os.environ |= {SITE_VARIABLE: str(Path(options.site).resolve()), WATCH_VARIABLE: "1" if watch else ""}
    if options.cache:
        os.environ[CACHE_VARIABLE] = options.cache
    live = open_live()  # problems show before a port is taken
    has_workbench = Editors(live.cabinet, os.environ).is_any
    listener = listen(options.host, options.port)
    _announce(live, listener, watch, has_workbench=has_workbench)
    if can_fork:
        from locator.web.workers import Workers

        def configure() -> Config:
            return _config(Entrance(create_app(live, follow=False), live))

        return Workers(live, listener, configure, count=options.workers, watch=watch).run()
    app = Entrance(create_app(live, watch=watch), live)
    Server(_config(app)).run(sockets=[listener])
    return 0


def _config(app: ASGIApp) -> Config:
    """How every process serves."""
    from uvicorn import Config

    return Config(
        app,
        http=_protocol(),
        log_config=None,  # what it tells goes the way of all lines
        log_level="error",  # it warns of whatever a stranger sends that is no HTTP, line after line
        access_log=False,  # a search for a treatment in a place is nobody's business (rule C9)
        server_header=False,
        proxy_headers=False,  # the entrance reads them, and of the proxies that site.toml trusts alone
        ws="none",
        timeout_keep_alive=75,  # longer than a proxy keeps a connection, or it sends into a closed one
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )


def application() -> ASGIApp:
    """Makes the application for one worker process or for another ASGI server, from LOCATOR_SITE."""
    from locator.web.app import create_app
    from locator.web.entrance.entrance import Entrance

    start_logging(os.environ, is_server=True)
    live = open_live()
    return Entrance(create_app(live, watch=bool(os.environ.get(WATCH_VARIABLE))), live)


def _protocol() -> type[asyncio.Protocol] | Literal["auto"]:
    """How HTTP is spoken; without httptools every page goes through the application."""
    try:
        from locator.web.protocol import ReadyProtocol
    except ImportError:
        return "auto"
    return ReadyProtocol


def open_live() -> Live:
    """Opens the store that is configured, else the folder that LOCATOR_SITE names, ready to serve."""
    from locator.publish.machine import machine_files
    from locator.web.live import Live

    site = os.environ.get(SITE_VARIABLE, ".")
    store = configured_store(site)
    source = open_follower(store) if store else open_folder(site)
    return Live(source, environ=os.environ, clock=utc_now, machine_files=machine_files)


def _announce(live: Live, listener: socket.socket, watch: bool, *, has_workbench: bool) -> None:
    from locator.site.words import counted

    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    catalogue = live.edition.catalogue
    for problem in live.problems:
        if problem.severity.value == "error":
            logger.error("%s", problem)
    if live.problems:
        logger.warning("Problems in the data: %d. `locator check` lists them.", len(live.problems))
    print(
        f"{catalogue.site.config.name}: {counted(len(catalogue.pages), 'page')} at http://{shown}:{port}/",
        flush=True,
    )
    if has_workbench:
        print(f"Workbench: http://{shown}:{port}/workbench/", flush=True)
    print("Watching for changes. Stop with Ctrl+C." if watch else "Stop with Ctrl+C.", flush=True)

"""What runs beside the requests: the site follows its folder and the calendar."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from locator.site.watching import changes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.applications import Starlette

    from locator.web.live import Live

logger = logging.getLogger(__name__)

VERSION_SECONDS = 0.5  # how often the history is looked at
CALENDAR_SECONDS = 60.0  # how often the date is looked at; a new one makes a new edition


@contextlib.asynccontextmanager
async def upkeep(app: Starlette, *, live: Live, watch: bool, follow: bool) -> AsyncIterator[dict[str, Live]]:
    """Keeps the edition fresh for as long as the application runs; the server is told what is live.

    Does not if `follow` is False: of forked workers, the first process does (`locator.web.workers`).
    """
    work = [_attempt(live.warm), _follow_calendar(live), _follow_versions(live)] if follow else []
    jobs = [asyncio.create_task(each) for each in work]
    if follow and watch:
        jobs.append(asyncio.create_task(_follow_folder(live)))
    app.state.turnstile.start()
    yield {"live": live}
    live.access_log.write()
    for job in jobs:
        job.cancel()
    await asyncio.gather(*jobs, return_exceptions=True)
    live.source.leave()
    await asyncio.to_thread(app.state.turnstile.stop)


async def _follow_folder(live: Live) -> None:
    while True:
        try:
            async for _ in changes(live.folder):
                await _attempt(live.reload)
        except OSError as error:  # the system's limit of watched files, for one
            logger.error("Changes cannot be watched (%s). Trying again in a minute.", error)
            await asyncio.sleep(CALENDAR_SECONDS)


async def _follow_calendar(live: Live) -> None:
    while True:
        await asyncio.sleep(CALENDAR_SECONDS)
        if not live.is_of_today:
            await _attempt(live.renew)


async def _follow_versions(live: Live) -> None:
    """What is published in another process: by a command, or in another worker's or server's workbench."""
    while True:
        await asyncio.sleep(VERSION_SECONDS)
        await _attempt(live.look)
        if live.is_outdated:
            await _attempt(live.reload)


async def _attempt(work: Callable[[], object]) -> None:
    try:
        await asyncio.to_thread(work)
    except Exception:
        # A file taken away while it is read, a full disk: whatever it is, visitors keep the last good
        # version, and the next change is tried again.
        logger.exception("The site could not be made anew. The last good version goes on serving.")

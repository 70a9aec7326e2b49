"""What a visitor's words mean: the gazetteer first, then a geocoder, off the event loop."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from locator.model.geocoder_settings import PATIENCE
from locator.site.queries.geocoding import can_refine, refine
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from locator.geo.services.address_finder import AddressFinder
    from locator.site.queries.answer import Answer
    from locator.site.snapshot import Site
    from locator.web.live import Live

logger = logging.getLogger(__name__)

AT_ONCE = 8  # visitors who wait for a geocoder; any more are answered without it
GRACE = 0.5  # seconds on top of the geocoder's own patience

_places = threading.BoundedSemaphore(AT_ONCE)
# Not the loop's own threads: a geocoder that never lets go would keep the site from reading its folder.
_threads = ThreadPoolExecutor(AT_ONCE, "geocoder")


def may_ask(live: Live, answer: Answer) -> bool:
    """Tells whether a geocoder can better an answer, so that it takes its time."""
    return live.address_finder is not None and can_refine(answer)


async def understand(live: Live, text: str) -> Answer:
    """The place that is meant; a geocoder that is slow, down or busy costs nothing that is known without.

    Not for suggestions while typing: a geocoder may be asked.
    """
    site, finder = live.edition.catalogue.site, live.address_finder
    answer = find_place(site, text)
    if finder is None or not can_refine(answer) or not _places.acquire(blocking=False):
        return answer
    work = _threads.submit(_refine, site, answer, finder)
    work.add_done_callback(lambda _: _places.release())
    try:
        answer = await asyncio.wait_for(asyncio.wrap_future(work), PATIENCE + GRACE)
    except TimeoutError:
        answer = replace(answer, asked=(finder.settings.primary.title,))
    now = live.edition.catalogue.site  # another one, if the folder has changed meanwhile
    return answer if now is site else replace(find_place(now, text), asked=answer.asked)


def _refine(site: Site, answer: Answer, finder: AddressFinder) -> Answer:
    try:
        return refine(site, answer, finder)
    except Exception as error:
        # Whatever it is, the gazetteer's answer stands. No text of the error: it may repeat the question.
        logger.error("A geocoder's answer could not be used: %s.", type(error).__name__)
        return answer

"""What a visitor's words mean: the gazetteer first, then a geocoder, off the event loop."""

from __future__ import annotations

import asyncio
import logging
import threading
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


async def understand(live: Live, text: str) -> Answer:
    """The place that is meant; a geocoder that is slow, down or busy costs nothing that is known without.

    Not for suggestions while typing: a geocoder may be asked.
    """
    site, finder = live.edition.catalogue.site, live.address_finder
    answer = find_place(site, text)
    if finder is None or not can_refine(answer):
        return answer
    try:
        work = asyncio.to_thread(_refine, site, answer, finder)
        answer = await asyncio.wait_for(work, PATIENCE + GRACE)
    except TimeoutError:
        answer = replace(answer, asked=(finder.settings.primary.title,))
    now = live.edition.catalogue.site  # another one, if the folder has changed meanwhile
    return answer if now is site else replace(find_place(now, text), asked=answer.asked)


def _refine(site: Site, answer: Answer, finder: AddressFinder) -> Answer:
    if not _places.acquire(blocking=False):
        return answer
    try:
        return refine(site, answer, finder)
    except Exception as error:
        # Whatever it is, the gazetteer's answer stands. No text of the error: it may repeat the question.
        logger.error("A geocoder's answer could not be used: %s.", type(error).__name__)
        return answer
    finally:
        _places.release()

"""Questions that a shared store answers, off the event loop; without one, memory answers at once."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from locator.site.questions import SnapshotQuestions

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.site.questions import Questions
    from locator.web.edition import Edition

    T = TypeVar("T")

AT_ONCE = 8  # visitors who wait for the store, one connection each; memory answers any more

_places = threading.BoundedSemaphore(AT_ONCE)
_threads = ThreadPoolExecutor(AT_ONCE, "store")


async def ask(edition: Edition, make: Callable[[Questions], T]) -> T:
    """What `make` makes of answers about the site of an edition; it may be called twice, and in a thread."""
    questions = edition.questions
    if questions is None:
        return make(SnapshotQuestions(edition.catalogue.site))
    if not _places.acquire(blocking=False):
        return questions.from_memory(make)
    work = _threads.submit(questions.answer, make)
    work.add_done_callback(lambda _: _places.release())
    return await asyncio.wrap_future(work)

"""Whether visitors should be sent to this server, and what stands behind it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.web.vitals.figures import LEAVING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.web.live import Live

STARTING = "The site is being made ready: whoever asks is answered, but not yet quickly."
LEAVING_NOW = "The server has been told to stop: whoever asks now should ask another."
ANSWERS = "answers"
NOT_USED = "not used"
LEFT_ALONE = "left alone for a while, because it has failed"


@dataclass(frozen=True, slots=True)
class Readiness:
    """`reason` says in words why not, blank if it is ready; `behind` how those fare whose answers it uses.

    Who stands behind makes nobody unready: without them the last good answer is given.
    """

    reason: str
    behind: Mapping[str, str]

    @property
    def is_ready(self) -> bool:
        """Whether there is no reason against it."""
        return not self.reason


async def readiness(live: Live) -> Readiness:
    """How the process that is asked stands."""
    is_leaving = live.vitals.total(LEAVING) > 0
    reason = LEAVING_NOW if is_leaving else "" if live.is_warm else STARTING
    return Readiness(reason, {"database": await _database(live), "geocoder": _geocoder(live)})


async def _database(live: Live) -> str:
    questions = live.edition.questions
    if questions is None:
        return NOT_USED
    return ANSWERS if await asyncio.to_thread(questions.is_answered) else LEFT_ALONE


def _geocoder(live: Live) -> str:
    if live.address_finder is None:
        return NOT_USED
    return LEFT_ALONE if live.address_finder.is_left_alone else ANSWERS

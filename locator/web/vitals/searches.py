"""What came of a search, for the figures: a total, and nothing of the place (decision 48)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.queries.answer import How
from locator.site.queries.places import is_served
from locator.web.vitals.figures import By, Found

if TYPE_CHECKING:
    from locator.site.queries.answer import Answer
    from locator.site.snapshot import Site

_NOT_SERVED = (How.ABROAD, How.OFF_GLOBE)


def found(site: Site, answer: Answer, by: By) -> Found:
    """What was found; whether a clinic is near is for the finder alone, for the API has no time for it."""
    if answer.origin is None:
        return _unplaced(answer)
    if by is By.API:
        return Found.PLACE
    return Found.NEAR if is_served(site, answer.origin) else Found.OUTSIDE


def _unplaced(answer: Answer) -> Found:
    if answer.candidates:
        return Found.AMBIGUOUS
    return Found.OUTSIDE if answer.how in _NOT_SERVED else Found.NOTHING

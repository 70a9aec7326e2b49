"""All pages of a catalogue as they are now, ready to be held against the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.document import Article, Treatment
from locator.model.ledger import PageState
from locator.model.problem import Problem, Severity
from locator.model.town import Town
from locator.pages.substance.digest import digest
from locator.pages.substance.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from functools import partial
    from typing import Any

    from locator.model.ledger import Ledger


def page_states(
    pages: Mapping[str, partial[Any]], listed: Collection[str], today: date, known: Mapping[str, str]
) -> dict[str, PageState]:
    """The state of every page that has a substance, by path; `listed` are the paths in the sitemap.

    Of pages that are `known`, the digest of the substance is given.
    """
    return {
        path: PageState(known.get(path) or substance_digest(build), stated_day(build, today), path in listed)
        for path, build in pages.items()
        if build.func in KINDS
    }


def substance_digest(build: partial[Any]) -> str:
    """The digest of what a page that has a substance says."""
    return digest(KINDS[build.func](*build.args))


def unrecorded(ledger: Ledger, states: Mapping[str, PageState]) -> list[Problem]:
    """What `locator check` says of a ledger that is behind; a site that was never recorded is not."""
    changed = [
        path
        for path, state in states.items()
        if (line := ledger.lines.get(path)) is None or line.has_changed(state.digest)
    ]
    if not (changed and ledger.lines):
        return []
    if len(changed) == 1:
        message, theirs = f"{changed[0]} has changed since it was recorded", "it its"
    else:
        message = f"{len(changed):,} pages have changed since they were recorded, {changed[0]} for one"
        theirs = "them their"
    cure = f"`locator build` or `locator record` gives {theirs} date"
    return [Problem(Severity.NOTICE, "ledger.csv", message, cure)]


def stated_day(build: partial[Any], today: date) -> date | None:
    """The day of the last change that the page's own text or row states; a day to come is a slip."""
    match build.args:
        case (_, Article() | Treatment() as text):
            day = text.editorial.updated
        case (_, Treatment(), Town() as town):
            day = town.updated
        case _:
            return None
    return day if day and day <= today else None

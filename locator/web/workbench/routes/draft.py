"""/workbench/draft/: what waits, taking it out, publishing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.errors import ConflictError, SiteFolderError, UsageError
from locator.web.workbench.routing import act, show
from locator.workbench.answer import Done, Shown
from locator.workbench.draft import draft_page, publish, take_out
from locator.workbench.frame import DRAFT

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

CONFLICT = 409


def draft(desk: Desk, _: Asked) -> Answer:
    """What waits, and what it would do."""
    return draft_page(desk)


def publishing(desk: Desk, asked: Asked) -> Answer:
    """Publishes the draft that the editor was looking at."""
    if not desk.draft.edits:
        return Done(DRAFT, "Nothing waits in the draft, so nothing was published.", is_good=False)
    try:
        is_reviewed = asked.form.one("reviewed") == "yes"
        return Done(DRAFT, publish(desk, _revision(asked), is_reviewed=is_reviewed))
    except (ConflictError, SiteFolderError, UsageError) as error:
        return Shown(draft_page(desk, str(error).partition("\n")[0].capitalize()), CONFLICT)


def taking_out(desk: Desk, asked: Asked) -> Answer:
    """Takes one edit out."""
    try:
        take_out(desk, asked.number("number"))
    except UsageError as error:
        return Done(DRAFT, f"{str(error).capitalize()}.", is_good=False)
    return Done(DRAFT, "Taken out of the draft.")


def discarding(desk: Desk, asked: Asked) -> Answer:
    """Takes everything out, once the editor has said that this is meant."""
    if asked.form.one("sure") != "yes":
        return Done(DRAFT, "Tick the box if everything shall go. Nothing was discarded.", is_good=False)
    desk.draft.clear(revision=_revision(asked))
    return Done(DRAFT, "The draft is empty.")


def _revision(asked: Asked) -> int:
    """The draft that the editor was looking at; -1 is none."""
    return asked.form.number("revision", -1)


routes = (
    show(DRAFT, draft),
    act(f"{DRAFT}publish", publishing),
    act(f"{DRAFT}discard", discarding),
    act(f"{DRAFT}{{number}}/take-out", taking_out),
)

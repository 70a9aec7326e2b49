"""/workbench/history/: the versions that were published, one of them, and the way back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.errors import UsageError
from locator.web.workbench.routing import act, show
from locator.workbench.answer import Done, missing
from locator.workbench.frame import HISTORY
from locator.workbench.history import history_page, restore, version_page

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def history(desk: Desk, asked: Asked) -> Answer:
    """The versions, the newest first."""
    return history_page(desk, asked.query.number("before", 0) or None)


def version(desk: Desk, asked: Asked) -> Answer:
    """One version."""
    try:
        return version_page(desk, asked.number("number"))
    except UsageError as error:
        return missing(desk, f"{str(error).capitalize()}.", section=HISTORY)


def bring_back(desk: Desk, asked: Asked) -> Answer:
    """Makes the site what it was in a version."""
    return Done(HISTORY, restore(desk, asked.number("number")).told)


routes = (
    show(HISTORY, history),
    show(f"{HISTORY}{{number}}/", version),
    act(f"{HISTORY}{{number}}/restore", bring_back),
)

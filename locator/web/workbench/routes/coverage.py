"""/workbench/coverage/: whom the clinics reach, and where the next page should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.answer import Done
from locator.workbench.coverage.coverage import add_suggestion, coverage_page
from locator.workbench.frame import COVERAGE

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def coverage(desk: Desk, asked: Asked) -> Answer:
    """The page, for one treatment and one state."""
    return coverage_page(desk, asked.query.one("treatment"), asked.query.one("region"))


def add(desk: Desk, asked: Asked) -> Answer:
    """Puts a suggested town into the draft."""
    return Done(COVERAGE, f"Added {add_suggestion(desk, asked.form.one('key'))} to the draft.")


routes = (show(COVERAGE, coverage), act(f"{COVERAGE}add", add))

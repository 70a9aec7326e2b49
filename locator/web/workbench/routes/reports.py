"""/workbench/reports/: what readers report, each to be done with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.answer import Done
from locator.workbench.frame import REPORTS
from locator.workbench.reports import done_with, reports_page

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def reports(desk: Desk, _: Asked) -> Answer:
    """The list."""
    return reports_page(desk)


def done(desk: Desk, asked: Asked) -> Answer:
    """Takes one off it."""
    return Done(REPORTS, done_with(desk, asked.number("id")))


routes = (show(REPORTS, reports), act(f"{REPORTS}{{id}}/done", done))

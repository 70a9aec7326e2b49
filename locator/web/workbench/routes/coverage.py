"""/workbench/coverage/: whom the clinics reach, and where the next page should be."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from locator.web.workbench.routing import act, show
from locator.workbench.answer import Done
from locator.workbench.coverage.coverage import coverage_page, known_treatment
from locator.workbench.coverage.suggestions import add_suggestion
from locator.workbench.frame import COVERAGE

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def coverage(desk: Desk, asked: Asked) -> Answer:
    """The page, for one treatment and one state; `verdict` names a suggestion that is to be tried."""
    ask = asked.query.one
    return coverage_page(desk, ask("treatment"), ask("region"), ask("verdict"))


def add(desk: Desk, asked: Asked) -> Answer:
    """Puts a suggested town into the draft, and leads back to the same choice."""
    site, form = desk.catalogue.source, asked.form.one
    treatment = known_treatment(site, form("treatment"))
    label = add_suggestion(desk, form("key"), treatment)
    chosen = {"treatment": treatment, "region": form("region")}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return Done(f"{COVERAGE}?{query}" if query else COVERAGE, f"Added {label} to the draft.")


routes = (show(COVERAGE, coverage), act(f"{COVERAGE}add", add))

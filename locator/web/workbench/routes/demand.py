"""GET /workbench/demand/ and its spreadsheet: what people look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import show
from locator.workbench.demand.demand import PERIODS, SPREADSHEET, USUAL, demand_csv, demand_page
from locator.workbench.frame import DEMAND

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def demand(desk: Desk, asked: Asked) -> Answer:
    """The page of some months."""
    return demand_page(desk, _months(asked))


def spreadsheet(desk: Desk, asked: Asked) -> Answer:
    """The same months as CSV."""
    return demand_csv(desk, _months(asked))


def _months(asked: Asked) -> int:
    """One of the periods; what is none counts as not given."""
    given = {str(months): months for months in PERIODS.values()}
    return given.get(asked.query.one("months"), USUAL)


routes = (show(DEMAND, demand), show(SPREADSHEET, spreadsheet))

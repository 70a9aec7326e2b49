"""What people look for, and where they find nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.demand.book import KEPT_MONTHS, DemandBook
from locator.demand.demand import Demand, gather_demand
from locator.demand.kind import PRESSES, Kind
from locator.demand.months import month_of
from locator.demand.spreadsheet import render_csv
from locator.demand.words import IN_FIVES, figure, span
from locator.pages.output import Output
from locator.workbench.demand.month_chart import MonthChart, month_chart
from locator.workbench.frame import COVERAGE, DEMAND, DeskFrame, build_frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.demand.release import Release
    from locator.workbench.desk import Desk

USUAL = 3
PERIODS = {"Three months": USUAL, "A year": 12, "Two years": KEPT_MONTHS}
SPREADSHEET = f"{DEMAND}demand.csv"
LONGEST = 25  # rows of a list; the spreadsheet has all


@dataclass(frozen=True, slots=True)
class Period:
    """A choice of months to look at."""

    text: str
    path: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: `share` of 100 is the length of its bar, `path` leads to the page if it is one."""

    subject: str
    figure: str
    share: int
    more: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class PressRow:
    """A clinic and how often its links were pressed, in words."""

    name: str
    path: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemandPage:
    """Everything that the page shows; lists hold the first rows, and what is left out has a count."""

    template: ClassVar[str] = "workbench/demand.html"

    frame: DeskFrame
    span: str
    in_fives: str
    is_counted: bool
    is_empty: bool
    radius: str
    periods: tuple[Period, ...]
    spreadsheet: str
    coverage: str
    unmet: tuple[Row, ...]
    sought: tuple[Row, ...]
    opened: tuple[Row, ...]
    pressed: tuple[PressRow, ...]
    here: str
    unknown: str
    charts: tuple[MonthChart, ...]


def demand_page(desk: Desk, months: int = USUAL) -> DemandPage:
    """The demand of the last months, this one with them."""
    site = desk.catalogue.site
    demand = gather_demand(site, _release(desk, months))
    return DemandPage(
        build_frame(desk, "Demand", section=DEMAND),
        span=span(demand.months),
        in_fives=IN_FIVES,
        is_counted=site.config.counted,
        is_empty=demand.is_empty,
        radius=site.say.distance(site.config.service_radius_km),
        periods=tuple(
            Period(text, f"{DEMAND}?months={each}", each == months) for text, each in PERIODS.items()
        ),
        spreadsheet=f"{SPREADSHEET}?months={months}",
        coverage=COVERAGE,
        unmet=_rows((each.place, each.unmet, figure(each.searches), "") for each in demand.unmet),
        sought=_rows((each.place, each.searches, "", "") for each in demand.sought),
        opened=_rows((each.path, each.views, "", each.path) for each in demand.pages),
        pressed=tuple(_pressed(desk, demand)),
        here=figure(demand.here),
        unknown=figure(demand.unknown),
        charts=_charts(demand),
    )


def demand_csv(desk: Desk, months: int = USUAL) -> Output:
    """The same as a spreadsheet, every figure that may be shown."""
    return Output(render_csv(_release(desk, months)).encode(), "text/csv; charset=utf-8")


def _release(desk: Desk, months: int) -> Release:
    today = desk.now.date()
    return DemandBook(desk.cabinet).months(month_of(today, earlier=months - 1), today)


def _rows(each: Iterable[tuple[str, int, str, str]]) -> tuple[Row, ...]:
    rows = tuple(each)[:LONGEST]
    most = max((number for _, number, *_ in rows), default=1)
    return tuple(
        Row(subject, figure(number), round(100 * number / most), more, path)
        for subject, number, more, path in rows
    )


def _pressed(desk: Desk, demand: Demand) -> Iterable[PressRow]:
    urls = desk.catalogue.site.urls
    for each in demand.clinics:
        numbers = (each.calls, each.directions, each.bookings)
        yield PressRow(each.name, urls.clinic(each.id), tuple(map(figure, numbers)))


def _charts(demand: Demand) -> tuple[MonthChart, ...]:
    presses = [sum(numbers) for numbers in zip(*(demand.by_month[kind] for kind in PRESSES), strict=True)]
    figures = {
        "Searches for a town": demand.by_month[Kind.SEARCH],
        "Searches without a clinic near enough": demand.by_month[Kind.UNMET],
        "Pages opened": demand.by_month[Kind.VIEW],
        "Calls, directions and bookings": presses,
    }
    return tuple(month_chart(title, demand.months, numbers) for title, numbers in figures.items())

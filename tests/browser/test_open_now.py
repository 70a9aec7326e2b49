"""Drives a real Chromium whose visitor lives in another zone and language than the clinics."""

from __future__ import annotations

import html
import json
import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar
from locator.model.hours import Hours
from locator.model.special_hours import parse_special_hours
from locator.pages.hours_data import machine_week
from locator.pages.schedule import DAYS, status_text
from locator.site.language import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served

NEW_YORK = ZoneInfo("America/New_York")
PHOENIX = ZoneInfo("America/Phoenix")  # has no summer time
BUILT_AT = datetime(2026, 10, 30, 12, tzinfo=NEW_YORK)  # the pages are cached from then on
EVERY_CLINIC = "/every-clinic"
HOLIDAYS = '2026-11-26 off "Thanksgiving"; 2026-11-27 10:00-14:00; 2026-12-24 20:00-02:00'
FLORIDA = HolidayCalendar(FEDERAL_HOLIDAYS, "FL")
CLINICS = [
    (Hours(text, parse_special_hours(special), FLORIDA), zone)
    for zone in (NEW_YORK, PHOENIX)
    for text, special in (
        ("Mo-Fr 08:00-18:00; Sa 09:00-13:00", HOLIDAYS),
        ("Mo-Fr 08:05-12:05,13:00-17:15", HOLIDAYS),
        ("Mo-Th 20:00-06:00; Fr 20:00-24:00; Sa 00:00-24:00; Su 00:00-12:00", HOLIDAYS),
        ("24/7", ""),
        ("24/7", HOLIDAYS),
        ("off", "2026-11-26 12:00-13:00"),
        ("Mo[1] 08:00-12:00", ""),
        ("Mo-Fr 08:00-17:00; Dec Mo-Fr 10:00-14:00", ""),
        ("Sa-Su 00:00-24:00", ""),
        ("Mo-Fr 08:00-17:00; PH off", "2026-11-11 09:00-10:00"),
        ("Mo-Su 00:00-24:00; PH 10:00-14:00", ""),
        ("Fr 18:00-24:00; Sa 00:00-09:00; PH off", ""),
        ('Mo-Fr 09:00-12:00, Mo-Th 12:00-17:00 "by appointment"; Sa "by appointment"; PH off', ""),
        ('Mo-Fr 09:00-12:00 "by appointment", Mo-Fr 12:00-17:00', ""),
        ('"by appointment"', HOLIDAYS),
    )
]


@pytest.fixture
def page(open_page: OpenPage, served: Served, script: str) -> Page:
    page = open_page(base_url=served.url, timezone_id="Pacific/Honolulu", locale="de-DE")
    show(page, EVERY_CLINIC, document(CLINICS, script))
    return page


@pytest.fixture
def script(served: Served) -> str:
    """The address of the script under test."""
    return served.live.edition.catalogue.renderer.assets.url("open-now.js")


def show(page: Page, path: str, body: str) -> None:
    page.route(path, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))


def document(clinics: Sequence[tuple[Hours, ZoneInfo]], script: str, say: Language = ENGLISH) -> str:
    sections = "".join(section(hours, zone) for hours, zone in clinics)
    return (
        f"<!doctype html><html lang='{say.code}'><title>Clinics</title>"
        f"<script id='loc-words' type='application/json'>{json.dumps(say.browser_words)}</script>"
        f"<script type='module' src='{script}'></script>{sections}</html>"
    )


def data_attribute(hours: Hours, zone: ZoneInfo) -> str:
    return html.escape(machine_week(hours, BUILT_AT.date(), zone.key), quote=True)


def section(hours: Hours, zone: ZoneInfo) -> str:
    data = data_attribute(hours, zone)
    return (
        f"<section data-hours-scope><p class='loc-status' data-hours='{data}' hidden></p>"
        f"{week_table()}</section>"
    )


def week_table() -> str:
    rows = "".join(
        f"<tr data-day='{number}'><th scope='row'>{day}</th><td></td></tr>"
        for number, day in enumerate(DAYS, start=1)
    )
    return f"<table><caption>Hours</caption>{rows}</table>"


def visit(page: Page, moment: datetime) -> None:
    page.clock.set_fixed_time(moment)
    page.goto(EVERY_CLINIC)


def words_on(page: Page) -> list[str]:
    texts = page.locator("p.loc-status:visible").all_inner_texts()
    return [" ".join(text.split()) for text in texts]


def words_of(moment: datetime, say: Language = ENGLISH) -> list[str]:
    local = [(hours, moment.astimezone(zone)) for hours, zone in CLINICS]
    return [status_text(hours.status(now), now, say) for hours, now in local]


def moments(count: int) -> list[datetime]:
    """Draws minutes of nine weeks, the same in each run, away from the night that clocks change."""
    draw = random.Random(7)
    drawn = [BUILT_AT + timedelta(minutes=draw.randrange(9 * 7 * 24 * 60)) for _ in range(count)]
    return [moment for moment in drawn if not (moment.day == 1 and moment.month == 11)]


@pytest.mark.parametrize(
    "now",
    [
        "2026-10-31T18:00",
        "2026-11-01T08:00",
        "2026-11-16T07:59",
        "2026-11-16T08:00",
        "2026-11-16T12:04",
        "2026-11-16T17:59:59",
        "2026-11-16T18:00",
        "2026-11-17T00:00",
        "2026-11-20T23:59",
        "2026-11-22T12:00",
        "2026-11-10T20:00",
        "2026-11-11T09:30",
        "2026-11-21T12:00",
        "2026-11-26T09:00",
        "2026-11-27T13:59",
        "2026-12-25T01:59",
        "2026-12-25T02:00",
        "2027-03-13T18:00",
        "2027-03-14T09:00",
    ],
)
def test_the_browser_says_what_python_says_around_changes(page: Page, now: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=NEW_YORK)
    visit(page, moment)
    assert words_on(page) == words_of(moment)


def test_the_browser_says_what_python_says_at_any_time(page: Page) -> None:
    for moment in moments(60):
        visit(page, moment)
        assert words_on(page) == words_of(moment), moment.isoformat()


def test_the_words_change_when_the_clinic_closes(page: Page) -> None:
    page.clock.install(time=datetime(2026, 11, 16, 17, 58, 30, tzinfo=NEW_YORK))
    page.goto(EVERY_CLINIC)
    assert words_on(page)[0] == "Open now, closes at 6 p.m."
    page.clock.run_for(60_000)
    assert words_on(page)[0] == "Open now, closes at 6 p.m."
    page.clock.run_for(31_000)
    assert words_on(page)[0] == "Closed now, opens at 8 a.m. tomorrow"


def test_today_is_marked_in_words_by_the_clinics_calendar(page: Page) -> None:
    # Tuesday in New York, still Monday in Phoenix and for the visitor in Honolulu.
    visit(page, datetime(2026, 11, 17, 0, 30, tzinfo=NEW_YORK))
    marked = page.locator("tr:has(.loc-hours__today) th").all_inner_texts()
    half = len(CLINICS) // 2
    assert marked == ["Tuesday (today)"] * half + ["Monday (today)"] * half


def test_the_mark_moves_at_midnight_and_knows_special_days(page: Page) -> None:
    page.clock.install(time=datetime(2026, 11, 25, 23, 59, 30, tzinfo=NEW_YORK))
    page.goto(EVERY_CLINIC)
    row = page.locator("section").first.locator("tr:has(.loc-hours__today)")
    assert row.inner_text().strip() == "Wednesday (today)"
    page.clock.run_for(31_000)
    assert row.inner_text().strip() == "Thursday (today: see holiday hours)"
    assert row.count() == 1


def test_a_table_apart_from_its_status_line_is_marked_too(page: Page, script: str) -> None:
    data = data_attribute(*CLINICS[0])
    table = f"<div data-hours-scope data-hours-table='{data}'>{week_table()}</div>"
    show(page, "/apart", f"<script type='module' src='{script}'></script>{table}")
    page.clock.set_fixed_time(datetime(2026, 11, 18, 12, tzinfo=NEW_YORK))
    page.goto("/apart")
    assert page.locator("tr:has(.loc-hours__today)").inner_text().strip() == "Wednesday (today)"
    assert page.locator("tr").count() == len(DAYS)


def test_the_page_itself_says_neither_open_nor_closed(
    open_page: OpenPage, served: Served, script: str
) -> None:
    page = open_page(base_url=served.url, java_script_enabled=False)
    show(page, EVERY_CLINIC, document(CLINICS, script))
    page.goto(EVERY_CLINIC)
    assert page.locator("[data-hours]").count() == len(CLINICS)
    assert words_on(page) == []


def test_spanish_pages_say_the_same_as_the_server(open_page: OpenPage, served: Served, script: str) -> None:
    """Rule D13: a page speaks one language, whichever the visitor's browser speaks."""
    say = Language("es")
    page = open_page(base_url=served.url, timezone_id="Pacific/Honolulu", locale="de-DE")
    show(page, EVERY_CLINIC, document(CLINICS, script, say))
    for moment in moments(40):
        visit(page, moment)
        assert words_on(page) == words_of(moment, say), moment

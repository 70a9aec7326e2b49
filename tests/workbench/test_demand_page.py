"""The workbench's page of demand: charts with their tables, and no small number."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.workbench.demand.month_chart import HEIGHT, WIDTH, month_chart

if TYPE_CHECKING:
    from desks import DeskClient

PAGE = "/workbench/demand/"
MIAMI = "Miami, Miami-Dade County, FL"


def fill(desk: DeskClient) -> None:
    counts = {
        (Kind.SEARCH, MIAMI): 23,
        (Kind.UNMET, MIAMI): 23,
        (Kind.SEARCH, "Oak Hill, Volusia County, FL"): 4,
        (Kind.VIEW, "/clinics/lake-mary/"): 60,
        (Kind.CALL, "lake-mary"): 9,
    }
    for month in (9, 10, 11):
        assert DemandBook(desk.cabinet).add(date(2026, month, 7), counts)


def test_without_counts_it_says_what_will_come(desk: DeskClient) -> None:
    assert "There is nothing to show yet." in desk.page(PAGE).text_content()
    assert not (desk.folder / ".locator/demand.sqlite").exists()


def test_every_chart_has_its_table(desk: DeskClient) -> None:
    fill(desk)
    page = desk.page(PAGE)
    assert "September 2026 to November 2026." in page.text_content()
    charts = page.find_class("loc-desk-chart")
    assert len(charts) == 4
    for chart in charts:
        assert len(chart.xpath(".//tbody/tr")) == 3
        assert chart.xpath(".//svg[@role='img']/@aria-label")
    assert page.xpath("(//section)[1]//tbody/tr/th/text()")[0].strip() == MIAMI
    assert page.xpath("(//section)[1]//tbody/tr/td/text()") == ["60", "60"]
    assert page.xpath("//a[@href='/workbench/coverage/']")
    assert "Oak Hill" not in page.text_content()
    assert page.xpath("//a[@href='/clinics/lake-mary/'][normalize-space()='/clinics/lake-mary/']")


def test_the_months_can_be_chosen_and_taken_along(desk: DeskClient) -> None:
    fill(desk)
    page = desk.page(f"{PAGE}?months=12")
    assert "December 2025 to November 2026." in page.text_content()
    assert page.xpath("//a[@aria-current='true']/text()") == ["A year"]
    response = desk.get(page.xpath("string(//a[@download]/@href)"))
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert f'2026-10,unmet,"{MIAMI}",20' in response.text.splitlines()
    assert desk.page(f"{PAGE}?months=zzz").xpath("//a[@aria-current='true']/text()") == ["Three months"]


def test_a_file_that_cannot_be_used_is_told(desk: DeskClient) -> None:
    (desk.folder / ".locator/demand.sqlite").mkdir(parents=True)
    assert "cannot be used" in desk.page(PAGE, 422).text_content()


def test_switched_off_it_says_so(desk: DeskClient) -> None:
    with (desk.folder / "site.toml").open("a") as settings:
        settings.write("\n[demand]\ncounted = false\n")
    assert desk.live.reload()
    assert "Nothing is counted now" in desk.page(PAGE).text_content()


def test_columns_keep_within_the_drawing() -> None:
    months = [date(2024 + i // 12, i % 12 + 1, 1) for i in range(25)]
    chart = month_chart("Searches", months, [5 * i for i in range(25)])
    assert chart.top == "120"
    assert chart.columns[-1].height == HEIGHT
    assert chart.columns[-1].y == 0
    for column in chart.columns:
        assert 0 <= column.x <= column.x + column.width <= WIDTH
    assert sum(bool(column.name) for column in chart.columns) <= 7
    assert chart.columns[-1].name


def test_months_without_a_figure_are_empty() -> None:
    assert month_chart("Searches", [date(2026, 11, 1)], [0]).is_empty

"""The figures of some months brought together, and put into words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from conftest import ROOT, load

from locator.demand.book import DemandBook
from locator.demand.demand import PageDemand, PlaceDemand, gather_demand
from locator.demand.kind import Kind
from locator.demand.spreadsheet import render_csv
from locator.demand.words import figure, span
from locator.editing.folder_cabinet import FolderCabinet

TODAY = date(2026, 11, 23)
COUNTS = {
    (Kind.SEARCH, "DeLand, Volusia County, FL"): 31,
    (Kind.SEARCH, "Miami, Miami-Dade County, FL"): 12,
    (Kind.UNMET, "Miami, Miami-Dade County, FL"): 12,
    (Kind.SEARCH, "Yeehaw Junction, Osceola County, FL"): 4,
    (Kind.UNMET, "Yeehaw Junction, Osceola County, FL"): 4,
    (Kind.VIEW, "/"): 102,
    (Kind.VIEW, "/about/"): 3,
    (Kind.CALL, "lake-mary"): 9,
    (Kind.HERE, ""): 7,
    (Kind.UNKNOWN, ""): 2,
}


def book_with_counts(folder: Path) -> DemandBook:
    book = DemandBook(FolderCabinet(folder))
    assert book.add(TODAY, COUNTS)
    return book


def test_what_was_not_found_comes_first(tmp_path: Path) -> None:
    site = load(ROOT).site
    assert site
    demand = gather_demand(site, book_with_counts(tmp_path).last_days(90, TODAY))
    miami = PlaceDemand("Miami, Miami-Dade County, FL", 10, 10)
    assert demand.unmet == (miami,)
    assert demand.sought == (PlaceDemand("DeLand, Volusia County, FL", 30, 0), miami)
    assert demand.pages == (PageDemand("/", 100),)
    assert {each.id for each in demand.clinics} == set(site.clinics_by_id)
    assert [(each.id, each.calls) for each in demand.clinics if each.calls] == [("lake-mary", 5)]
    assert (demand.here, demand.unknown) == (5, 0)
    assert demand.by_month[Kind.SEARCH] == (0, 0, 0, 40)
    assert not demand.is_empty


def test_a_small_place_is_nowhere_in_the_spreadsheet(tmp_path: Path) -> None:
    """Rule C6."""
    text = render_csv(book_with_counts(tmp_path).last_days(90, TODAY))
    assert text.splitlines()[0] == "month,kind,subject,count"
    assert '2026-11,search,"DeLand, Volusia County, FL",30' in text.splitlines()
    assert "Yeehaw" not in text
    assert "/about/" not in text


def test_figures_and_months_are_words() -> None:
    assert [figure(number) for number in (0, 5, 1240)] == ["fewer than 5", "5", "1,240"]
    assert span([TODAY]) == "November 2026"
    assert span([date(2025, 12, 1), date(2026, 1, 1)]) == "December 2025 to January 2026"

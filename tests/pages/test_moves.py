"""Addresses keep their promise: one hop to a page or 410, retired ones never used again (A31, A32)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from conftest import fixed_clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.model.problem import Severity
from locator.pages.catalogue import Catalogue
from locator.pages.opening import open_catalogue
from locator.pages.output import Moved, Output
from locator.site.folder import SiteFolder
from locator.site.loading import load_site
from locator.site.paths import split_query
from locator.site.tables.redirects import load_redirects

if TYPE_CHECKING:
    from pathlib import Path

    from locator.model.problem import Problem

LAKE_MARY = "/back-pain-treatment/fl/lake-mary/"
DAYTONA = "/back-pain-treatment/fl/daytona-beach/"


def opened(folder: Path, *rows: str) -> Catalogue:
    """The example with redirects of one's own."""
    (folder / "redirects.csv").write_text("\n".join(("from,to,status", *rows, "")), encoding="utf-8")
    loaded = load_site(SiteFolder(folder), environ={}, clock=fixed_clock)
    assert loaded.site, loaded.problems
    return open_catalogue(SiteFolder(folder), loaded.site)


def found(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, str | None]]:
    return [(problem.severity.value, problem.row, problem.column) for problem in problems]


# A32: chains


def test_a_renamed_twice_answers_one_hop_to_where_it_is_now(folder: Path) -> None:
    """Rule A32, test H9: A > B > C."""
    catalogue = opened(folder, f"/a/,/b/,301\n/b/,{LAKE_MARY},301")
    assert catalogue.answer("/a/") == Moved(LAKE_MARY, 301)
    assert catalogue.answer("/b/") == Moved(LAKE_MARY, 301)


def test_a_chain_over_several_tables_is_one_hop(folder: Path) -> None:
    """redirects.csv, then an alias or a closed clinic."""
    rows = ["/one/,/two,301", "/two/,/Three/,308", "/three/,/clinics/port-orange,301"]
    catalogue = opened(folder, *rows, "/four/,/back-pain-treatment/fl/Daytona?utm=1#top,301")
    assert catalogue.answer("/one") == Moved("/clinics/daytona-beach/", 301)
    assert catalogue.answer("/two/") == Moved("/clinics/daytona-beach/", 308)
    assert catalogue.answer("/four/") == Moved(DAYTONA, 301)


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/clinics", "/clinics/"),
        ("/Clinics/LAKE-MARY/", "/clinics/lake-mary/"),
        ("/%63linics/", "/clinics/"),
        ("/clinics/?a=1#list", "/clinics/?a=1#list"),
        ("/find/?q=32114", "/find?q=32114"),
        ("/robots.txt", "/robots.txt"),
    ],
)
def test_a_target_in_any_spelling_is_reached_at_once(folder: Path, target: str, location: str) -> None:
    catalogue = opened(folder, f"/old/,{target},301")
    assert catalogue.answer("/old/") == Moved(location, 301)
    assert catalogue.problems == ()


@pytest.mark.parametrize("target", ["/nowhere", "/nowhere/", "/No%77here/?x=1", "/offers.html"])
def test_a_target_that_is_no_page_is_told_in_any_spelling(folder: Path, target: str) -> None:
    assert found(opened(folder, f"/old/,{target},301").problems) == [("warning", 2, "to")]


@pytest.mark.parametrize("path", ["/Old.html", "/old.html", "/OLD.html/"])
def test_an_old_address_is_known_in_any_spelling(folder: Path, path: str) -> None:
    assert opened(folder, "/Old.html,/clinics/,301").answer(path) == Moved("/clinics/", 301)


# A32: retired for ever


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        (LAKE_MARY, "row 3 of locations.csv (Lake Mary, FL)"),
        ("/acupuncture/fl/Lake-Mary", "row 3 of locations.csv (Lake Mary, FL)"),
        ("/clinics/sanford/", "the clinic sanford of clinics.csv"),
        ("/articles/can-acupuncture-help-relieve-back-pain/", "content/articles/"),
        ("/acupuncture/", "content/treatments/acupuncture.md"),
    ],
)
@pytest.mark.parametrize("end", ["/clinics/,301", ",410"])
def test_a_retired_address_is_never_used_again(folder: Path, path: str, owner: str, end: str) -> None:
    catalogue = opened(folder, f"{path},{end}")
    (problem,) = catalogue.problems
    assert (problem.severity, problem.row, problem.column) == (Severity.ERROR, 2, "from")
    assert owner in problem.message
    assert "slug" in problem.cure
    output = catalogue.answer(path)
    if path.endswith("/") and path == path.lower():
        assert isinstance(output, Output)
        assert output.status == 200


# A31: never home, never soft


@pytest.mark.parametrize("source", ["/back-pain-treatment/fl/ocala/", "/clinics/ocala", "/articles/old/"])
def test_a_removed_town_never_leads_to_the_home_page(folder: Path, source: str) -> None:
    catalogue = opened(folder, f"{source},/,301")
    (problem,) = catalogue.problems
    assert (problem.severity, problem.row, problem.column) == (Severity.ERROR, 2, "to")
    assert "410" in problem.cure
    output = catalogue.answer(source)
    assert isinstance(output, Output)
    assert output.status == 404


def test_the_old_home_page_may_lead_home(folder: Path) -> None:
    catalogue = opened(folder, "/index.html,/,301")
    assert catalogue.answer("/index.html") == Moved("/", 301)
    assert catalogue.problems == ()


# The law

SOURCES = st.sampled_from(["/a/", "/b", "/C/", "/d.html", "/%65/", "/clinics/port-orange/", LAKE_MARY, "/g/"])
TARGETS = SOURCES | st.sampled_from(["/clinics", "/A", "/e/?x=1", "/find?q=1", "/about/#us", "/D.html", ""])
ROWS = st.lists(st.tuples(SOURCES, TARGETS, st.sampled_from(["301", "302", "308", "307", "410"])), max_size=9)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(rows=ROWS)
def test_every_accepted_table_leads_each_source_to_its_end_in_one_hop(
    catalogue: Catalogue, tmp_path: Path, rows: list[tuple[str, str, str]]
) -> None:
    table = tmp_path / "redirects.csv"
    table.write_text("\n".join(["from,to,status", *map(",".join, rows)]), encoding="utf-8")
    redirects, _ = load_redirects(table)
    site = replace(catalogue.site, redirects=redirects)
    fresh = Catalogue(site, catalogue.renderer)
    for redirect in redirects:
        answer = fresh.answer(redirect.source)
        if isinstance(answer, Output):
            assert answer.status == 410 or redirect.source in fresh.pages
        else:
            path = unquote(split_query(answer.location)[0])
            end = fresh.answer(path)
            assert path == "/find" or isinstance(end, Output), (redirect, answer, end)

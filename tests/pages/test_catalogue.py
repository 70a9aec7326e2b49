"""The one list of addresses: what each answers, that all links hold, and that no page is an orphan."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import opened

from locator.pages.assets import Asset
from locator.pages.finder.question import parse_question
from locator.pages.output import Moved, Output
from locator.pages.verdicts.verdict import Standing
from locator.site.queries.search import find_place
from locator.site.urls import Urls

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.assets import Asset
from locator.pages.catalogue import Catalogue

MACHINE = ("/sitemap.xml", "/robots.txt")


def answer(catalogue: Catalogue, address: str) -> Output | Moved:
    """What an address with its query answers, as a server would put it together."""
    parts = urlsplit(address)
    if parts.path == Urls().find:
        question = parse_question(catalogue.site, parse_qsl(parts.query))
        return catalogue.find(question, find_place(catalogue.site, question.text) if question.text else None)
    asset = catalogue.renderer.assets.at(parts.path)
    if isinstance(asset, Asset):
        return Output(asset.body)
    return catalogue.answer(unquote(parts.path))


def page(catalogue: Catalogue, address: str) -> HtmlElement:
    output = answer(catalogue, address)
    assert isinstance(output, Output)
    return lxml.html.document_fromstring(output.body.decode())


def add_rows(folder: Path, file: str, *rows: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as table:
        table.writelines(f"{row}\n" for row in rows)


# Links


def test_every_link_on_every_page_answers_200_at_once(catalogue: Catalogue) -> None:
    """Rules A32 and A33: none is broken, none redirects."""
    starts = [*catalogue.pages, *catalogue.gone]
    starts += [f"/find?q={query}" for query in ("", "32114", "Springfield", "Lake Marry", "0,0", "Scobie")]
    links: dict[str, str] = {}
    for start in starts:
        document = page(catalogue, start)
        for address in document.xpath("//a/@href|//script/@src|//link[not(@rel='canonical')]/@href"):
            reports = [view.urls.report for view in catalogue.site.views.values()]
            is_form = address.partition("?")[0] in (*catalogue.finders[1:], *reports)
            is_file = address.endswith(
                ("/feed.xml", "/clinics.geojson", "/clinics.kml")
            )  # publish makes them
            if address.startswith("/") and not is_form and not is_file:
                links.setdefault(address.partition("#")[0], start)
    assert len(links) > len(catalogue.pages)
    for address, start in links.items():
        output = answer(catalogue, address)
        assert isinstance(output, Output), f"{start} links to {address}, which redirects"
        assert output.status == 200, f"{start} links to {address}"


def test_every_page_is_three_steps_or_fewer_from_the_home_page(catalogue: Catalogue) -> None:
    """Rules A1, A39 and E1.6: no orphans, plain links."""
    steps, frontier = {"/"}, {"/"}
    for _ in range(3):
        frontier = {
            link
            for path in frontier
            for link in page(catalogue, path).xpath("//a/@href")
            if link in catalogue.pages
        } - steps
        steps |= frontier
    assert steps == catalogue.pages.keys()


def test_every_landing_page_is_linked_from_its_region(catalogue: Catalogue) -> None:
    for path, verdict in catalogue.verdicts.items():
        if verdict.standing in (Standing.MERGE, Standing.ABSENT):
            continue
        region = path.rstrip("/").rpartition("/")[0] + "/"
        assert path in page(catalogue, region).xpath("//main//a/@href")


# Canonical addresses


def test_a_page_names_its_one_address_from_the_settings(catalogue: Catalogue) -> None:
    """Rule A33."""
    for path in catalogue.pages:
        canonical = page(catalogue, path).xpath("//head/link[@rel='canonical']/@href")
        assert canonical == [f"https://clinics.example{path}"]


def test_an_answer_of_the_finder_has_no_address_of_its_own_and_is_not_indexed(catalogue: Catalogue) -> None:
    """Rule A35."""
    for address in ("/find?q=32114", "/find?q=Springfield", "/find?q=Scobie"):
        document = page(catalogue, address)
        assert document.xpath("//link[@rel='canonical']") == []
        assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    unasked = page(catalogue, "/find?treatment=acupuncture")
    assert unasked.xpath("//link[@rel='canonical']/@href") == ["https://clinics.example/find"]
    assert unasked.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_the_language_of_search_engines_and_that_of_readers_agree(catalogue: Catalogue) -> None:
    """Rule A34: no alternates until a person has checked the translation."""
    for path in catalogue.pages:
        assert page(catalogue, path).xpath("//link[@rel='alternate'][@hreflang]") == []


# What an address answers


@pytest.mark.parametrize(
    ("path", "location", "status"),
    [
        ("/clinics", "/clinics/", 308),
        ("/Clinics/LAKE-MARY", "/clinics/lake-mary/", 308),
        ("//clinics//lake-mary//", "/clinics/lake-mary/", 308),
        ("/about", "/about/", 308),
        ("/Find", "/find", 308),
        ("/find/", "/find", 308),
        ("/clinics/port-orange/", "/clinics/daytona-beach/", 301),
        ("/clinics/port-orange", "/clinics/daytona-beach/", 301),
        ("/back-pain-treatment/fl/daytona/", "/back-pain-treatment/fl/daytona-beach/", 301),
        ("/locations/lake-mary/", "/back-pain-treatment/fl/lake-mary/", 301),
        ("/Locations/Lake-Mary", "/back-pain-treatment/fl/lake-mary/", 301),
        ("/offers/new-year", "/offers/new-year/", 308),
    ],
)
def test_an_address_spelled_another_way_leads_to_the_one(
    path: str, location: str, status: int, catalogue: Catalogue
) -> None:
    assert catalogue.answer(path) == Moved(location, status)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/back-pain-treatment/fl/lake-mary/", 200),
        ("/offers/new-year/", 410),
        ("/clinics/oviedo/", 410),
        ("/acupuncture/fl/holly-hill/", 404),
        ("/back-pain-treatment/ga/", 404),
        ("/back-pain-treatment/fl/atlantis/", 404),
        ("", 404),
        ("/../", 404),
        ("/static/", 404),
    ],
)
def test_an_address_answers_with_the_true_status(path: str, status: int, catalogue: Catalogue) -> None:
    """Rule A31: no soft 404, and nothing missing leads home."""
    output = catalogue.answer(path)
    assert isinstance(output, Output)
    assert output.status == status


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_address_can_break_the_catalogue(catalogue: Catalogue, text: str) -> None:
    output = catalogue.answer(f"/{text}")
    if isinstance(output, Moved):
        assert output.location.startswith("/")
        assert not output.location.startswith("//")
        assert answer(catalogue, output.location) != output


def test_every_redirect_of_the_example_is_one_hop_to_a_page(catalogue: Catalogue) -> None:
    for move in catalogue.moved.values():
        assert isinstance(catalogue.answer(move.location), Output)


def test_a_redirect_to_what_has_moved_leads_to_its_end_at_once(folder: Path) -> None:
    """Rule A32: also where the chain runs through clinics.csv and locations.csv."""
    add_rows(
        folder,
        "redirects.csv",
        "/old-clinic/,/clinics/port-orange/,301",
        "/daytona/,/back-pain-treatment/fl/daytona/,302",
        "/older/,/old-clinic/,301",
    )
    catalogue = opened(folder)
    assert catalogue.answer("/old-clinic/") == Moved("/clinics/daytona-beach/", 301)
    assert catalogue.answer("/older/") == Moved("/clinics/daytona-beach/", 301)
    assert catalogue.answer("/daytona/") == Moved("/back-pain-treatment/fl/daytona-beach/", 302)


def test_a_redirect_for_a_while_never_becomes_one_for_ever(folder: Path) -> None:
    add_rows(folder, "redirects.csv", "/spring/,/clinics/,302", "/summer/,/clinics/,307")
    catalogue = opened(folder)
    assert catalogue.answer("/Spring") == Moved("/clinics/", 302)
    assert catalogue.answer("/summer") == Moved("/clinics/", 307)


def test_a_page_wins_over_a_redirect_from_its_address(folder: Path) -> None:
    add_rows(folder, "redirects.csv", "/clinics/lake-mary/,/clinics/sanford/,301")
    output = opened(folder).answer("/clinics/lake-mary/")
    assert isinstance(output, Output)
    assert output.status == 200


def test_a_page_is_rendered_once(catalogue: Catalogue) -> None:
    assert catalogue.answer("/about/") is catalogue.answer("/about/")


# Small and odd sites


@pytest.mark.parametrize("part", ["practitioners.csv", "redirects.csv", "content/towns", "content/articles"])
def test_a_site_can_do_without(part: str, folder: Path) -> None:
    path = folder / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    catalogue = opened(folder)
    for address in catalogue.pages:
        assert isinstance(answer(catalogue, address), Output)
    linked = {link for path in catalogue.pages for link in page(catalogue, path).xpath("//a/@href")}
    assert ("/articles/" in linked) == (part != "content/articles")


@pytest.mark.parametrize("file", ["clinics.csv", "locations.csv"])
def test_a_site_may_begin_with_an_empty_table(file: str, folder: Path) -> None:
    header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
    (folder / file).write_text(f"{header}\n", encoding="utf-8")
    catalogue = opened(folder)
    for address in (*catalogue.pages, *catalogue.gone, "/find?q=32114", "/find?q=Lake+Mary"):
        assert isinstance(answer(catalogue, address), Output)


def test_every_page_of_other_peoples_clinics_renders() -> None:
    """The second example: real places, other nouns, a single treatment; every twentieth page."""
    catalogue = opened(Path(__file__).parents[2] / "examples" / "florida")
    for address in list(catalogue.pages)[::20]:
        assert isinstance(answer(catalogue, address), Output)


# What search engines are told


def test_entries_are_pages_that_may_be_indexed(catalogue: Catalogue) -> None:
    """Rule A25."""
    paths = [entry.path for entry in catalogue.entries()]
    assert len(paths) == len(set(paths))
    for path in paths:
        document = page(catalogue, path)
        assert path in catalogue.pages
        assert not document.xpath("//meta[@name='robots']")


def test_what_is_not_for_search_engines_is_no_entry(folder: Path) -> None:
    add_rows(folder, "locations.csv", "Key West,FL")
    catalogue = opened(folder)
    paths = {entry.path for entry in catalogue.entries()}
    assert "/back-pain-treatment/fl/key-west/" in catalogue.pages
    assert "/back-pain-treatment/fl/key-west/" not in paths
    assert "/clinics/new-smyrna-beach/" not in paths
    assert not paths & (catalogue.moved.keys() | catalogue.gone.keys())


def test_dates_are_those_of_a_text_or_none(catalogue: Catalogue) -> None:
    """Rule A24: an unknown date is left out."""
    for entry in catalogue.entries():
        if entry.lastmod:
            assert entry.path.startswith(("/articles/", "/acupuncture/", "/back-pain", "/physical"))
            assert "/fl/" not in entry.path


def test_a_redirect_that_never_happens_or_leads_nowhere_is_told(folder: Path) -> None:
    (folder / "redirects.csv").write_text(
        "from,to,status\n/clinics/,/about/,301\n/old/,/nowhere/,301\n/good/,/clinics/,301\n"
    )
    problems = opened(folder).problems
    assert [(problem.row, problem.column) for problem in problems] == [(2, "from"), (3, "to")]

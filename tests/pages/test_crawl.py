"""The shape that a crawler sees: plain links from the home page, and nothing that looks like a doorway."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

import pytest
from conftest import ROOT
from reading import page, text

from locator.pages.clinic import SERVED_TOWNS
from locator.publish.robots import render_robots

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

MOST_NEIGHBOURS = 8


@pytest.fixture(scope="module")
def documents(catalogue: Catalogue) -> dict[str, HtmlElement]:
    """Every page by its path."""
    return {path: page(catalogue, path) for path in catalogue.pages}


def links(document: HtmlElement, where: str = "") -> list[str]:
    """The addresses that plain links lead to, without what stands after # or ?."""
    found = document.xpath(f".{where}//a/@href")
    return [re.split("[#?]", link)[0] for link in found if link.startswith("/")]


@pytest.fixture(scope="module")
def clicks(documents: dict[str, HtmlElement]) -> dict[str, int]:
    """How many clicks from the home page each page is, by plain links."""
    found, frontier = {"/": 0}, ["/"]
    for path in frontier:
        for link in links(documents[path]):
            if link in documents and link not in found:
                found[link] = found[path] + 1
                frontier.append(link)
    return found


def test_every_address_of_the_sitemap_is_three_clicks_away_or_fewer(
    catalogue: Catalogue, clicks: dict[str, int]
) -> None:
    """Rules A1, A39, E1.6: a hierarchy to browse by plain links, from state to town, no orphan."""
    far = {entry.path: clicks.get(entry.path) for entry in catalogue.entries()}
    assert far
    assert not {path: steps for path, steps in far.items() if steps is None or steps > 3}


def test_no_link_leads_to_what_is_gone_missing_or_moved(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    """Rules A31, A32."""
    for path, document in documents.items():
        for link in links(document):
            if link in catalogue.moved or link in catalogue.gone:
                pytest.fail(f"{path} links to {link}")


def test_a_noindex_page_may_be_crawled(
    catalogue: Catalogue, documents: dict[str, HtmlElement], example: Site
) -> None:
    """Rule A29: who may not read a page never learns that it is not to be listed."""
    robots = RobotFileParser()
    robots.parse(render_robots(example.config).decode().splitlines())
    unlisted = [path for path, doc in documents.items() if doc.xpath("//meta[@name='robots']")]
    assert set(unlisted) >= {p for p, v in catalogue.verdicts.items() if v.failing and p in catalogue.pages}
    assert all(robots.can_fetch("Googlebot", path) for path in unlisted)


def test_an_unlisted_page_says_why_and_stays_in_its_hub(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    """Rule E1: noindex is served, the reason is shown, and the region links to it."""
    for path, verdict in catalogue.verdicts.items():
        if path not in catalogue.pages:
            continue
        told = documents[path].xpath("//main")[0].text_content()
        assert ("This page is not listed in search engines because" in told) == (
            bool(verdict.failing) and not path.startswith("/es/")
        )
        hub = path.rstrip("/").rpartition("/")[0] + "/"
        assert path in links(documents[hub], "//main")


def test_every_indexed_page_is_linked_from_the_clinic_that_its_verdict_names(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    """Rule E1.6: what the verdict computes is what the pages do."""
    linked = {link for path in documents if "/clinics/" in path for link in links(documents[path], "//main")}
    for path, verdict in catalogue.verdicts.items():
        if not path.startswith("/es/") and path in catalogue.pages:
            (reason,) = [reason for reason in verdict.reasons if reason.rule == "E1.6"]
            assert reason.ok == (path in linked), path


def test_no_page_but_a_hub_lists_many_towns(catalogue: Catalogue, documents: dict[str, HtmlElement]) -> None:
    """Rules A3, A4: eight neighbors, twelve towns of a clinic, each with a distance; none in the footer."""
    towns = set(catalogue.verdicts)
    for path, document in documents.items():
        assert not towns & set(links(document, "//footer")), path
        assert not towns & set(links(document, "//header")), path
        found = [item for item in document.xpath("//main//li") if towns & set(links(item))]
        if path in towns:
            assert len(found) <= MOST_NEIGHBOURS, path
        elif "/clinics/" in path:
            assert len(found) <= SERVED_TOWNS, path
        if path in towns or "/clinics/" in path:
            assert all(re.search(r"\d", item.text_content()) for item in found), path


def test_a_visitor_can_finish_on_a_town_page(catalogue: Catalogue, documents: dict[str, HtmlElement]) -> None:
    """Rule A1: address, hours, telephone, directions and booking without another page."""
    for path, verdict in catalogue.verdicts.items():
        if verdict.is_indexed:
            (card,) = documents[path].xpath("//section[@aria-labelledby='nearest']")
            assert card.xpath(".//address")
            assert card.xpath(".//table")
            assert card.xpath(".//a[starts-with(@href, 'tel:')]")
            assert card.xpath(".//a[contains(@href, 'destination=')]")
            assert card.xpath(".//a[contains(@href, '/book/')]")


def test_nothing_spins_words(documents: dict[str, HtmlElement]) -> None:
    """Rule A2: no spun text: no choice of words in braces, no chance in what makes pages."""
    for path, document in documents.items():
        assert not re.search(r"\{[^{}]*\|[^{}]*\}", document.xpath("//main")[0].text_content()), path
    for file in (ROOT / "locator" / "pages").rglob("*.py"):
        imports = re.findall(r"^\s*(?:import|from) (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert "random" not in imports, file


def test_pages_that_fail_leave_the_sitemap_by_themselves(catalogue: Catalogue) -> None:
    """Rule A2: what is not helpful is excluded from search."""
    listed = {entry.path for entry in catalogue.entries()}
    for path, verdict in catalogue.verdicts.items():
        assert (path in listed) == verdict.is_indexed


MOST_UNSEEN = 8  # words: "Clinic 1 of 10."; a town's name in such a place would be text for engines


def test_what_nobody_sees_is_a_few_words_for_screen_readers(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    """Rule A5: no text is put out of sight for search engines, by its class or by a style of its own."""
    unseen = {
        text(element)
        for document in documents.values()
        for element in document.xpath("//*[contains(@class, 'loc-hidden')]")
    }
    assert unseen  # or the class has another name
    assert [words for words in unseen if len(words.split()) > MOST_UNSEEN] == []
    towns = {town.name for town in catalogue.site.towns}
    assert [words for words in unseen if any(town in words for town in towns)] == []
    assert not any(document.xpath("//*[@style]") for document in documents.values())


def test_no_style_but_one_puts_text_out_of_sight() -> None:
    """Rule A5: off-screen and zero-size text; what is `hidden` is for scripts to show."""
    sheets = {path: path.read_text("utf-8") for path in (ROOT / "static" / "style").glob("*.css")}
    assert sheets
    trick = re.compile(
        r"(?:font-size|opacity):\s*0[;\s]|text-indent:\s*-|(?:left|top):\s*-\d{3}|clip-path: inset\(50%\)"
    )
    found = [(path.name, match[0]) for path, style in sheets.items() for match in trick.finditer(style)]
    assert found == [("20-elements.css", "clip-path: inset(50%)")]

"""The example's own Spanish, once as it stands and once as if a person had checked it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import copied, load
from lxml import etree, html
from spanish import CHECK

from locator.pages.finder.question import Question
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

LANDING = "/back-pain-treatment/fl/lake-mary/"
LANDING_ES = "/es/tratamiento-del-dolor-de-espalda/fl/lake-mary/"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The example with the name of a checker, and a date, wherever one is asked for."""
    folder = copied(tmp_path_factory.mktemp("checked"))
    for file in (folder / "content").glob("*/*.md"):
        text = file.read_text("utf-8")
        file.write_text(text.replace("\nlang: es\n", f"\nlang: es\n{CHECK}"), "utf-8")
    settings = folder / "site.toml"
    assert settings.read_text("utf-8").partition("\n[es]")[1]
    signed = re.sub(r"(\w+): (.+)", r'\1 = "\2"', CHECK)
    settings.write_text(settings.read_text("utf-8") + f"\n{signed}", "utf-8")
    site = load(folder).site
    assert site
    return open_catalogue(SiteFolder(folder), site)


def page(catalogue: Catalogue, path: str) -> HtmlElement:
    answer = catalogue.answer(path)
    assert isinstance(answer, Output), path
    assert answer.status == 200, path
    return html.document_fromstring(answer.body.decode())


def alternates(document: HtmlElement) -> dict[str, str]:
    return {link.get("hreflang"): link.get("href") for link in document.xpath("//head/link[@hreflang]")}


def switch(document: HtmlElement) -> tuple[str, str]:
    """Where the switch leads, and the language that it names, is marked with and announces."""
    (link,) = document.xpath("//header//a[@hreflang]")
    assert link.get("lang") == link.get("hreflang")
    return link.get("href"), link.get("lang")


def test_as_it_stands_no_spanish_page_is_offered_to_search_engines(bilingual: Catalogue) -> None:
    """Rules A2, A33, A34: noindex, an own canonical, no alternate on either side."""
    base = bilingual.site.config.base_url
    for path in bilingual.pages:
        document = page(bilingual, path)
        is_spanish = path.startswith("/es/")
        assert document.get("lang") == ("es" if is_spanish else "en"), path
        assert not alternates(document), path
        if is_spanish:
            assert document.xpath("//head/meta[@name='robots']/@content") == ["noindex"], path
            assert document.xpath("//head/link[@rel='canonical']/@href") == [base + path], path
    assert not [entry.path for entry in bilingual.entries() if entry.path.startswith("/es/")]


def test_every_switch_leads_to_the_twin_and_back(bilingual: Catalogue) -> None:
    """Rule D13: a page without a twin leads to the other home page, and none leads astray."""
    paths = set(bilingual.pages)
    for path in paths:
        other, language = switch(page(bilingual, path))
        assert other in paths, path
        assert language == ("en" if path.startswith("/es/") else "es"), path
        back, _ = switch(page(bilingual, other))
        assert back == path or other in ("/", "/es/"), path
    for path, twin in (
        ("/", "/es/"),
        (LANDING, LANDING_ES),
        ("/articles/sciatica/", "/es/articulos/ciatica/"),
        ("/clinics/new-smyrna-beach/", "/es/clinicas/new-smyrna-beach/"),
        ("/about/", "/es/acerca-de/"),
        ("/api/", "/es/"),
    ):
        assert switch(page(bilingual, path))[0] == twin


def test_the_switch_keeps_the_question_of_the_finder(bilingual: Catalogue) -> None:
    text = "Lake Mary"
    question = Question(text, finder="/es/buscar", radius=50)
    answer = bilingual.find(question, find_place(bilingual.site, text))
    other, language = switch(html.document_fromstring(answer.body.decode()))
    assert (other, language) == ("/find?q=Lake%20Mary&radius=50", "en")


def test_once_checked_spanish_pages_stand_beside_the_english(checked: Catalogue) -> None:
    """Rules A33, A34: indexed, with reciprocal alternates that name the page itself and its canonical."""
    base, seen = checked.site.config.base_url, 0
    listed = {entry.path for entry in checked.entries()}
    for path in listed:
        document = page(checked, path)
        assert not document.xpath("//head/meta[@name='robots']"), path
        links = alternates(document)
        assert document.xpath("//head/link[@rel='canonical']/@href") == [base + path]
        assert base + path in links.values(), path
        assert links["x-default"] == links["en"]
        for code in ("en", "es"):
            other = links[code].removeprefix(base)
            assert other in listed, path
            assert alternates(page(checked, other)) == links, path
        seen += path.startswith("/es/")
    assert seen == len(listed) / 2
    assert {"/es/", LANDING_ES, "/es/articulos/ciatica/", "/es/clinicas/deland/"} <= listed


def test_once_checked_each_verdict_is_that_of_its_twin(checked: Catalogue) -> None:
    """Rule A34: nothing but a check keeps a Spanish page of the example from the index."""
    english = {path for path in checked.verdicts if not path.startswith("/es/")}
    for path in english & set(checked.pages):
        twin, _ = switch(page(checked, path))
        if twin in checked.verdicts:
            assert checked.verdicts[twin].is_indexed == checked.verdicts[path].is_indexed, twin


def test_the_sitemap_says_what_the_pages_say(checked: Catalogue) -> None:
    """Rules A33, A34: the same alternates in the sitemap, for every language and in both directions."""
    base = checked.site.config.base_url
    found: dict[str, dict[str, str]] = {}
    for name, output in machine_files(checked).items():
        if name.startswith("/sitemaps/"):
            for url in etree.fromstring(output.body).iterfind("{*}url"):
                links = {
                    link.attrib["hreflang"]: link.attrib["href"] for link in url.iterfind(f"{XHTML}link")
                }
                found[url.findtext("{*}loc", "")] = links
    assert f"{base}{LANDING_ES}" in found
    for address, links in found.items():
        own = alternates(page(checked, address.removeprefix(base)))
        assert links == {code: own[code] for code in links}, address
        assert {"en", "es"} <= set(links), address

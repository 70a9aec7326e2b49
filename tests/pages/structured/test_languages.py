"""The same things in two languages: one name each, told in the words of the page."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import PARTS, ROOT, load
from spanish import speak_spanish

from locator.pages.opening import open_catalogue
from locator.site.folder import SiteFolder
from structured.graphs import all_documents_of, canonical, graph, of_type, page_node, things, types
from structured.test_visible import unseen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

BASE = "https://clinics.example"


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The example in English and Spanish."""
    folder = tmp_path_factory.mktemp("bilingual") / "site"
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    site = load(speak_spanish(folder)).site
    assert site
    return open_catalogue(SiteFolder(folder), site)


@pytest.fixture(scope="module")
def pages(bilingual: Catalogue) -> dict[str, HtmlElement]:
    """Its pages with an address, in both languages."""
    every = all_documents_of(bilingual)
    return {path: page for path, page in every.items() if canonical(page)}


@pytest.fixture(scope="module")
def spanish(pages: dict[str, HtmlElement]) -> dict[str, HtmlElement]:
    """Those in Spanish."""
    found = {path: page for path, page in pages.items() if page.get("lang") == "es"}
    assert len(found) > 20
    return found


def test_a_page_is_in_its_own_language_and_of_the_one_site(spanish: dict[str, HtmlElement]) -> None:
    """Rules A19, A34: the site is described once, on the home page of its first language."""
    for document in spanish.values():
        node = page_node(document)
        assert node["inLanguage"] == "es"
        assert node["url"].startswith(f"{BASE}/es/")
        assert node["isPartOf"] == {"@id": f"{BASE}/#website"}
        assert not of_type(document, "WebSite")
        assert not of_type(document, "Organization")


def test_a_clinic_has_the_same_identity_in_both(
    pages: dict[str, HtmlElement], spanish: dict[str, HtmlElement]
) -> None:
    """Rule A12: the identities over the pages of each language are the same clinics."""

    def identities(documents: dict[str, HtmlElement]) -> list[str]:
        return sorted(node["@id"] for page in documents.values() for node in of_type(page, "MedicalClinic"))

    english = {path: page for path, page in pages.items() if path not in spanish}
    assert identities(spanish) == identities(english)


def test_every_reference_leads_to_a_node_in_one_of_them(pages: dict[str, HtmlElement]) -> None:
    """Rule A21: a treatment that is not translated is still the treatment."""
    every = [thing for page in pages.values() for thing in things(graph(page))]
    described = {thing["@id"] for thing in every if "@id" in thing and len(thing) > 1}
    assert {thing["@id"] for thing in every if thing.keys() == {"@id"}} <= described


def test_what_is_told_in_spanish_is_what_a_spanish_reader_sees(
    bilingual: Catalogue, spanish: dict[str, HtmlElement]
) -> None:
    """Rule A21: names, telephone numbers, hours and dates, by the words of the language."""
    say = bilingual.site.views["es"].say
    hidden = {path: found for path, page in spanish.items() if (found := unseen(page, say))}
    assert hidden == {}
    told = {kind for page in spanish.values() for thing in things(graph(page)) for kind in types(thing)}
    assert {"MedicalClinic", "OpeningHoursSpecification", "Article", "MedicalWebPage"} <= told

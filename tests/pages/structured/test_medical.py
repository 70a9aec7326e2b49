"""Texts about health: who wrote and reviewed them, when, and what they rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import load

from locator.model.document import Article, Editorial, Source
from locator.pages.article import article_page
from locator.pages.output import Output
from locator.pages.structured import texts
from locator.pages.structured.medical import (
    article_data,
    describe_article,
    describe_landing,
    describe_treatment,
)
from locator.pages.treatment import treatment_page
from locator.site.words import date_text
from structured.graphs import Data, graph, of_type, page_node, parsed, visible

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

BASE = "https://clinics.example"
REVIEWED = Editorial(
    author="Jo Example",
    reviewer="Dr. Ada Example",
    reviewer_licence="FL ME000000 (invented)",
    last_reviewed=date(2026, 11, 2),
    next_review=date(2027, 11, 2),
    published=date(2026, 7, 4),
    updated=date(2026, 11, 1),
)


@pytest.fixture
def article(example: Site) -> Article:
    return next(iter(example.articles.values()))


# Articles


def test_an_article_is_told_with_all_that_stands_behind_it(documents: dict[str, HtmlElement]) -> None:
    """Rules A9, A19: headline, author with the way to the editorial policy, dates with a time zone."""
    articles = {path: of_type(page, "Article") for path, page in documents.items()}
    articles = {path: nodes for path, nodes in articles.items() if nodes}
    assert articles
    for path, (node,) in articles.items():
        assert path.startswith("/articles/")
        assert page_node(documents[path])["mainEntity"] == {"@id": node["@id"]}
        assert node["headline"] == documents[path].xpath("string(//h1)")
        assert node["author"]["url"] == f"{BASE}/editorial-policy/"
        byline = documents[path].xpath("//*[@class='loc-byline']")[0]
        assert byline.xpath(".//a[@href='/editorial-policy/']/text()") == [node["author"]["name"]]
        published, modified = (datetime.fromisoformat(node[k]) for k in ("datePublished", "dateModified"))
        assert published.tzinfo
        assert published <= modified
        assert date_text(published.date()) in visible(documents[path])


def test_a_day_is_told_as_its_first_moment_where_most_clinics_are(example: Site) -> None:
    """Rule A19: editors write days; no other moment of a day is sure to have come."""
    assert example.timezone == "America/New_York"
    assert texts.moment(example, date(2026, 11, 22)) == "2026-11-22T00:00:00-05:00"
    assert texts.moment(example, date(2026, 7, 4)) == "2026-07-04T00:00:00-04:00"
    assert texts.moment(replace(example, clinics=()), date(2026, 7, 4)) == "2026-07-04T00:00:00+00:00"


def test_an_article_claims_no_author_and_no_date_that_nobody_gave(example: Site, article: Article) -> None:
    """Rule A19."""
    bare = replace(article, editorial=Editorial(), sources=())
    assert article_data(example, bare).keys() == {"@type", "@id", "headline", "inLanguage"}


def test_a_person_is_one_whom_the_site_knows(example: Site) -> None:
    """Rule A9: a team is no person, whoever is in it."""
    person = example.practitioners[0].name
    for author, kind in ((person, "Person"), ("An editorial team", "Organization")):
        assert texts.author_data(example, Editorial(author=author))["author"]["@type"] == kind


def test_sources_are_told_as_they_are_shown(documents: dict[str, HtmlElement]) -> None:
    """Rule A21: each by its whole reference, with its DOI and its link."""
    cited = [(path, node) for path, page in documents.items() for node in citations(page)]
    assert cited
    for path, node in cited:
        assert " ".join(node["name"].split()) in visible(documents[path])
        assert documents[path].xpath("//main//a/@href[. = $url]", url=node["url"])
    assert {node["identifier"]["value"] for _, node in cited if "identifier" in node} >= {"10.7326/M16-2367"}


def citations(document: HtmlElement) -> list[Data]:
    return [citation for node in graph(document) for citation in node.get("citation", [])]


def test_a_source_is_known_by_its_doi_and_read_where_it_leads() -> None:
    """Rule A21: the first of the addresses that the page links to."""
    sources = (
        Source("a", "A trial.", "https://journal.example/a", "10.1001/jama.2025.31348"),
        Source("b", "A book."),
    )
    trial, book = texts.citations_data(sources)["citation"]
    assert trial["identifier"] == {
        "@type": "PropertyValue",
        "propertyID": "doi",
        "value": "10.1001/jama.2025.31348",
    }
    assert trial["url"] == "https://doi.org/10.1001/jama.2025.31348"
    assert book == {"@type": "CreativeWork", "name": "A book."}


def test_a_treatment_names_its_author_and_dates_where_the_page_does(
    documents: dict[str, HtmlElement],
) -> None:
    """Rule A9: who wrote it, when, and that nobody has reviewed it."""
    for path in ("/back-pain-treatment/", "/acupuncture/", "/physical-therapy/"):
        node, words = page_node(documents[path]), visible(documents[path])
        assert node["author"]["name"] in words
        assert date_text(datetime.fromisoformat(node["dateModified"]).date()) in words
        assert "No clinician has reviewed this page yet." in words


# Reviews


def test_nothing_in_the_example_claims_a_review(documents: dict[str, HtmlElement]) -> None:
    """Rule A22: nobody has reviewed these texts, and no page says otherwise."""
    for path, document in documents.items():
        body = lxml.html.tostring(document, encoding="unicode")
        assert "reviewedBy" not in body, path
        assert "lastReviewed" not in body, path


def test_a_review_is_told_as_the_page_shows_it(catalogue: Catalogue, article: Article) -> None:
    """Rule A22: who, with which licence, and when."""
    site = catalogue.site
    treatment = replace(site.main_treatment, editorial=REVIEWED)
    for context in (
        treatment_page(site, treatment),
        article_page(site, replace(article, editorial=REVIEWED)),
    ):
        document = parsed(catalogue.renderer.render(context))
        node = page_node(document)
        assert "MedicalWebPage" in node["@type"]
        assert node["lastReviewed"] == "2026-11-02"
        assert node["reviewedBy"]["@type"] == "Person"
        words = visible(document)
        for text in (node["reviewedBy"]["name"], node["reviewedBy"]["hasCredential"]["name"]):
            assert text in words
        assert "November 2, 2026" in words


@pytest.mark.parametrize(
    "partial",
    [
        replace(REVIEWED, reviewer=""),
        replace(REVIEWED, reviewer_licence=""),
        replace(REVIEWED, last_reviewed=None),
    ],
)
def test_a_review_that_lacks_a_part_is_none(partial: Editorial) -> None:
    """Rule A22."""
    assert texts.review_data(partial) == {}


# Kinds of pages


def test_an_article_about_no_treatment_is_no_medical_page(example: Site, article: Article) -> None:
    """Rule A22."""
    described = describe_article(example, replace(article, treatment=""))
    assert described.kind == "WebPage"
    assert "medicalAudience" not in described.properties


def test_a_treatment_without_towns_is_no_hub(example: Site) -> None:
    described = describe_treatment(example, example.main_treatment, [])
    assert described.kind == "MedicalWebPage"
    assert "mainEntity" not in described.properties


def test_a_town_without_any_clinic_has_no_list(example: Site) -> None:
    """Rule A12."""
    described = describe_landing(example, "/x/", example.main_treatment, [])
    assert described.kind == "MedicalWebPage"
    assert described.properties.keys() == {"medicalAudience", "about"}
    assert described.things == ()


def test_a_treatment_that_schema_org_has_no_word_for_is_not_named(florida: Catalogue) -> None:
    """Rule A14."""
    answer = florida.answer("/health-care/")
    assert isinstance(answer, Output)
    node = page_node(parsed(answer.body))
    assert "about" not in node


def test_a_file_with_a_reviewer_reaches_the_page(folder: Path) -> None:
    """Rule A22: from the front matter to the graph."""
    path = folder / "content" / "treatments" / "back-pain-treatment.md"
    lines = 'reviewer: "Dr. Ada Example"\nreviewer_licence: "ME000000"\nlast_reviewed: 2026-11-02\n'
    lines += "next_review: 2027-11-02\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("schema_type:", f"{lines}schema_type:"), encoding="utf-8")
    site = load(folder).site
    assert site
    properties = describe_treatment(site, site.main_treatment, []).properties
    assert properties["reviewedBy"]["name"] == "Dr. Ada Example"

"""The words of schema.org that pages use: real ones, and none that we may not or need not use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SDO

from structured.graphs import graph, things, types

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

RATINGS = {"aggregateRating", "review", "reviews", "reviewRating", "starRating", "ratingValue", "reviewCount"}
VOCABULARY = str(SDO)
WORDS = {str(word) for word in dir(SDO)}

# RDFLib 7 reads JSON-LD by means of a class that it has itself declared old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def read(document: HtmlElement) -> Graph:
    """A page's graph as a general reader of JSON-LD has it, which fetches nothing."""
    data = {"@context": {"@vocab": VOCABULARY}, "@graph": graph(document)}
    return Graph().parse(data=json.dumps(data), format="json-ld")


def test_types_and_properties_are_words_of_schema_org(documents: dict[str, HtmlElement]) -> None:
    """Rules A13, A14, A22: as RDFLib lists its vocabulary."""
    for path, document in documents.items():
        for _, prop, value in read(document):
            if prop == RDF.type:
                assert str(value) in WORDS, (path, value)
            else:
                assert str(prop) in WORDS, (path, prop)


def test_names_of_the_vocabulary_are_its_own(documents: dict[str, HtmlElement]) -> None:
    """Rules A14, A15: specialties and days are members of schema.org's enumerations."""
    used = {
        text
        for document in documents.values()
        for thing in things(graph(document))
        for key in ("medicalSpecialty", "dayOfWeek")
        for text in thing.get(key, [])
    }
    assert used
    for name in used:
        assert name in WORDS, name


def test_a_general_reader_finds_the_clinic_from_the_page(documents: dict[str, HtmlElement]) -> None:
    """Rule A21: page, trail, site and clinic are one graph."""
    read_graph = read(documents["/clinics/lake-mary/"])
    page = URIRef("https://clinics.example/clinics/lake-mary/")
    (clinic,) = read_graph.objects(page, SDO.mainEntity)
    assert (clinic, RDF.type, SDO.MedicalClinic) in read_graph
    assert str(read_graph.value(clinic, SDO.name)) == "Example Back Care Lake Mary"
    (trail,) = read_graph.objects(page, SDO.breadcrumb)
    assert (trail, RDF.type, SDO.BreadcrumbList) in read_graph
    (site,) = read_graph.objects(page, SDO.isPartOf)
    assert (site, RDF.type, SDO.WebSite) in read(documents["/"])


def test_no_page_rates_or_reviews_anything(all_documents: list[tuple[str, HtmlElement]]) -> None:
    """Rule A17: neither in a graph nor as microdata, on any page of either site (H7)."""
    for path, document in all_documents:
        for thing in things(graph(document)):
            assert not RATINGS & thing.keys(), path
            assert not {"AggregateRating", "Review", "Rating"} & set(types(thing)), path
        assert not document.xpath("//@itemtype | //@itemprop | //@typeof"), path


def test_no_questions_and_how_tos_are_marked_up(all_documents: list[tuple[str, HtmlElement]]) -> None:
    """Rules A19, A20: what search engines have given up gains nobody anything."""
    unwanted = {"FAQPage", "Question", "Answer", "HowTo", "HowToStep", "Service", "SearchAction"}
    for path, document in all_documents:
        for thing in things(graph(document)):
            assert not unwanted & set(types(thing)), path
            assert "additionalType" not in thing, path  # rule A11: several types are a list in @type


def test_the_docs_promise_no_rich_results(request: object) -> None:
    """Rule A20."""
    root: Path = request.config.rootpath  # type: ignore[attr-defined]
    for file in (*root.glob("docs/**/*.md"), root / "README.md"):
        text = " ".join(file.read_text(encoding="utf-8").casefold().split())
        for sentence in text.split(". "):
            if "rich result" in sentence:
                assert any(word in sentence for word in ("no ", "not ", "nothing")), (file.name, sentence)

"""A Spanish page speaks Spanish: a crawl that looks for little English words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from locator.pages.finder.question import Question
from locator.pages.output import Output
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.catalogue import Catalogue

SOME = """the of and to is are this that from with for not you your it at on by we have an our each near
nearest open closed page call away find search all more which where who what when been only"""
LITTLE = frozenset(re.findall(r"\w+", SOME))
QUERIES = (
    *("Lake Mary", "32114", "daytna beech", "Springfield", "zzzz", "Orlando", "0,0", "Florida", "London, UK"),
    *("99999", "911", "chest pain", "acupuncture", "acupuntura DeLand", "physical therapy", "Volusia County"),
    *("100 Main Street, Sanford", "Example Back Care", "91,181", "Honolulu"),
)
SPOKEN = ("aria-label", "alt", "title", "placeholder")


def bodies(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    for path in [*catalogue.pages, *catalogue.gone]:
        if path.startswith("/es/"):
            answer = catalogue.answer(path)
            assert isinstance(answer, Output)
            yield path, answer.body
    yield "404", catalogue.not_found("/es/nada/").body
    yield "finder", catalogue.find(Question(finder="/es/buscar")).body
    for query in QUERIES:
        question = Question(query, finder="/es/buscar", unknown=("x",))
        yield query, catalogue.find(question, find_place(catalogue.site, query)).body


def texts(body: bytes) -> Iterator[str]:
    """Everything that somebody sees or hears, but what is marked as English."""
    page = html.fromstring(body)
    for foreign in page.xpath('//*[@lang="en"] | //script | //style'):
        foreign.drop_tree()
    for element in page.iter():
        if isinstance(element.tag, str):
            yield from filter(None, (element.text, *map(element.get, SPOKEN)))
            if element.get("name") == "description":
                yield element.get("content") or ""
        yield element.tail or ""


@pytest.fixture
def data(spanish: Catalogue) -> list[str]:
    """What tables say in English on every page: names, addresses, titles; the longest first."""
    site = spanish.site
    found = {site.config.name, site.config.publisher, site.config.email, "U.S. Census Bureau"}
    for clinic in site.clinics:
        found |= {clinic.name, *clinic.address.lines, str(clinic.address)}
    found |= {text for person in site.practitioners for text in (person.name, person.title)}
    found |= {town.name for town in site.towns} | set(QUERIES)
    return sorted(found, key=len, reverse=True)


def test_no_english_is_left_on_a_spanish_page(spanish: Catalogue, data: list[str]) -> None:
    """Rule D13: what is not in the page's language is marked with its own."""
    names = re.compile("|".join(map(re.escape, data)))
    found = {
        (path, " ".join(text.split()))
        for path, body in bodies(spanish)
        for text in texts(body)
        if LITTLE & set(re.findall(r"\w+", names.sub("", text).lower()))
    }
    assert not found, sorted(found)

"""Pages and their graphs, as a reader finds them who knows nothing of how they are made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html

from locator.pages.finder.question import Question
from locator.pages.output import Output
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

Data = dict[str, Any]
CONTEXT = "https://schema.org"


def documents_of(catalogue: Catalogue) -> dict[str, HtmlElement]:
    """Every page of a site in its first language, with a few of the finder's answers and the 404."""
    every = all_documents_of(catalogue)
    return {path: page for path, page in every.items() if page.get("lang") == catalogue.site.config.language}


def all_documents_of(catalogue: Catalogue) -> dict[str, HtmlElement]:
    """The same in every language."""
    outputs = {path: catalogue.answer(path) for path in (*catalogue.pages, *catalogue.gone)}
    outputs |= {
        "404": catalogue.not_found("/x/"),
        "/find": catalogue.find(Question()),
        "/find?q=32114": catalogue.find(Question("32114"), find_place(catalogue.site, "32114")),
    }
    return {name: parsed(output.body) for name, output in outputs.items() if isinstance(output, Output)}


def parsed(body: bytes) -> HtmlElement:
    return lxml.html.document_fromstring(body.decode())


def graph(document: HtmlElement) -> list[Data]:
    """What the page says to machines: one block, one graph."""
    blocks = document.xpath("//script[@type='application/ld+json']/text()")
    assert len(blocks) <= 1
    if not blocks:
        return []
    data = json.loads(blocks[0])
    assert data.keys() == {"@context", "@graph"}
    assert data["@context"] == CONTEXT
    nodes: list[Data] = data["@graph"]
    return nodes


def types(thing: Data) -> list[str]:
    """The types of one object, none for a reference."""
    found = thing.get("@type", [])
    return [found] if isinstance(found, str) else list(found)


def things(data: Any) -> Iterator[Data]:
    """Every object in it, at any depth."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from things(value)
    elif isinstance(data, list):
        for value in data:
            yield from things(value)


def leaves(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string in it with the property that it is a value of."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, key)
    elif isinstance(data, str):
        yield key, data


def of_type(document: HtmlElement, name: str) -> list[Data]:
    """The nodes of a page's graph that are of a type."""
    return [node for node in graph(document) if name in types(node)]


def page_node(document: HtmlElement) -> Data:
    """The node that is the page itself: the first, which has the page's address as its name."""
    node = graph(document)[0]
    assert node["@id"] == node["url"]
    return node


def canonical(document: HtmlElement) -> str:
    """The page's canonical address, empty if it has none."""
    return "".join(document.xpath("//link[@rel='canonical']/@href"))


def visible(document: HtmlElement) -> str:
    """The words that a reader of the page sees: not those of maps, scripts, the head, or what is hidden."""
    (body,) = document.xpath("//body")
    hidden = "ancestor::svg or ancestor::script or ancestor::*[@hidden]"
    return " ".join(" ".join(body.xpath(f".//text()[not({hidden})]")).split())

"""Hubs and lists: names, addresses and order as the page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from locator.pages.structured.lists import describe_pages
from structured.graphs import Data, of_type, page_node

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.site.snapshot import Site

BASE = "https://clinics.example"
HUBS = {
    "/clinics/": "//a[@class='loc-directory__name']",
    "/articles/": "//main//h2/a",
    "/back-pain-treatment/": "//section[@aria-labelledby='regions']//li/a",
    "/back-pain-treatment/fl/": "//ul[contains(@class, 'loc-neighbours')]/li/a",
    "/back-pain-treatment/fl/lake-mary/": "//*[contains(@class, 'loc-card__name')]/a",
}


def items(document: HtmlElement) -> list[Data]:
    (listed,) = of_type(document, "ItemList")
    assert page_node(document)["mainEntity"] == {"@id": listed["@id"]}
    found: list[Data] = listed["itemListElement"]
    return found


@pytest.mark.parametrize("path", HUBS)
def test_a_list_is_the_one_on_the_page(path: str, documents: dict[str, HtmlElement]) -> None:
    """Rules A21, A39: the same links in the same order."""
    shown = [(a.text_content().strip(), BASE + a.get("href")) for a in documents[path].xpath(HUBS[path])]
    listed = items(documents[path])
    assert len(shown) > 0
    assert [(item["name"], item["url"]) for item in listed] == shown
    assert [item["position"] for item in listed] == list(range(1, len(shown) + 1))


def test_a_list_without_items_is_not_told(example: Site) -> None:
    described = describe_pages(example, "/articles/", [])
    assert (described.kind, described.properties, described.things) == ("CollectionPage", {}, ())

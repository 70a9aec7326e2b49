"""The head of every page: what those see who share it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import lxml.html
import pytest

from locator.pages.output import Output

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

KINDS = {
    "/": "website",
    "/clinics/": "website",
    "/clinics/lake-mary/": "website",
    "/back-pain-treatment/": "website",
    "/back-pain-treatment/fl/": "website",
    "/back-pain-treatment/fl/lake-mary/": "website",
    "/articles/": "website",
    "/articles/first-visit/": "article",
    "/privacy/": "website",
}


def graph_of(catalogue: Catalogue, path: str) -> dict[str, str]:
    """The Open Graph properties of a page."""
    answer = catalogue.answer(path)
    assert isinstance(answer, Output)
    tags = lxml.html.fromstring(answer.body.decode()).iter("meta")
    return {(tag.get("property") or tag.get("name") or ""): tag.get("content") or "" for tag in tags}


@pytest.mark.parametrize("path", KINDS)
def test_a_page_says_how_it_wants_to_be_shared(catalogue: Catalogue, path: str) -> None:
    """Rule A40: og:image stands on every page that has a canonical address, at our own host."""
    graph, base_url = graph_of(catalogue, path), catalogue.site.config.base_url
    assert graph["og:url"] == base_url + path
    assert graph["og:type"] == KINDS[path]
    assert graph["og:title"] and catalogue.site.config.name not in graph["og:title"].removeprefix(
        catalogue.site.config.name
    )
    assert graph["og:description"] == graph["description"]
    assert (graph["og:site_name"], graph["og:locale"]) == (catalogue.site.config.name, "en_US")
    assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "630")
    assert graph["og:image:alt"]
    assert graph["twitter:card"] == "summary_large_image"
    assert graph["og:image"] == base_url + catalogue.gallery.address(path)
    picture = catalogue.gallery.answer(urlsplit(graph["og:image"]).path)
    assert isinstance(picture, Output)


def test_a_page_without_an_address_is_not_to_be_shared(catalogue: Catalogue) -> None:
    body = catalogue.not_found("/nowhere").body
    assert b"og:" not in body


def test_every_entry_for_search_engines_has_the_picture_of_its_page(catalogue: Catalogue) -> None:
    """Rules A27, A40: the sitemap names the picture that the page names."""
    for entry in catalogue.entries():
        assert entry.images == (catalogue.gallery.address(entry.path),)

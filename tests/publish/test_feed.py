"""The feed: valid Atom, dates of the articles alone, the same bytes served and exported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from locator.pages.output import Output
from locator.publish.export import exported_files
from locator.publish.feed import render_feed
from locator.publish.machine import machine_files

if TYPE_CHECKING:
    from locator.model.document import Article
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def parsed(site: Site) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(render_feed(site), parser)


def texts(feed: etree._Element, path: str) -> list[str]:
    return [str(text) for text in feed.xpath(path, namespaces=ATOM)]


def with_article(site: Site, **changes: object) -> Site:
    """The site with its first article changed, and no other."""
    slug, article = next(iter(site.articles.items()))
    changed: Article = replace(article, **changes)  # type: ignore[arg-type]
    return replace(site, articles={slug: changed})


def test_the_feed_has_what_atom_asks_for(example: Site) -> None:
    feed = parsed(example)
    for name in ("id", "title", "updated"):
        assert len(texts(feed, f"/a:feed/a:{name}/text()")) == 1
    assert texts(feed, "/a:feed/a:author/a:name/text()") == [example.config.publisher]
    assert texts(feed, "/a:feed/a:link[@rel='self']/@href") == [f"{example.config.base_url}/feed.xml"]
    entries = feed.xpath("//a:entry", namespaces=ATOM)
    assert len(entries) == len(example.articles)
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            assert len(texts(entry, f"a:{name}/text()")) == 1
        assert texts(entry, "a:id/text()") == texts(entry, "a:link[@rel='alternate']/@href")


def test_entries_are_known_pages_the_newest_first(catalogue: Catalogue) -> None:
    feed, base_url = parsed(catalogue.site), catalogue.site.config.base_url
    for address in texts(feed, "//a:entry/a:id/text()"):
        answer = catalogue.answer(address.removeprefix(base_url))
        assert isinstance(answer, Output)
        assert answer.status == 200
    days = texts(feed, "//a:entry/a:updated/text()")
    assert days == sorted(days, reverse=True)
    assert texts(feed, "/a:feed/a:updated/text()") == days[:1]


def test_dates_are_those_of_the_articles(example: Site) -> None:
    """Rule A24: a new day changes nothing."""
    tomorrow = replace(example, today=date(2031, 1, 1))
    assert render_feed(tomorrow) == render_feed(example)


def test_an_article_without_a_date_is_left_out_and_no_date_is_no_feed(example: Site) -> None:
    article = next(iter(example.articles.values()))
    undated = replace(article.editorial, published=None, updated=None)
    assert render_feed(with_article(example, editorial=undated)) == b""
    assert render_feed(replace(example, articles={})) == b""


def test_markup_and_control_characters_stay_text(example: Site) -> None:
    """Rule A23: a title cannot break out of the feed either."""
    title = "</title><script>alert(1)</script> & \x00\x07\x1b ]]> \ufffe"
    feed = parsed(with_article(example, title=title))
    assert not feed.xpath("//*[local-name() = 'script']")
    assert texts(feed, "//a:entry/a:title/text()")[0].startswith("</title><script>")


def test_every_page_names_the_feed_and_the_export_has_it(catalogue: Catalogue) -> None:
    answer = catalogue.answer("/articles/")
    assert isinstance(answer, Output)
    head = lxml.html.fromstring(answer.body.decode())
    assert head.xpath("//link[@type='application/atom+xml']/@href") == ["/feed.xml"]
    served = machine_files(catalogue)["/feed.xml"]
    assert served.media_type.startswith("application/atom+xml")
    assert dict(exported_files(catalogue))["feed.xml"] == served.body

"""The articles of a site as an Atom feed (RFC 4287), written piece by piece with lxml."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from lxml import etree

from locator.pages.feed import feed_articles
from locator.site import urls
from locator.site.words import printable

if TYPE_CHECKING:
    from datetime import date

    from locator.model.document import Article
    from locator.site.snapshot import Site

NAMESPACE = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"


def render_feed(site: Site) -> bytes:
    """The feed of a site in one language; empty if none of its articles bears a date.

    Dates are those of the articles, so the feed changes when one of them does and at no other time.
    """
    articles = feed_articles(site)
    if not articles:
        return b""
    config, buffer = site.config, io.BytesIO()
    home = urls.absolute(config.base_url, site.urls.home)
    with etree.xmlfile(buffer, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("feed", {f"{{{_XML}}}lang": config.language}, nsmap={None: NAMESPACE, "xml": _XML}):
            _write(xml, "id", home)
            _write(xml, "title", config.name)
            _write(xml, "updated", _moment(articles[0][1]))
            _write_author(xml, config.publisher or config.name)
            _write_link(xml, "self", urls.absolute(config.base_url, site.urls.feed), "application/atom+xml")
            _write_link(xml, "alternate", urls.absolute(config.base_url, site.urls.articles))
            for article, day in articles:
                _write_entry(xml, site, article, day)
    return buffer.getvalue()


def _write_entry(xml: Any, site: Site, article: Article, updated: date) -> None:
    address = urls.absolute(site.config.base_url, site.urls.article(article.slug))
    with xml.element("entry"):
        _write(xml, "id", address)
        _write(xml, "title", article.title)
        _write(xml, "updated", _moment(updated))
        if article.editorial.published:
            _write(xml, "published", _moment(article.editorial.published))
        if article.editorial.author:
            _write_author(xml, article.editorial.author)
        _write_link(xml, "alternate", address)
        if article.description:
            _write(xml, "summary", article.description)


def _write_author(xml: Any, name: str) -> None:
    with xml.element("author"):
        _write(xml, "name", name)


def _write_link(xml: Any, relation: str, address: str, media_type: str = "text/html") -> None:
    with xml.element("link", {"rel": relation, "type": media_type, "href": address}):
        pass


def _write(xml: Any, name: str, text: str) -> None:
    with xml.element(name):
        xml.write(printable(text))


def _moment(day: date) -> str:
    """A day as the format has it: its beginning, in UTC."""
    return f"{day.isoformat()}T00:00:00Z"

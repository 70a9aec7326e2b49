"""XML sitemaps, written piece by piece with lxml: an index and parts that never shuffle.

An entry's part follows from its own kind ("towns-fl") and, where a kind is too many for one file, from a
hash of its own address: a new page changes one part and moves no other.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from locator.publish.alternates import mutual_alternates
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from lxml.etree._serializer import _IncrementalFileWriter as Xml

    from locator.pages.entries import Entry

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
XHTML = "http://www.w3.org/1999/xhtml"
MAX_URLS = 50_000  # rule A25
MAX_BYTES = 52_428_800
MAX_ADDRESS = 2_047
MAX_IMAGES = 1_000  # rule A27

_NAMESPACES = {None: NAMESPACE, "image": IMAGE, "xhtml": XHTML}


def render_sitemaps(entries: Iterable[Entry], base_url: str, *, language: str = "en") -> dict[str, bytes]:
    """The index and its parts by path; `language` is the one that x-default stands for.

    An address of 2,048 characters or more is left out: no search engine takes it (rule A25).
    """
    listed = [each for each in entries if len(urls.absolute(base_url, each.path)) <= MAX_ADDRESS]
    kinds: dict[str, list[Entry]] = {}
    for entry in mutual_alternates(listed, language):
        kinds.setdefault(entry.kind, []).append(entry)
    parts: dict[str, tuple[bytes, date | None]] = {}
    for kind, members in kinds.items():
        for name, group, body in _parts(kind, members, base_url):
            parts[urls.sitemap_part(name)] = body, newest(group)
    ordered = dict(sorted(parts.items()))
    index = render_index({path: day for path, (_, day) in ordered.items()}, base_url)
    return {urls.SITEMAP: index, **{path: body for path, (body, _) in ordered.items()}}


def newest(entries: Iterable[Entry]) -> date | None:
    """The latest day that is known of any of them: something in this part changed then."""
    return max((entry.lastmod for entry in entries if entry.lastmod), default=None)


def _parts(
    name: str, entries: list[Entry], base_url: str, depth: int = 0
) -> Iterator[tuple[str, list[Entry], bytes]]:
    """The kind as one part, or as sixteen by the next digit of each address's hash, and so on."""
    body = render_part(entries, base_url) if len(entries) <= MAX_URLS else None
    if body is not None and len(body) <= MAX_BYTES:
        yield name, entries, body
        return
    buckets: dict[str, list[Entry]] = {}
    for entry in entries:
        buckets.setdefault(sha256(entry.path.encode()).hexdigest()[depth], []).append(entry)
    for digit in sorted(buckets):
        yield from _parts(f"{name}{'' if depth else '-'}{digit}", buckets[digit], base_url, depth + 1)


def render_part(entries: Iterable[Entry], base_url: str) -> bytes:
    """One part: absolute addresses, `lastmod` only where a true day is known (rule A24)."""
    buffer = io.BytesIO()
    with _document(buffer, "urlset", _NAMESPACES) as xml:
        for entry in entries:
            with xml.element("url"):
                _write_page(xml, entry, base_url)
    return buffer.getvalue()


def render_index(parts: Mapping[str, date | None], base_url: str) -> bytes:
    """The sitemap of the parts, by path with the newest day in each."""
    buffer = io.BytesIO()
    with _document(buffer, "sitemapindex", {None: NAMESPACE}) as xml:
        for path, lastmod in parts.items():
            with xml.element("sitemap"):
                _write_address(xml, urls.absolute(base_url, path), lastmod)
    return buffer.getvalue()


@contextmanager
def _document(buffer: io.BytesIO, root: str, namespaces: Mapping[str | None, str]) -> Iterator[Xml]:
    with etree.xmlfile(buffer, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(root, nsmap=dict(namespaces)):
            yield xml


def _write_page(xml: Xml, entry: Entry, base_url: str) -> None:
    _write_address(xml, urls.absolute(base_url, entry.path), entry.lastmod)
    for language, path in entry.alternates.items():
        attributes = {"rel": "alternate", "hreflang": language, "href": urls.absolute(base_url, path)}
        with xml.element(f"{{{XHTML}}}link", attributes):
            pass
    for path in entry.images[:MAX_IMAGES]:
        with xml.element(f"{{{IMAGE}}}image"), xml.element(f"{{{IMAGE}}}loc"):
            xml.write(urls.absolute(base_url, path))


def _write_address(xml: Xml, address: str, lastmod: date | None) -> None:
    with xml.element("loc"):
        xml.write(address)
    if lastmod:
        with xml.element("lastmod"):
            xml.write(lastmod.isoformat())

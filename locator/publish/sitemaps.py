"""XML sitemaps, written piece by piece with lxml: an index and parts that never shuffle.

An entry's part follows from its own kind ("towns-fl"), so a new page changes one part and moves no other.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from lxml import etree

from locator.errors import LocatorError
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from locator.pages.entries import Entry

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MAX_URLS = 50_000  # rule A25
MAX_BYTES = 52_428_800


def render_sitemaps(entries: Iterable[Entry], base_url: str) -> dict[str, bytes]:
    """The index and its parts by path; raises LocatorError if a part outgrows the protocol's limits."""
    parts: dict[str, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(entry.kind, []).append(entry)
    files = {urls.sitemap_part(kind): render_part(parts[kind], base_url) for kind in sorted(parts)}
    for path, body in files.items():
        if len(body) > MAX_BYTES:
            msg = f"{path} has {len(body):,} bytes; a sitemap may have {MAX_BYTES:,}"
            raise LocatorError(msg)
    return {urls.SITEMAP: render_index(files, base_url), **files}


def render_part(entries: list[Entry], base_url: str) -> bytes:
    """One part: absolute addresses, `lastmod` only where a true date is known (rule A24)."""
    if len(entries) > MAX_URLS:
        msg = f"the sitemap part {entries[0].kind} has {len(entries):,} addresses; {MAX_URLS:,} is the limit"
        raise LocatorError(msg)
    buffer = io.BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("urlset", nsmap={None: NAMESPACE}):
            for entry in entries:
                with xml.element("url"):
                    with xml.element("loc"):
                        xml.write(urls.absolute(base_url, entry.path))
                    if entry.lastmod:
                        with xml.element("lastmod"):
                            xml.write(entry.lastmod.isoformat())
    return buffer.getvalue()


def render_index(parts: Mapping[str, bytes], base_url: str) -> bytes:
    """The sitemap of the parts."""
    buffer = io.BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("sitemapindex", nsmap={None: NAMESPACE}):
            for path in parts:
                with xml.element("sitemap"), xml.element("loc"):
                    xml.write(urls.absolute(base_url, path))
    return buffer.getvalue()

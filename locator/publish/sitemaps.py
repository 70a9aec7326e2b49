"""XML sitemaps, written with lxml: an index and parts that never shuffle.

An entry's part follows from its own kind ("towns-fl") and, where a kind is too many for one file, from a
hash of its own address: a new page changes one part and moves no other.
"""

from __future__ import annotations

import io
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from locator.publish.alternates import mutual_alternates
from locator.publish.url_forms import NAMESPACE, UrlForms
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from locator.pages.entry import Entry

MAX_URLS = 50_000  # rule A25
MAX_BYTES = 52_428_800
MAX_ADDRESS = 2_047


def render_sitemaps(
    entries: Iterable[Entry], base_url: str, *, language: str = "en"
) -> Iterator[tuple[str, bytes]]:
    """The parts one after another and then their index, each with its path.

    `language` is the one that x-default stands for. An address of 2,048 characters or more is left out: no
    search engine takes it (rule A25).
    """
    listed = [each for each in entries if len(urls.absolute(base_url, each.path)) <= MAX_ADDRESS]
    kinds: dict[str, list[Entry]] = {}
    for entry in mutual_alternates(listed, language):
        kinds.setdefault(entry.kind, []).append(entry)
    days: dict[str, date | None] = {}
    for kind in sorted(kinds):
        for name, group, body in _parts(kind, kinds[kind], base_url):
            path = urls.sitemap_part(name)
            days[path] = newest(group)
            yield path, body
    yield urls.SITEMAP, render_index(dict(sorted(days.items())), base_url)


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
    forms, part = UrlForms(base_url), io.BytesIO()
    part.write(forms.opening)
    for entry in entries:
        part.write(forms.render(entry))
    part.write(forms.ending)
    return part.getvalue()


def render_index(parts: Mapping[str, date | None], base_url: str) -> bytes:
    """The sitemap of the parts, by path with the newest day in each."""
    index = etree.Element(f"{{{NAMESPACE}}}sitemapindex", {}, {None: NAMESPACE})
    for path, lastmod in parts.items():
        sitemap = etree.SubElement(index, f"{{{NAMESPACE}}}sitemap")
        etree.SubElement(sitemap, f"{{{NAMESPACE}}}loc").text = urls.absolute(base_url, path)
        if lastmod:
            etree.SubElement(sitemap, f"{{{NAMESPACE}}}lastmod").text = lastmod.isoformat()
    return etree.tostring(index, xml_declaration=True, encoding="utf-8")

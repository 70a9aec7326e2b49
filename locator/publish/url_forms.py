"""One address of a sitemap as XML, by lxml, from a form that is filled in for each.

Building the elements takes longer than writing them out, and pages of a site need only a few shapes of
them: with a day or without, with alternates in these languages, with so many pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.pages.entry import Entry

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
XHTML = "http://www.w3.org/1999/xhtml"
MAX_IMAGES = 1_000  # rule A27

_OWN = f"{{{NAMESPACE}}}"
_NAMESPACES = {None: NAMESPACE, "image": IMAGE, "xhtml": XHTML}
_URL = b"<url>"


class UrlForms:
    """The forms of one sitemap with `opening` and `ending`, between which its addresses stand."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._by_shape: dict[tuple[object, ...], _UrlForm] = {}
        root = etree.Element(f"{_OWN}urlset", {}, _NAMESPACES)
        etree.SubElement(root, f"{_OWN}url").text = ""
        whole = etree.tostring(root, xml_declaration=True, encoding="utf-8")
        self.opening, _, rest = whole.partition(_URL)
        self.ending = rest.removeprefix(b"</url>")

    def render(self, entry: Entry) -> bytes:
        """One entry: an absolute address, `lastmod` only where a true day is known (rule A24)."""
        images = len(entry.images[:MAX_IMAGES])
        shape = (entry.lastmod is None, images, *entry.alternates)
        form = self._by_shape.get(shape)
        if form is None:
            form = _UrlForm(entry.alternates, images, has_day=entry.lastmod is not None)
            self._by_shape[shape] = form
        return form.filled(entry, self._base_url)


class _UrlForm:
    """The elements of one shape, below a root of their own that declares their namespaces."""

    def __init__(self, languages: Iterable[str], images: int, *, has_day: bool) -> None:
        self._root = etree.Element(f"{_OWN}urlset", {}, _NAMESPACES)
        url = etree.SubElement(self._root, f"{_OWN}url")
        self._loc = etree.SubElement(url, f"{_OWN}loc")
        self._lastmod = etree.SubElement(url, f"{_OWN}lastmod") if has_day else None
        self._links = [
            etree.SubElement(url, f"{{{XHTML}}}link", {"rel": "alternate", "hreflang": language, "href": ""})
            for language in languages
        ]
        pictures = [etree.SubElement(url, f"{{{IMAGE}}}image") for _ in range(images)]
        self._images = [etree.SubElement(picture, f"{{{IMAGE}}}loc") for picture in pictures]
        blank = etree.tostring(self._root, encoding="utf-8")
        self._own = slice(blank.index(_URL), blank.rindex(b"</urlset>") - len(blank))

    def filled(self, entry: Entry, base_url: str) -> bytes:
        self._loc.text = urls.absolute(base_url, entry.path)
        if self._lastmod is not None and entry.lastmod:
            self._lastmod.text = entry.lastmod.isoformat()
        for link, path in zip(self._links, entry.alternates.values(), strict=True):
            link.set("href", urls.absolute(base_url, path))
        for image, path in zip(self._images, entry.images, strict=False):
            image.text = urls.absolute(base_url, path)
        return etree.tostring(self._root, encoding="utf-8")[self._own]

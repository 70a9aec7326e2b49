"""The graph of one page: the page itself, its trail, and the things that it describes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from locator.pages.structured import names
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.pages.frame import Link
    from locator.site.snapshot import Site

Data = dict[str, Any]

_PICTURED = frozenset({"Article"})  # what the page's own picture is a picture of, beside the page (rule A40)


@dataclass(frozen=True, slots=True)
class Described:
    """What a page tells machines about itself.

    `kind` is one or several of schema.org's types of pages, `properties` are further ones of the page's
    node, `things` the nodes of what it describes: each has an @id, by which `properties` refer to it.
    """

    kind: str | tuple[str, ...] = "WebPage"
    properties: Data = field(default_factory=dict, hash=False)
    things: tuple[Data, ...] = field(default=(), hash=False)


PLAIN = Described()  # a page of which there is nothing more to tell


def refer(id_: str) -> Data:
    """Names a node that this page or another describes."""
    return {"@id": id_}


def build_graph(
    site: Site, described: Described, *, name: str, path: str, trail: Sequence[Link], image: str = ""
) -> Data:
    """Links a page with its trail and its things; empty for a page without an address of its own.

    `name` is the page's visible heading, `path` its canonical path, `image` the absolute address of its
    picture, which is also what og:image says (rule A40).
    """
    if not path:
        return {}
    picture = {"image": image} if image else {}
    page = {
        "@type": described.kind,
        "@id": names.page_id(site, path),
        "url": names.page_id(site, path),
        "name": name,
        "inLanguage": site.config.language,
        "isPartOf": refer(names.site_id(site)),
        **described.properties,
        **picture,
    }
    nodes: list[Data] = [page]
    if image:
        page["primaryImageOfPage"] = {"@type": "ImageObject", "url": image}
    if trail:
        page["breadcrumb"] = refer(names.part_id(site, path, "breadcrumb"))
        nodes.append(_trail_data(site, trail, path))
    nodes += [thing | picture if thing["@type"] in _PICTURED else thing for thing in described.things]
    return {"@context": "https://schema.org", "@graph": nodes}


def _trail_data(site: Site, trail: Sequence[Link], path: str) -> Data:
    """The visible trail as schema.org's BreadcrumbList; its last step is the page (rule A18)."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": link.text,
            "item": urls.absolute(site.config.base_url, link.path or path),
        }
        for position, link in enumerate(trail, start=1)
    ]
    return {
        "@type": "BreadcrumbList",
        "@id": names.part_id(site, path, "breadcrumb"),
        "itemListElement": items,
    }

"""Lists of clinics and of pages: position, name and address as the page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.structured import names
from locator.pages.structured.graph import Data, Described, refer
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site


def describe_clinics(site: Site, path: str, clinics: Sequence[Clinic]) -> Described:
    """The page at `path` as a list of clinics."""
    return describe_list(site, path, clinic_items(site, clinics))


def describe_pages(site: Site, path: str, links: Iterable[tuple[str, str]]) -> Described:
    """The page at `path` as a list of pages, each with its name and path."""
    return describe_list(site, path, page_items(site, links))


def describe_list(site: Site, path: str, items: list[Data]) -> Described:
    """The page at `path` as a collection; one without items has no list."""
    if not items:
        return Described("CollectionPage")
    entity = list_data(site, path, items)
    return Described("CollectionPage", {"mainEntity": refer(entity["@id"])}, (entity,))


def list_data(site: Site, path: str, items: list[Data]) -> Data:
    """The list that the page at `path` shows."""
    return {"@type": "ItemList", "@id": names.part_id(site, path, "list"), "itemListElement": items}


def clinic_items(site: Site, clinics: Iterable[Clinic]) -> list[Data]:
    """Clinics by reference: their own pages describe them (rule A12)."""
    pairs = [(clinic.name, site.urls.clinic(clinic.id)) for clinic in clinics]
    ids = [names.clinic_id(site, clinic.id) for clinic in clinics]
    return [item | {"item": refer(id_)} for item, id_ in zip(page_items(site, pairs), ids, strict=True)]


def page_items(site: Site, links: Iterable[tuple[str, str]]) -> list[Data]:
    """Pages by name and path."""
    return [
        {
            "@type": "ListItem",
            "position": position,
            "name": name,
            "url": urls.absolute(site.config.base_url, path),
        }
        for position, (name, path) in enumerate(links, start=1)
    ]

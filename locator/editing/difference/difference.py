"""Two versions of a site -> everything that differs between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.editing.difference.pages import PageChange, page_changes
from locator.editing.difference.tables import (
    altered_clinics,
    altered_people,
    altered_redirects,
    altered_towns,
    by_name,
)
from locator.editing.difference.writings import altered_settings, altered_texts
from locator.site.snapshot import Site

if TYPE_CHECKING:
    from locator.editing.difference.alteration import Alteration
    from locator.pages.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Difference:
    """What came, went and changed; `pages` is None where only the tables and texts were compared.

    Each list is in the order in which it is told: by what happened, then by name.
    """

    towns: tuple[Alteration, ...] = ()
    clinics: tuple[Alteration, ...] = ()
    people: tuple[Alteration, ...] = ()
    redirects: tuple[Alteration, ...] = ()
    texts: tuple[Alteration, ...] = ()
    settings: tuple[Alteration, ...] = ()
    pages: tuple[PageChange, ...] | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in (*PARTS, "pages"))


PARTS = ("towns", "clinics", "people", "redirects", "texts", "settings")


def difference(before: Site | Catalogue, after: Site | Catalogue) -> Difference:
    """Compares two versions; of two catalogues the pages too, which judges every landing page of both."""
    old, new = _source(before), _source(after)
    pages = None
    if not isinstance(before, Site) and not isinstance(after, Site):
        pages = tuple(page_changes(before, after))
    return Difference(
        towns=by_name(altered_towns(old, new)),
        clinics=by_name(altered_clinics(old, new)),
        people=by_name(altered_people(old, new)),
        redirects=by_name(altered_redirects(old, new)),
        texts=by_name(altered_texts(old, new)),
        settings=by_name(altered_settings(old.config, new.config)),
        pages=pages,
    )


def _source(version: Site | Catalogue) -> Site:
    """What the folder says, with the towns that get no page of their own."""
    return version if isinstance(version, Site) else version.source

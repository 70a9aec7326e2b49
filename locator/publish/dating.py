"""Entries of the sitemap with the days that the ledger vouches for (rule A24)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.catalogue import Catalogue
    from locator.pages.entries import Entry


def dated_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """The entries in their order; a page that has changed since it was recorded has no day yet."""
    if not catalogue.ledger.lines:  # nothing was ever recorded, so what pages say now need not be known
        yield from catalogue.entries()
        return
    for entry in catalogue.entries():
        state = catalogue.states.get(entry.path)
        yield replace(entry, lastmod=catalogue.ledger.lastmod(entry.path, state) if state else None)

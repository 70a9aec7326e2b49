"""Entries of the sitemap with the days that the ledger vouches for (rule A24)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.pages.substance.states import stated_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.catalogue import Catalogue
    from locator.pages.entry import Entry


def dated_entries(catalogue: Catalogue) -> Iterator[Entry]:
    """The entries in their order; a page that has changed since it was recorded has no day yet.

    What a page says now need not be known of one that was never recorded.
    """
    ledger, today = catalogue.ledger, catalogue.site.today
    for entry in catalogue.entries():
        if entry.path in ledger.lines and (state := catalogue.states.get(entry.path)):
            day = ledger.lastmod(entry.path, state)
        else:
            day = stated_day(catalogue.pages[entry.path], today)
        yield replace(entry, lastmod=day)

"""The scale guard: many new town pages at once are looked at by a person first (rule E15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.ledger import Listing

if TYPE_CHECKING:
    from locator.model.ledger import Ledger
    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.verdict import Verdict

MOST_NEW = 10


def newly_listed(catalogue: Catalogue, ledger: Ledger) -> dict[str, Verdict]:
    """The town pages that search engines would hear of for the first time, with their verdicts."""
    known = {line.path for line in ledger.lines.values() if line.listing is Listing.LISTED}
    return {
        path: verdict
        for path, verdict in catalogue.verdicts.items()
        if verdict.is_indexed and path not in known
    }


def needs_review(catalogue: Catalogue, ledger: Ledger) -> bool:
    """Tells whether there are more new town pages than one run may publish unseen.

    A demonstration that was never recorded is taken as it is: it sends nobody anywhere.
    """
    is_first = not ledger.lines and catalogue.site.config.demonstration
    return not is_first and len(newly_listed(catalogue, ledger)) > MOST_NEW

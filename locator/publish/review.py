"""What the scale guard (rule E15) asks of a site that is recorded: the ledger says what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.ledger import Listing
from locator.pages.verdicts.scale import MOST_NEW, newly_listed

if TYPE_CHECKING:
    from locator.model.ledger import Ledger
    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.verdict import Verdict


def first_listed(catalogue: Catalogue, ledger: Ledger) -> dict[str, Verdict]:
    """The town pages that the ledger does not know as listed, with their verdicts."""
    known = {line.path for line in ledger.lines.values() if line.listing is Listing.LISTED}
    return newly_listed(catalogue.verdicts, known)


def needs_review(catalogue: Catalogue, ledger: Ledger) -> bool:
    """Tells whether there are more new town pages than one run may publish unseen.

    A demonstration that was never recorded is taken as it is: it sends nobody anywhere.
    """
    is_first = not ledger.lines and catalogue.site.config.demonstration
    return not is_first and len(first_listed(catalogue, ledger)) > MOST_NEW

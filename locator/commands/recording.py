"""What `locator build` and `locator record` share: the look at every page that goes into ledger.csv."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from locator.model.ledger import Ledger, Line
    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.folder import SiteFolder


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference that a record makes: a word for each page that is new, changed, moved or gone."""

    before: Ledger
    after: Ledger

    @property
    def words(self) -> dict[str, str]:
        """What happened to each page, by path; pages without news are not there."""
        old, new = self.before.lines, self.after.lines
        told = {path: _word(old.get(path), new.get(path)) for path in sorted(old.keys() | new.keys())}
        return {path: word for path, word in told.items() if word}

    @property
    def summary(self) -> str:
        """The same counted: "3 changed, 1 new"; empty if there is nothing to tell."""
        words = list(self.words.values())
        return ", ".join(f"{words.count(word):,} {word}" for word in WORDS if word in words)


WORDS = ("changed", "new", "listed", "unlisted", "gone")


def _word(old: Line | None, new: Line | None) -> str:
    from locator.model.ledger import Listing

    if new is None or new.listing is Listing.GONE:
        return "" if old is None or old.listing is Listing.GONE else "gone"
    if old is None or old.listing is Listing.GONE:
        return "new"
    if old.has_changed(new.digest):
        return "changed"
    if old.listing is not new.listing:
        return "listed" if new.listing is Listing.LISTED else "unlisted"
    return ""


def add_review_argument(parser: argparse.ArgumentParser) -> None:
    """Adds what lifts the scale guard."""
    parser.add_argument(
        "--i-have-reviewed",
        action="store_true",
        help="list more than 10 new town pages at once: somebody has looked at each of them",
    )


def require_review(catalogue: Catalogue, *, is_reviewed: bool) -> None:
    """Prints the verdicts of new town pages and raises UsageError if there are too many (rule E15)."""
    from locator.pages.verdicts.scale import MOST_NEW
    from locator.publish.review import first_listed, needs_review

    ledger = catalogue.ledger
    if is_reviewed or not needs_review(catalogue, ledger):
        return
    fresh = first_listed(catalogue, ledger)
    for path, verdict in fresh.items():
        print(_verdict_line(path, verdict), file=sys.stderr)
    msg = (
        f"{len(fresh):,} town pages would be listed for the first time, and one run may list {MOST_NEW}; "
        "look at each of them (`locator serve`), then say so with --i-have-reviewed"
    )
    raise UsageError(msg)


def _verdict_line(path: str, verdict: Verdict) -> str:
    reasons = "; ".join(f"{reason.rule}: {reason.detail}" for reason in verdict.reasons)
    return f"{verdict.standing.value:<8}{path}  {reasons}"


def record(catalogue: Catalogue, folder: SiteFolder, *, is_dry: bool = False) -> Changes:
    """Looks at every page and writes what has changed since into ledger.csv; UsageError if that cannot be."""
    before = catalogue.ledger
    after = before.recorded(catalogue.states, catalogue.site.today)
    if after != before and not is_dry:
        write_ledger(folder, after)
        catalogue.ledger = after
    return Changes(before, after)


def write_ledger(folder: SiteFolder, ledger: Ledger) -> None:
    """Writes ledger.csv; raises UsageError if that cannot be."""
    from locator.editing.disk import write_whole
    from locator.site.disk_words import why
    from locator.site.tables.ledger import render_ledger

    try:
        write_whole(folder.ledger, render_ledger(ledger))
    except OSError as error:
        cure = "make it writable; `locator build --no-record` does without"
        msg = f"{folder.ledger} cannot be written ({why(error)}); {cure}"
        raise UsageError(msg) from error

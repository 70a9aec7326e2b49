"""What answers visitors' questions about a site, to be held against each other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from locator.shared.questions.filling import fill_rows
from locator.shared.questions.shared_questions import share_questions

if TYPE_CHECKING:
    from locator.shared.database.database import Database
    from locator.site.questions import Questions
    from locator.site.snapshot import Site

Engine = Callable[["Site"], "Questions"]


def sharing_engine(store: Database) -> Engine:
    """Fills the next version with a site and answers by its rows."""
    versions = count(1)

    def share(site: Site) -> Questions:
        version = next(versions)
        store.run(lambda connection: fill_rows(connection, version, site))
        return share_questions(store, version, site)

    return share

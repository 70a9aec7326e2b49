"""Warning cards that send nobody elsewhere, and a summary that towns' pages have room for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.content.markdown import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.content.front_matter import FrontMatter

MAX_WORDS = 120  # rule E14
_LINK = re.compile(r"https?://|www\.|\]\(|\b[\w-]+\.(?:com|org|net|gov|edu)\b", re.IGNORECASE)


def cards_that_lead_away(document: FrontMatter) -> Iterator[Problem]:
    """An address in the emergency card: whoever reads it has a call to make (rule B23)."""
    card = document.values.get("emergency")
    if isinstance(card, dict) and (link := _LINK.search(str(card))):
        cure = "say there what to do, and put the address below the cards (rule B23)"
        message = "an emergency card carries no address"
        yield Problem(Severity.ERROR, document.file, message, cure, column="emergency", value=link[0])


def long_summaries(document: FrontMatter) -> Iterator[Problem]:
    """A summary that would put an article on each town's page (rule E14)."""
    summary = document.values.get("summary")
    words = len(REFERENCE.sub("", summary).split()) if isinstance(summary, str) else 0
    if words > MAX_WORDS:
        cure = f"keep it to {MAX_WORDS}: the rest belongs below the settings, where it stands once (rule E14)"
        message = f"every town's page repeats these {words} words"
        yield Problem(Severity.WARNING, document.file, message, cure, column="summary")

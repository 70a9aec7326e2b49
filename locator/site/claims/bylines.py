"""Who wrote a text, who reviewed it, and whether readers can tell how old it is (rule B1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.content.front_matter import EDITORIAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.content.front_matter import FrontMatter

# "Florida AP 0000", "EXAMPLE-PT-1": a kind of license and a number.
_LICENCE = re.compile(r"(?=.*[A-Za-z]{2})(?=.*\d)")


def unsigned(document: FrontMatter) -> Iterator[Problem]:
    """What a treatment or article does not say about itself; a review that is overdue is told on loading."""
    said = {key: str(document.values.get(key, "")).strip() for key in EDITORIAL}
    if not said["author"]:
        yield _problem(document, "author", "nobody is named as the author", "say who wrote the text")
    if not said["published"] and not said["updated"]:
        message = "readers cannot tell how old the text is"
        yield _problem(document, "published", message, "add published or updated, as 2026-11-22")
    if said["reviewer"] and said["reviewer_licence"] and not _LICENCE.match(said["reviewer_licence"]):
        cure = 'write both, as in "Florida AP 0000"'
        yield _problem(document, "reviewer_licence", "a license has a type and a number", cure)
    if said["last_reviewed"] and not said["reviewer"]:
        message = "a review by nobody is not shown"
        yield _problem(document, "last_reviewed", message, "name the reviewer, or take the date out")
    if said["next_review"] and said["last_reviewed"] and said["next_review"] <= said["last_reviewed"]:
        cure = "write the day by which the text is read again"
        yield _problem(document, "next_review", "the next review is not after the last", cure)


def _problem(document: FrontMatter, key: str, message: str, cure: str) -> Problem:
    value = str(document.values.get(key, "")) or None
    return Problem(Severity.WARNING, document.file, message, f"{cure} (rule B1)", column=key, value=value)

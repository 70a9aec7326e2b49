"""A guideline that is past its own validity says so wherever it is cited (rule B5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.claims.evidence.languages import vocabulary_of
from locator.site.claims.evidence.works import FOR, cited_works
from locator.site.content.markdown import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.claims.evidence.works import Citation
    from locator.site.content.front_matter import FrontMatter

# The journal: its guidelines are "automatically withdrawn or invalid 5 years after publication".
EXPIRED = {"acp2017": FOR["acp2017"]}


def unlabelled_guidelines(document: FrontMatter) -> Iterator[Problem]:
    """The places that cite an expired guideline as if it were current: settings, text, list of sources.

    Towns' pages show a summary without the rest, so each place needs the label of its own.
    """
    expired = vocabulary_of(document).expired
    for citation in cited_works(document, EXPIRED):
        for column, text in _places(document, citation):
            if not expired.search(text):
                message = f"{citation.id} is cited as if it were current; it ran out in 2022, by its own rule"
                cure = (
                    'say beside it that it is "past its own five-year limit", or cite a newer one (rule B5)'
                )
                yield Problem(Severity.ERROR, document.file, message, cure, column=column, value=citation.id)


def _places(document: FrontMatter, citation: Citation) -> Iterator[tuple[str | None, str]]:
    yield "sources", citation.text
    for column in ("summary", "answer", None):
        text = str(document.values.get(column, "")) if column else document.body
        if citation.id in REFERENCE.findall(text):
            yield column, text

"""A text that cites one side of the argument about acupuncture cites the other too (rule B4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.claims.reading import document_passages
from locator.site.content.markdown import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from locator.site.content.front_matter import FrontMatter

# By id, and by what no citation of the work lacks, whatever its id.
FOR = {"acp2017": "m16-2367", "who2023": "978-92-4-008178-9"}
AGAINST = {"nice-ng59": "ng59"}
WITH_SHAM = {"vickers2018": "jpain.2017.11.005", "cochrane2020": "cd013814"}


def one_sided(document: FrontMatter) -> Iterator[Problem]:
    """What a text that cites a guideline for or against acupuncture lacks."""
    cited = _cited(document)
    if not cited & (FOR.keys() | AGAINST.keys()):
        return
    for side, what in (
        (FOR, "a guideline in favor"),
        (AGAINST, "the guideline against"),
        (WITH_SHAM, "a study that used a sham"),
    ):
        if not cited & side.keys():
            given = ", ".join(sorted(cited & (FOR.keys() | AGAINST.keys())))
            cure = f"cite {' or '.join(side)} where the text speaks of the evidence (rule B4)"
            message = f"the text cites {given}, but not {what}"
            yield Problem(Severity.ERROR, document.file, message, cure, column="sources", value=given)


def _cited(document: FrontMatter) -> frozenset[str]:
    """The known works that a mark of the text leads to."""
    texts = (passage.text for passage in document_passages(document))
    marks = {mark for text in texts for mark in REFERENCE.findall(text)}
    return frozenset(
        work
        for id_, citation in _sources(document)
        if id_ in marks
        for work, sign in (FOR | AGAINST | WITH_SHAM).items()
        if id_ == work or sign in citation.casefold()
    )


def _sources(document: FrontMatter) -> Collection[tuple[str, str]]:
    """Ids with citation and address, as far as the list can be read; its mistakes are told elsewhere."""
    entries = document.values.get("sources")
    return [
        (str(entry.get("id", "")), f"{entry.get('citation', '')} {entry.get('url', '')}")
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
    ]

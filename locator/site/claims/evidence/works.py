"""Published works that rules speak of, and which of them a text leans on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.site.claims.texts.reading import document_passages
from locator.site.content.markdown import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.site.content.front_matter import FrontMatter

# Each by its usual id, and by what no citation of it lacks, whatever its id.
FOR = {"acp2017": "m16-2367", "who2023": "978-92-4-008178-9"}
AGAINST = {"nice-ng59": "ng59"}
WITH_SHAM = {"vickers2018": "jpain.2017.11.005", "cochrane2020": "cd013814"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One of the sources of a document: the work that it is, its id here, and its text with every address."""

    work: str
    id: str
    text: str


def cited_works(document: FrontMatter, works: Mapping[str, str]) -> Iterator[Citation]:
    """Those of `works` that a mark in the document leads to; a source without a mark is not cited."""
    texts = (passage.text for passage in document_passages(document))
    marks = {mark for text in texts for mark in REFERENCE.findall(text)}
    for id_, citation in _sources(document):
        for work, sign in works.items():
            if id_ in marks and (id_ == work or sign in citation.casefold()):
                yield Citation(work, id_, citation)


def _sources(document: FrontMatter) -> Iterator[tuple[str, str]]:
    """Ids and citations, as far as the list can be read; its mistakes are told elsewhere."""
    entries = document.values.get("sources")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            citation = " ".join(str(entry.get(key, "")) for key in ("citation", "note", "url", "doi"))
            yield str(entry.get("id", "")), citation

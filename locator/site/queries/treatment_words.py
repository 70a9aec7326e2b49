"""The words that mean a treatment: its name, its clinics, its address and its aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.names import fold_words
from locator.site.queries.query import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.model.document import Treatment

_ENDINGS = frozenset({"treatment", "treatments", "clinic", "clinics", "center", "centers"})


def treatment_phrases(treatments: Mapping[str, Treatment]) -> list[Phrase]:
    """Every phrase, the longest first; a phrase of two treatments is the first one's."""
    slugs: dict[tuple[str, ...], str] = {}
    for slug, treatment in treatments.items():
        for words in _phrases(treatment):
            slugs.setdefault(words, slug)
    return [Phrase(words, slugs[words]) for words in sorted(slugs, key=len, reverse=True)]


def _phrases(treatment: Treatment) -> Iterator[tuple[str, ...]]:
    for text in (treatment.slug, treatment.name, treatment.clinics, *treatment.aliases):
        words = tuple(fold_words(text))
        while words:
            yield words
            if words[-1] not in _ENDINGS:
                break
            words = words[:-1]

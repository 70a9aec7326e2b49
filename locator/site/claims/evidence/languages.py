"""The languages whose claims are understood; a text in any other is read as English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.claims.evidence.english import ENGLISH
from locator.site.claims.evidence.spanish import SPANISH

if TYPE_CHECKING:
    from locator.site.claims.evidence.vocabulary import Vocabulary
    from locator.site.content.front_matter import FrontMatter

_VOCABULARIES = {"en": ENGLISH, "es": SPANISH}


def vocabulary_of(document: FrontMatter) -> Vocabulary:
    """The words of the language that the document is written in."""
    return _VOCABULARIES.get(str(document.values.get("lang", "")).lower()[:2], ENGLISH)

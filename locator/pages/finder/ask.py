"""A question to go on with: a link, or a form where the visitor's position may not stand in an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.pages.finder.question import Fields, Question


@dataclass(frozen=True, slots=True)
class Ask:
    """A text to follow; with `fields` it is posted, so that nobody finds a position in a log (rule C7)."""

    text: str
    path: str
    fields: Fields = ()


def ask(text: str, question: Question) -> Ask:
    """Offers a question under a text."""
    return Ask(text, question.path, question.fields if question.position else ())

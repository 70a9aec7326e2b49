"""Who answers for a text, in words; silence about a review is never an option (rule B1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.words import date_text

if TYPE_CHECKING:
    from locator.model.document import Editorial


@dataclass(frozen=True, slots=True)
class Byline:
    """The author, the review or its absence, and the dates."""

    author: str
    review: str
    dates: str


def build_byline(editorial: Editorial) -> Byline:
    """Says who wrote and who reviewed, and when."""
    if editorial.reviewer and editorial.last_reviewed:
        review = f"Reviewed by {editorial.reviewer} ({editorial.reviewer_licence}) on "
        review += date_text(editorial.last_reviewed) + "."
        if editorial.next_review:
            review += f" Next review: {date_text(editorial.next_review)}."
    else:
        review = "No clinician has reviewed this page yet."
    dates = [
        f"{word} {date_text(day)}"
        for word, day in (("Published", editorial.published), ("Updated", editorial.updated))
        if day and not (word == "Updated" and day == editorial.published)
    ]
    return Byline(editorial.author, review, ". ".join(dates) + "." if dates else "")

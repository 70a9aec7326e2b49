"""Who answers for a text, in words; silence about a review is never an option (rule B1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.site.words import date_text

if TYPE_CHECKING:
    from datetime import date

    from locator.model.document import Editorial


@dataclass(frozen=True, slots=True)
class Byline:
    """The author, the review or its absence, and the dates."""

    author: str
    review: str
    dates: str


def build_byline(editorial: Editorial, today: date) -> Byline:
    """Says who wrote and who reviewed, and when, and whether another review is overdue on `today`."""
    if editorial.reviewer and editorial.last_reviewed:
        review = f"Reviewed by {editorial.reviewer} ({editorial.reviewer_licence}) on "
        review += date_text(editorial.last_reviewed) + "."
        if editorial.next_review:
            review += " " + _next_review(editorial.next_review, today)
    else:
        review = "No clinician has reviewed this page yet."
    dates = [
        f"{word} {date_text(day)}"
        for word, day in (("Published", editorial.published), ("Updated", editorial.updated))
        if day and not (word == "Updated" and day == editorial.published)
    ]
    return Byline(editorial.author, review, ". ".join(dates) + "." if dates else "")


def _next_review(day: date, today: date) -> str:
    if day < today:
        return f"The next review was due on {date_text(day)} and is overdue. Some of this may be out of date."
    return f"Next review: {date_text(day)}."

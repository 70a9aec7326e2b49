"""Who answers for a text, in words; silence about a review is never an option (rule B1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.site.words import date_text

if TYPE_CHECKING:
    from datetime import date

    from locator.model.document import Editorial


@dataclass(frozen=True, slots=True)
class Byline:
    """The author, the review or its absence, and the dates; an overdue review is to be seen from afar."""

    author: str
    review: str
    dates: str
    is_overdue: bool = False


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
    is_overdue = bool(editorial.next_review and editorial.next_review < today)
    return Byline(editorial.author, review, ". ".join(dates) + "." if dates else "", is_overdue)


def build_short_byline(editorial: Editorial, today: date) -> Byline:
    """The same for an excerpt: the dates of the whole text are not those of the page around the excerpt."""
    return replace(build_byline(editorial, today), dates="")


def _next_review(day: date, today: date) -> str:
    if day < today:
        return f"The next review was due on {date_text(day)} and is overdue. Some of this may be out of date."
    return f"Next review: {date_text(day)}."

"""Who answers for a text, in words; silence about a review is never an option (rule B1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.model.sentence import to_say

if TYPE_CHECKING:
    from datetime import date

    from locator.model.document import Editorial
    from locator.site.language import Language


@dataclass(frozen=True, slots=True)
class Byline:
    """The author, the review or its absence, and the dates; an overdue review is to be seen from afar."""

    author: str
    review: str
    dates: str
    is_overdue: bool = False


def build_byline(editorial: Editorial, today: date, say: Language) -> Byline:
    """Says who wrote and who reviewed, and when, and whether another review is overdue on `today`."""
    is_overdue = bool(editorial.next_review and editorial.next_review < today)
    return Byline(editorial.author, _review(editorial, today, say), _dates(editorial, say), is_overdue)


def build_short_byline(editorial: Editorial, today: date, say: Language) -> Byline:
    """The same for an excerpt: the dates of the whole text are not those of the page around the excerpt."""
    return replace(build_byline(editorial, today, say), dates="")


def _review(editorial: Editorial, today: date, say: Language) -> str:
    if not (editorial.reviewer and editorial.last_reviewed):
        return say("No clinician has reviewed this page yet.")
    review = say(
        "Reviewed by {reviewer} ({licence}) on {day}.",
        reviewer=editorial.reviewer,
        licence=editorial.reviewer_licence,
        day=say.date(editorial.last_reviewed),
    )
    return f"{review} {_next_review(editorial.next_review, today, say)}".rstrip()


def _next_review(day: date | None, today: date, say: Language) -> str:
    if day is None:
        return ""
    if day < today:
        overdue = to_say("The next review was due on {day} and is overdue. Some of this may be out of date.")
        return say(overdue, day=say.date(day))
    return say("Next review: {day}.", day=say.date(day))


def _dates(editorial: Editorial, say: Language) -> str:
    published, updated = editorial.published, editorial.updated
    texts = [say("Published {day}.", day=say.date(published))] if published else []
    if updated and updated != published:
        texts.append(say("Updated {day}.", day=say.date(updated)))
    return " ".join(texts)

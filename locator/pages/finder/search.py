"""A question whose place is known: where to measure from, and what to choose clinics by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.place import PlaceKind
from locator.pages.finder.question import radius_km
from locator.site.filters import Filters

if TYPE_CHECKING:
    from datetime import datetime

    from locator.model.place import Place
    from locator.model.point import Point
    from locator.pages.finder.question import Question
    from locator.site.queries.answer import Answer
    from locator.site.questions import Questions
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Search:
    """`label` names the origin in a sentence, `mark` on a map, `directions` as a maps service reads it.

    For a visitor's own position `directions` is empty: the service asks the device, we tell it nothing.
    `questions` are whom to ask for clinics.
    """

    question: Question
    origin: Point
    label: str
    mark: str
    directions: str
    filters: Filters
    radius_km: float
    questions: Questions


def build_search(
    site: Site, question: Question, answer: Answer, place: Place, now: datetime, *, questions: Questions
) -> Search:
    """Joins a question to the place that it was understood to mean."""
    return Search(
        question=question,
        origin=place.point,
        label=_label(site, question, place),
        mark=site.say("You, roughly") if question.position else place.label,
        directions=_directions(question, answer, place),
        filters=Filters(now, question.wanted),
        radius_km=radius_km(site, question),
        questions=questions,
    )


def town_near(site: Site, point: Point) -> str:
    """The settlement nearest to a point, "Lake Mary, FL"; empty if there is none."""
    town = site.gazetteer.nearest_town(point)
    return town.label if town else ""


def _label(site: Site, question: Question, place: Place) -> str:
    if place.kind is not PlaceKind.COORDINATES:
        return place.label
    name = site.say("your location") if question.position else place.label
    town = town_near(site, place.point)
    return site.say("{place} (near {town})", place=name, town=town) if town else name


def _directions(question: Question, answer: Answer, place: Place) -> str:
    if question.position:
        return ""
    return answer.text if answer.is_address else place.label

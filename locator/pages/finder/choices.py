"""Places that were perhaps meant, each under a text of its own and with a question that has one answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from locator.pages.finder.ask import Ask, ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.place import Place
    from locator.pages.finder.question import Question
    from locator.site.snapshot import Site

NEIGHBOUR_KM = 50.0


def build_choices(
    site: Site, question: Question, suggestions: Sequence[str], candidates: Sequence[Place]
) -> tuple[Ask, ...]:
    """Offers suggestions, then candidates; two of one name in one county are told apart by a neighbour."""
    bearers = Counter(place.full_label for place in candidates)
    asked = {text: text for text in suggestions}
    for place in candidates:
        label = place.full_label
        if bearers[label] == 1:
            asked.setdefault(label, label)
        else:  # asked by its name again, it would be two places again
            asked[site.say("{place}, near {other}", place=label, other=_neighbour(site, place))] = str(
                place.point
            )
    return tuple(ask(label, replace(question, text=text, page=1)) for label, text in asked.items())


def _neighbour(site: Site, place: Place) -> str:
    """The nearest settlement of another name, or else the position."""
    around = site.gazetteer.towns_within(place.point, NEIGHBOUR_KM)
    return next((town.name for town in around if town.name != place.name), str(place.point))

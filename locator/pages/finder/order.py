"""The order of a list: by distance, but out of hours those that are open first, and said so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.pages.finder.ask import Ask, ask
from locator.pages.schedule import moment_text
from locator.site.filters import Facet

if TYPE_CHECKING:
    from locator.pages.finder.search import Search
    from locator.site.finding import Finding
    from locator.site.snapshot import NearClinic, Site


@dataclass(frozen=True, slots=True)
class Order:
    """The clinics as they are listed, what to say of the order, and the other order to ask for."""

    clinics: tuple[NearClinic, ...]
    sentence: str = ""
    other: Ask | None = None


def put_in_order(site: Site, search: Search, finding: Finding) -> Order:
    """Puts the open ones first where most are closed now; unknown hours count as neither."""
    question, clinics = search.question, finding.within
    if Facet.OPEN in question.wanted:
        return Order(clinics)
    states = {near.clinic.id: search.filters.openness(near.clinic).is_open for near in clinics}
    if not any(states.values()):
        return Order(clinics, _first_to_open(site, search, clinics))
    if sum(state is False for state in states.values()) <= len(clinics) / 2:
        return Order(clinics)
    nouns = site.config.clinics_noun
    other = replace(question, is_by_distance=not question.is_by_distance, page=1)
    if question.is_by_distance:
        most = site.say("Most {nouns} are closed now.", nouns=nouns)
        return Order(clinics, most, ask(site.say("Show open ones first"), other))
    open_first = sorted(clinics, key=lambda near: states[near.clinic.id] is not True)
    most = site.say("Most {nouns} are closed now. Open ones first.", nouns=nouns)
    return Order(tuple(open_first), most, ask(site.say("Show the nearest first"), other))


def _first_to_open(site: Site, search: Search, clinics: tuple[NearClinic, ...]) -> str:
    """Which of clinics that are all closed opens first."""
    states = [(search.filters.openness(near.clinic), near) for near in clinics]
    opening = [
        (state.opens_at, near.distance_km, near.clinic.name)
        for state, near in states
        if state.opens_at and not state.by_appointment
    ]
    if not opening or len(clinics) == 1:
        return ""
    opens_at, _, name = min(opening)
    when = moment_text(opens_at, search.filters.at.astimezone(opens_at.tzinfo).date(), site.say)
    when = when.removesuffix(".")  # "at 6:30 a.m." ends a sentence with one stop
    if any(state.by_appointment for state, _ in states):
        return site.say("None takes walk-ins now. The first to open is {name}, {when}.", name=name, when=when)
    return site.say("All are closed now. The first to open is {name}, {when}.", name=name, when=when)

"""One place: the clinics near it, ten at a time, and every way on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.model.sentence import to_say
from locator.pages.card import ClinicCard, build_card
from locator.pages.finder import ways
from locator.pages.finder.ask import Ask, ask
from locator.pages.finder.order import Order, put_in_order
from locator.pages.frame import counted_clinics
from locator.site.settings.values import MAX_RADIUS_KM

if TYPE_CHECKING:
    from locator.pages.finder.search import Search
    from locator.site.finding import Finding
    from locator.site.snapshot import NearClinic, Site

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under the form for one place; `start` is the number of the first of `listed` and `cards`.

    `is_far` says that even the nearest is too far away to serve anybody there.
    """

    heading: str
    sentence: str
    order: Order
    chosen: tuple[Ask, ...]
    listed: tuple[NearClinic, ...]
    cards: tuple[ClinicCard, ...]
    total: int
    start: int
    wider: tuple[Ask, ...]
    looser: tuple[Ask, ...]
    previous: Ask | None
    next: Ask | None
    is_far: bool


def build_found(site: Site, search: Search, finding: Finding) -> Found:
    """Puts what was found near a place into words."""
    question, count = search.question, len(finding.within)
    order = put_in_order(site, search, finding)
    every = order.clinics or ((finding.beyond,) if finding.beyond else ())
    pages = max(1, -(-len(every) // PAGE_SIZE))
    page = min(question.page, pages)
    start = (page - 1) * PAGE_SIZE
    listed = every[start : start + PAGE_SIZE]
    return Found(
        heading=_heading(site, search, finding),
        sentence=_sentence(site, search, finding),
        order=order,
        chosen=tuple(ways.chosen(site, question)),
        listed=listed,
        cards=_cards(site, search, listed, start + 1),
        total=len(every),
        start=start + 1,
        wider=tuple(ways.wider(site, search, count)) if finding.beyond or finding.within else (),
        looser=() if finding.within else tuple(ways.looser(site, search)),
        previous=ask(site.say("Previous"), replace(question, page=page - 1)) if page > 1 else None,
        next=ask(site.say("Next"), replace(question, page=page + 1)) if page < pages else None,
        is_far=bool(finding.beyond and finding.beyond.distance_km > MAX_RADIUS_KM),
    )


def _heading(site: Site, search: Search, finding: Finding) -> str:
    say, count = site.say, len(finding.within)
    where = {"distance": say.distance(search.radius_km), "place": search.label}
    noun, nouns = site.config.clinic_noun, site.config.clinics_noun
    if not search.question.wanted and count:
        clinics = counted_clinics(site, count)
        return say("{clinics} within {distance} of {place}", clinics=clinics, **where)
    if not search.question.wanted:
        return say("No {noun} within {distance} of {place}", noun=noun, **where)
    if not count:
        lacking = to_say("No {noun} within {distance} of {place} has what you chose")
        return say(lacking, noun=noun, **where)
    return say.plural(
        "{count} of {total} {nouns} within {distance} of {place} has what you chose",
        "{count} of {total} {nouns} within {distance} of {place} have what you chose",
        count,
        total=finding.total,
        nouns=nouns,
        **where,
    )


def _sentence(site: Site, search: Search, finding: Finding) -> str:
    say = site.say
    if finding.within:
        return say("Distances are straight lines; the drive is longer.")
    if finding.beyond is None:
        return say("None anywhere has all of it.") if search.question.wanted else ""
    away = say.distance(finding.beyond.distance_km)
    if search.question.wanted:
        return say("The nearest that has it is {distance} away in a straight line.", distance=away)
    return say("The nearest is {distance} away in a straight line.", distance=away)


def _cards(site: Site, search: Search, listed: tuple[NearClinic, ...], start: int) -> tuple[ClinicCard, ...]:
    return tuple(
        build_card(site, near, number=number, now=search.filters.at, origin=search.directions)
        for number, near in enumerate(listed, start)
    )

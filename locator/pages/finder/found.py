"""One place: the clinics near it, ten at a time, and every way on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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
        previous=ask("Previous", replace(question, page=page - 1)) if page > 1 else None,
        next=ask("Next", replace(question, page=page + 1)) if page < pages else None,
        is_far=bool(finding.beyond and finding.beyond.distance_km > MAX_RADIUS_KM),
    )


def _heading(site: Site, search: Search, finding: Finding) -> str:
    count, noun, nouns = len(finding.within), site.config.clinic_noun, site.config.clinics_noun
    where = f"within {site.say.distance(search.radius_km)} of {search.label}"
    if not search.question.wanted:
        return f"{counted_clinics(site, count) if count else f'No {noun}'} {where}"
    if not count:
        return f"No {noun} {where} has what you chose"
    verb = "has" if count == 1 else "have"
    return f"{count} of {finding.total} {nouns} {where} {verb} what you chose"


def _sentence(site: Site, search: Search, finding: Finding) -> str:
    if finding.within:
        return "Distances are straight lines; the drive is longer."
    if finding.beyond is None:
        return "None anywhere has all of it." if search.question.wanted else ""
    away = site.say.distance(finding.beyond.distance_km)
    which = "nearest that has it is" if search.question.wanted else "nearest is"
    return f"The {which} {away} away in a straight line."


def _cards(site: Site, search: Search, listed: tuple[NearClinic, ...], start: int) -> tuple[ClinicCard, ...]:
    return tuple(
        build_card(
            site, near.clinic, number=number, near=near, now=search.filters.at, origin=search.directions
        )
        for number, near in enumerate(listed, start)
    )

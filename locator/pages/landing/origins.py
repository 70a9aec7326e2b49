"""How a landing page is made: where each fact is from, and when it was last checked (rules A9 and E8)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.pages.facts.fact import Fact
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Origin:
    """A source, what the page has from it, and the oldest day on which that was checked."""

    source: str
    used_for: str
    checked: str


def origins(site: Site, facts: Iterable[Fact]) -> tuple[Origin, ...]:
    """Every source of the facts; one fact without a day, and none is told (rule E8)."""
    by_source: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_source[fact.source].append(fact)
    return tuple(_origin(site, source, by_source[source]) for source in sorted(by_source))


def _origin(site: Site, source: str, facts: list[Fact]) -> Origin:
    labels = list(dict.fromkeys(fact.label for fact in facts))
    known = [fact.checked for fact in facts if fact.checked]
    if len(known) == len(facts):
        checked = site.say("Oldest check: {date}.", date=site.say.date(min(known)))
    elif known:
        checked = site.say("Not everything here has a date of checking.")
    else:
        checked = site.say("Nothing here has a date of checking.")
    return Origin(source, site.say.listing(labels), checked)

"""What to offer somebody whose words name no known place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.geo.names import fold_name
from locator.site.queries.answer import MAX_SUGGESTIONS
from locator.site.queries.likeness import near_names
from locator.site.queries.places import is_served, look_up, merged, ranked
from locator.site.queries.words import MAX_WORDS

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.site.queries.query import Query
    from locator.site.queries.readings import Named
    from locator.site.snapshot import Site

LEAST_LETTERS = 3


def suggestions(site: Site, query: Query) -> tuple[str, ...]:
    """Labels of places with a similar name, or that some of the words name; the site's own towns first."""
    for named in query.plain:
        if places := _similar(site, named) or _within(site, named):
            return tuple(place.full_label for place in ranked(site, merged(places))[:MAX_SUGGESTIONS])
    return ()


def served_and_similar(site: Site, named: Named) -> list[Place]:
    """Places near a clinic whose names differ from the one that was typed by a mistake or two."""
    return ranked(site, merged(place for place in _similar(site, named) if is_served(site, place)))


def _similar(site: Site, named: Named) -> list[Place]:
    """Places with a mistake or two in the name, in the state that was named or else in any."""
    key = fold_name(named.name)
    if len(key) < LEAST_LETTERS:
        return []
    for region in dict.fromkeys((named.region, "")):
        names = near_names(site, key, region, at_least=1)
        if places := [place for name, _ in names for place in site.gazetteer.towns(name, region)]:
            return places
    return []


def _within(site: Site, named: Named) -> list[Place]:
    """Places near a clinic that most of the words name: "Lake Mary" of "Lake Mary High School"."""
    words = named.name.split()[:MAX_WORDS]
    for size in range(len(words) - 1, 0, -1):
        parts = (replace(named, name=" ".join(words[i : i + size])) for i in range(len(words) - size + 1))
        places = [place for part in parts for place in look_up(site, part) if is_served(site, place)]
        if places:
            return places
    return []

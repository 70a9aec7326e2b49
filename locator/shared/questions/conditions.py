"""Filters as SQL: which rows of clinics they admit, and what each row may be chosen by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.site.filters import NOW, YES, Facet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.shared.questions.doors import Doors
    from locator.site.filters import Filters
    from locator.site.snapshot import Site

    Values = dict[str, Any]

#: Rows that hold in a version.
CURRENT = "since <= %(version)s AND (until IS NULL OR until > %(version)s)"
#: The straight line through the Earth, in km.
CHORD = "place <<->> %(spot)s::geometry"
#: Clinics that see patients, as the indexes say it.
SEEING = "status = 'open'"
#: Rows of one treatment.
OFFERED = "treatments @> ARRAY[%(alone)s]"
#: What a facet knows of a row: a list of choices, or whether its only choice leads there.
LISTS: Mapping[Facet, str] = {
    Facet.TREATMENT: "treatments",
    Facet.INSURANCE: "insurance",
    Facet.LANGUAGE: "languages",
}
FLAGS: Mapping[Facet, tuple[str, str]] = {
    Facet.OPEN: (NOW, "coalesce(hours = ANY(%(open)s), false)"),
    Facet.ACCESSIBLE: (YES, "step_free"),
    Facet.ACCEPTING: (YES, "accepting"),
}


def met(filters: Filters | None) -> dict[Facet, str]:
    """What a row must be, for each facet in which a choice was made."""
    wanted = filters.wanted if filters else {}
    return {facet: _met(facet, choices) for facet, choices in wanted.items() if choices}


def _met(facet: Facet, choices: frozenset[str]) -> str:
    if facet in LISTS:
        return f"{LISTS[facet]} && %({facet.value})s::text[]"
    choice, holds = FLAGS[facet]
    return holds if choice in choices else "false"


def admitted(filters: Filters | None, *, treatment: str = "") -> str:
    """The clinics that meet every facet; with one treatment, those that offer it."""
    alone = [OFFERED] if treatment else []
    return " AND ".join([*alone, *met(filters).values()]) or "true"


def values(site: Site, doors: Doors, filters: Filters | None) -> Values:
    """What the conditions of filters are filled with.

    A view in a further language knows only those treatments that it has pages for.
    """
    if filters is None:
        return {}
    chosen = {facet: filters.wanted.get(facet, frozenset()) for facet in LISTS}
    if site.original is not None:
        chosen[Facet.TREATMENT] &= site.treatments.keys()
    lists: Values = {facet.value: sorted(choices) for facet, choices in chosen.items()}
    return lists | {"open": doors.open_at(filters.at)}

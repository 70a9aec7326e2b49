"""Rows that would be one page, and names that would lead to two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.slugs import slug
from locator.site.tables.row import quoted
from locator.site.tables.towns.counties import plain_county

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.place import Place
    from locator.site.tables.towns.draft import Draft


def without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Drops a town whose address another row has; the earlier row keeps it."""
    kept: dict[tuple[str, str], Draft] = {}
    places: dict[Place, Draft] = {}
    for draft in drafts:
        town, place = draft.town, draft.place
        if other := kept.get(town.key):
            _report_same_slug(draft, other)
            continue
        if place and (other := places.get(place)):
            message = f"row {other.row.line} ({other.town.name}) is the same place"
            draft.row.warn("town", message, "take one out, or write its name into aliases")
        kept[town.key] = draft
        if place:
            places[place] = draft
    return [*kept.values()]


def _report_same_slug(draft: Draft, other: Draft) -> None:
    town, line = draft.town, other.row.line
    if draft.place and draft.place == other.place:
        draft.row.report("town", f"{town.label} is already in row {line}", "take one of them out")
        return
    county = slug(plain_county(town.county))
    example = f'"{town.slug}-{county}"' if county else "a name of its own, such as with the county"
    message = f'"{town.slug}" is already the slug of row {line} ({other.town.label})'
    draft.row.report("slug", message, f"set slug to {example}", value=town.slug)


def check_aliases(drafts: Sequence[Draft]) -> None:
    """Warns of an alias that is the name of another town, or its alias."""
    owners = {draft.town.key: draft for draft in drafts}
    for draft in drafts:
        for alias in draft.town.aliases:
            key = (draft.town.region.slug, slug(alias))
            other = owners.setdefault(key, draft)
            if other is not draft:
                message = f"{quoted(alias)} also leads to row {other.row.line} ({other.town.name})"
                draft.row.warn("aliases", message, "leave it to one of the two")

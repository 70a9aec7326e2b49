"""What `locator remove` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.commands.telling.judgements import turn_data, turn_lines
from locator.model.redirect import GONE
from locator.site.words import distance_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.editing.towns.removal import Removal
    from locator.editing.towns.standings import Turn
    from locator.site.snapshot import NearTown, Site


def removal_lines(
    site: Site, removal: Removal, near: NearTown | None, turns: Sequence[Turn], version: int
) -> Iterator[str]:
    """Which address answers what, and what went with the town."""
    yield f"{removal.town.label} {'is' if version else 'would be'} taken away."
    for source, target in removal.moves.items():
        yield f"  301 {source} -> {target}" if target else f"  {GONE} {source}"
    if near and not any(removal.moves.values()):
        away = distance_text(near.distance_km, site.config.units)
        yield f'To lead them to {near.town.label}, {away} away, add --to "{near.town.label}".'
    if removal.note:
        yield f"{removal.note} goes with it; what the editors wrote stays in the history."
    yield from turn_lines(turns)
    names = ", ".join(removal.change.files)
    yield f"Written: {names}." if version else f"Nothing was written; it would be {names}."


def removal_data(
    site: Site, removal: Removal, near: NearTown | None, turns: Sequence[Turn], version: int
) -> dict[str, Any]:
    """The same for programs; `version` is null if nothing was written."""
    return {
        "town": removal.town.label,
        "moves": [
            {"from": source, "to": target or None, "status": 301 if target else GONE}
            for source, target in removal.moves.items()
        ],
        "neighbor": near
        and {
            "town": near.town.label,
            "path": site.urls.landing(near.town.treatments[0], near.town),
            "distance_km": near.distance_km,
        },
        "note": removal.note or None,
        "others": turn_data(turns),
        "files": list(removal.change.files),
        "version": version or None,
    }

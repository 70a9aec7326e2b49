"""What the last export of a site was made from, and what it left on the disk: kept beside the site."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import TYPE_CHECKING

from locator.editing.disk import make_folder, write_whole
from locator.model.point import Point
from locator.pages.gist import Gist
from locator.site.imprint import Imprint, Mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from locator.publish.folders import Stamp

FILE = ".locator/export.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """The imprint of a site, the gists of its pages by path, and the stamps of exported files by name.

    Of pages that have no gist, `shown` has the digest of what they show.
    """

    basis: Imprint
    gists: Mapping[str, Gist]
    shown: Mapping[str, str]
    files: Mapping[str, Stamp]


def load_memory(site: Path) -> Memory | None:
    """What is remembered in a site folder; None if that is nothing, or nothing that can be understood."""
    try:
        kept = json.loads((site / FILE).read_bytes())
        return Memory(
            Imprint(
                kept["ground"],
                date.fromisoformat(kept["today"]),
                _marks(kept["clinics"]),
                _marks(kept["towns"]),
            ),
            {
                path: Gist(inf if reach is None else reach, *rest)
                for path, (reach, *rest) in kept["gists"].items()
            },
            dict(kept["shown"]),
            {name: (size, time) for name, (size, time) in kept["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_memory(site: Path, memory: Memory) -> None:
    """Keeps it for the next export; a folder that cannot be written to goes without."""
    kept = {
        "ground": memory.basis.ground,
        "today": memory.basis.today.isoformat(),
        "clinics": _rows(memory.basis.clinics),
        "towns": _rows(memory.basis.towns),
        "gists": {path: _gist_row(gist) for path, gist in memory.gists.items()},
        "shown": memory.shown,
        "files": memory.files,
    }
    with suppress(OSError):
        make_folder((site / FILE).parent)
        write_whole(site / FILE, json.dumps(kept).encode())


def _marks(rows: Mapping[str, Any]) -> dict[str, Mark]:
    return {id_: Mark(digest, Point(lat, lon)) for id_, (digest, lat, lon) in rows.items()}


def _rows(marks: Mapping[str, Mark]) -> dict[str, tuple[str, float, float]]:
    return {id_: (mark.digest, mark.point.lat, mark.point.lon) for id_, mark in marks.items()}


def _gist_row(gist: Gist) -> tuple[float | None, str, str, str]:
    return None if gist.reach_km == inf else gist.reach_km, gist.standing, gist.substance, gist.card

"""What the last export of a site was made from, and what it left on the disk: kept beside the site."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from math import inf
from typing import TYPE_CHECKING

from locator.editing.disk import make_folder, write_whole
from locator.model.point import Point
from locator.pages.gist import Gist
from locator.site.imprint import Imprint, Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from locator.publish.folders import Stamp

FILE = ".locator/export.jsonl"


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
    rows: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
    try:
        with (site / FILE).open("rb") as lines:
            ground, today = json.loads(next(lines))
            for line in lines:
                kind, name, *cells = json.loads(line)
                rows[kind][name] = _KINDS[kind](*cells)
        basis = Imprint(ground, date.fromisoformat(today), rows["clinic"], rows["town"])
        return Memory(basis, rows["gist"], rows["shown"], rows["file"])
    except (OSError, ValueError, KeyError, TypeError, StopIteration):
        return None


def write_memory(site: Path, memory: Memory) -> None:
    """Keeps it for the next export; a folder that cannot be written to goes without."""
    lines = BytesIO()
    for row in _rows(memory):
        lines.write(f"{_JSON.encode(row)}\n".encode())
    with suppress(OSError):
        make_folder((site / FILE).parent)
        write_whole(site / FILE, lines.getvalue())


def _rows(memory: Memory) -> Iterator[tuple[object, ...]]:
    """The ground and the day, then each row with its kind and name: a large site is never text as a whole."""
    yield memory.basis.ground, memory.basis.today.isoformat()
    for kind, marks in (("clinic", memory.basis.clinics), ("town", memory.basis.towns)):
        for id_, mark in marks.items():
            yield kind, id_, mark.digest, mark.point.lat, mark.point.lon
    for path, gist in memory.gists.items():
        yield "gist", path, gist.standing, gist.substance, gist.card, *_near(gist.reach_km)
    for path, digest in memory.shown.items():
        yield "shown", path, digest
    for name, stamp in memory.files.items():
        yield "file", name, *stamp


def _near(reach_km: float) -> tuple[float, ...]:
    return () if reach_km == inf else (reach_km,)  # JSON has no word for a page that sees everything


def _mark(digest: str, lat: float, lon: float) -> Mark:
    return Mark(digest, Point(lat, lon))


def _gist(standing: str, substance: str, card: str, reach_km: float = inf) -> Gist:
    return Gist(reach_km, standing, substance, card)


def _stamp(size: int, time: int) -> Stamp:
    return size, time


_JSON = json.JSONEncoder(separators=(",", ":"))
_KINDS: dict[str, Callable[..., object]] = {
    "clinic": _mark, "town": _mark, "gist": _gist, "shown": str, "file": _stamp,
}  # fmt: skip

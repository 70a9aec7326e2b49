"""The cards of an export: kept from the export before, or painted by as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from locator.pages.cards.painting import paint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.pages.cards.gallery import Gallery

BATCH = 8
WORTH_IT = 100  # cards; fewer are painted before a process has started
HEAD, TAIL = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


def painted_cards(gallery: Gallery, earlier: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Every card's file with its picture, in a stable order.

    What lies in the folder `earlier` under the same name is the same picture: the name tells its content.
    """
    drawings = {address.lstrip("/"): svg for address, svg in gallery.drawings()}
    kept = {name: body for name in drawings if earlier and (body := _whole_picture(earlier / name))}
    fresh = _painted([svg for name, svg in drawings.items() if name not in kept])
    for name in drawings:
        yield name, kept.get(name) or next(fresh)


def _whole_picture(file: Path) -> bytes:
    """The picture in a file; nothing if there is none, or only a part of one."""
    body = file.read_bytes() if file.is_file() else b""
    return body if body.startswith(HEAD) and body.endswith(TAIL) else b""


def _painted(drawings: list[str]) -> Iterator[bytes]:
    if len(drawings) < WORTH_IT or os.cpu_count() == 1:
        yield from map(paint, drawings)
        return
    # Not forked: a copy of this process may hold locks that nobody will ever open.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(paint, drawings, chunksize=BATCH)

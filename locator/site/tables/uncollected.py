"""Reading a large table without Python's search for cycles, of which the values of rows have none."""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Puts the search off for long: it would take a third of the time, and as much again at the end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # and thawed, what there is now counts as old, and is not looked through at once
        gc.unfreeze()
        if was_enabled:
            gc.enable()

"""What is written down: each store says it of itself, and the privacy page repeats it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Kept:
    """A table, or the lines of a log: `parts` are its columns, each with words for what stands in it.

    `why` it is kept, as a sentence; `days` is how long at most, 0 until the next takes its
    place. A test holds the columns against the schema.
    """

    table: str
    why: str
    parts: Mapping[str, str]
    days: int

"""A clinic as a map marks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.model.point import Point


@dataclass(frozen=True, slots=True)
class Stop:
    """A clinic: its number in the list ("1", or "" where there is no list), name, position and page."""

    number: str
    name: str
    point: Point
    path: str = ""

    @property
    def label(self) -> str:
        """Number and name, as the list has them."""
        return f"{self.number} {self.name}".lstrip()

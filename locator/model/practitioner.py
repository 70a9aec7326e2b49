"""A person who treats patients at a clinic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Practitioner:
    """One row of practitioners.csv; `clinic` is a clinic's id, `days` are OSM days ("Mo-Fr").

    `verified_on` is the day on which somebody checked the row, None if nobody is known to have.
    """

    name: str
    title: str
    licence: str
    clinic: str
    languages: tuple[str, ...] = ()
    days: str = ""
    verified_on: date | None = None

"""Where data on the pages came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataSource:
    """A publisher of data with its licence and, if any, its address; /credits/ lists them."""

    name: str
    licence: str
    url: str = ""

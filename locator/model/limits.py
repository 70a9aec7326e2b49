"""How much one network may ask in a minute."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Requests a minute of one network, of which as many may come at once; 0 is no limit."""

    finder: int = 600
    api: int = 2_400

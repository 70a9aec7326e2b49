"""What was made of somebody's words: the text in our syntax, and what had to be taken for granted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` as clinics.csv keeps it; each of `assumptions` says what was read as what."""

    text: str
    assumptions: tuple[str, ...] = ()

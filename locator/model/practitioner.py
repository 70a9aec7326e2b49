"""A person who treats patients at a clinic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Practitioner:
    """One row of practitioners.csv; `clinic` is a clinic's id, `days` are OSM days ("Mo-Fr")."""

    name: str
    title: str
    licence: str
    clinic: str
    languages: tuple[str, ...] = ()
    days: str = ""

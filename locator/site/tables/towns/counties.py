"""Counties, whatever word for what they are stands behind their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.geo.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.place import Place

_COUNTY = re.compile(
    r"\s+(county|parish|borough|municipality|municipio|census area|planning region)$", re.IGNORECASE
)


def bare_county(name: str) -> str:
    """A county without the word for what it is, and without case: "St. Johns County" -> "saintjohns"."""
    return fold_name(plain_county(name))


def plain_county(name: str) -> str:
    """A county without the word for what it is: "St. Johns County" -> "St. Johns"."""
    return _COUNTY.sub("", name)


def counties_of(places: Sequence[Place]) -> str:
    """The counties in which places lie, to choose from."""
    return one_of([plain_county(place.county) for place in places])


def one_of(words: Sequence[str]) -> str:
    """A choice in words: "Seminole, Gadsden or Santa Rosa"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))

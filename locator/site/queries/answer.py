"""What a visitor's words were taken to mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.model.data_source import DataSource
    from locator.model.place import Place
    from locator.model.region import Region


MAX_SUGGESTIONS = 5


class How(StrEnum):
    """How the words were understood, or why they were not."""

    NAME = "name"
    POSTCODE = "postcode"
    COORDINATES = "coordinates"
    POSITION = "position"  # of the visitor's own device
    OFF_GLOBE = "off-globe"  # coordinates that are nowhere
    SPELLING = "spelling"  # the name was misspelled, cut short or too long
    ELSEWHERE = "elsewhere"  # not in the state that was named, but in others
    CLINIC = "clinic"  # by the name of one of the site's
    COUNTY = "county"
    REGION = "region"  # a whole state: too large to be near to
    EMERGENCY = "emergency"  # not a place at all
    HERE = "here"  # "near me" says nothing to a server that asks for no position
    ABROAD = "abroad"
    ADDRESS = "address"  # a geocoder said where it is
    NO_PLACE = "no-place"  # a treatment, but nowhere
    NO_POSTCODE = "no-postcode"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """One place (`origin`), several `candidates` to choose from, or neither with `suggestions`.

    With an origin, `candidates` are other places of its name that nearly nobody means. `treatment` is
    the slug of a treatment that was named, `region` a state that was all that was named; `is_address`
    says that a street was named and left out of account. `asked` names the geocoders that the words were
    sent to, `credit` whose data a place or its candidates are, if it has to be said.
    """

    text: str
    origin: Place | None = None
    candidates: tuple[Place, ...] = ()
    suggestions: tuple[str, ...] = ()
    how: How = How.UNKNOWN
    treatment: str = ""
    region: Region | None = None
    is_address: bool = False
    asked: tuple[str, ...] = ()
    credit: DataSource | None = None

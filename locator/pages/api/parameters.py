"""What may be asked: each parameter with the JSON Schema that describes it and that the server enforces."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.model.region import REGIONS
from locator.pages.api.schemas import Data, flag, number, several, text, whole
from locator.pages.finder.question import MAX_TEXT
from locator.site.filters import Facet

if TYPE_CHECKING:
    from locator.site.snapshot import Site

MAX_CLINICS, DEFAULT_CLINICS = 50, 5
MAX_PLACES, DEFAULT_PLACES = 20, 8
MAX_PAGE, DEFAULT_PAGE = 200, 50
NOW = "now"

# Something other than spaces, and no control characters.
_SAYS_SOMETHING = r"^ *[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: an array is given by repeating the name; `names` tells what its choices mean."""

    name: str
    description: str
    schema: Data = field(hash=False)
    example: str = ""
    names: Data = field(default_factory=dict, hash=False)
    is_in_path: bool = False
    is_required: bool = False

    @property
    def is_repeatable(self) -> bool:
        """Tells whether it may be given several times."""
        return bool(self.schema.get("type") == "array")


Q = Parameter(
    "q",
    "A place, as anybody would write it: a ZIP code, a town, an address, coordinates, a whole phrase.",
    text(minLength=1, maxLength=MAX_TEXT, pattern=_SAYS_SOMETHING),
    "Lake Mary, FL",
)
LAT = Parameter("lat", "Degrees north; together with `lon`, instead of `q`.", number(minimum=-90, maximum=90))
LON = Parameter("lon", "Degrees east; together with `lat`.", number(minimum=-180, maximum=180))
MAX_DISTANCE = Parameter(
    "max_distance_km", "Only clinics at most so many kilometers away.", number(exclusiveMinimum=0), "40"
)
OPEN_AT = Parameter(
    "open_at",
    "Only clinics known to be open then: `now`, or a time with its offset (RFC 3339) from 2000 to 2099.",
    {"anyOf": [text(const=NOW), text(format="date-time")]},
    "2026-12-24T10:00:00-05:00",
)
ACCESSIBLE = Parameter("accessible", "`true`: only clinics known to have a step-free way in.", flag())
ACCEPTING = Parameter("accepting_new_patients", "`true`: only clinics known to accept new patients.", flag())
TYPED = Parameter("q", "What somebody has typed so far.", Q.schema, "day", is_required=True)
CLINIC_ID = Parameter(
    "id",
    "The id of a clinic.",
    text(minLength=1, maxLength=200, pattern="^[a-z0-9-]+$"),
    is_in_path=True,
    is_required=True,
)


def limit(default: int, most: int) -> Parameter:
    """How many at most."""
    return Parameter("limit", "How many at most.", whole(minimum=1, maximum=most, default=default))


def after(pattern: str, example: str) -> Parameter:
    """Where a page begins."""
    return Parameter(
        "after",
        "Begin behind this id, whether or not it still exists. The address of the next page has it.",
        text(minLength=1, maxLength=200, pattern=pattern),
        example,
    )


def choices(site: Site) -> tuple[Parameter, ...]:
    """Treatment, insurance and language; one that no clinic of the site has a choice of is left out."""
    descriptions = {
        Facet.TREATMENT: "Clinics that offer it; repeated, one of them is enough.",
        Facet.INSURANCE: "Clinics that take it; repeated, one of them is enough.",
        Facet.LANGUAGE: "Clinics where it is spoken; repeated, one of them is enough.",
    }
    named = ((facet, description, site.named_choices[facet]) for facet, description in descriptions.items())
    return tuple(
        Parameter(facet.value, description, several(text(enum=list(names))), names=names)
        for facet, description, names in named
        if names
    )


REGION = Parameter("region", "Only clinics in this state.", text(enum=list(REGIONS)), "FL")

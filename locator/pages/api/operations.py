"""The list of what the API does: each address with its parameters, its answer and its problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.api import parameters as p
from locator.pages.api.problems import (
    BAD_PARAMETER,
    CLINIC_CLOSED,
    NO_SUCH_ADDRESS,
    NO_SUCH_CLINIC,
    PLACE_NOT_FOUND,
)
from locator.site import urls

if TYPE_CHECKING:
    from locator.pages.api.parameters import Parameter
    from locator.pages.api.problems import ProblemKind
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Operation:
    """One address to GET; `answer` names the schema of what it answers with status 200.

    `is_kept` says that caches may keep the answer, `is_paged` that a long answer comes in pages.
    """

    id: str
    path: str
    summary: str
    description: str
    answer: str
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[ProblemKind, ...] = (BAD_PARAMETER,)
    is_kept: bool = True
    is_paged: bool = False

    @property
    def in_query(self) -> dict[str, Parameter]:
        """The parameters that stand behind the question mark, by name."""
        return {each.name: each for each in self.parameters if not each.is_in_path}


def operations(site: Site) -> tuple[Operation, ...]:
    """What the API of this site does, the most wanted first."""
    choices = p.choices(site)
    return (_nearest(choices), _places(), _clinics(choices), _clinic(), _towns(), _description())


def _nearest(choices: tuple[Parameter, ...]) -> Operation:
    return Operation(
        "nearest",
        urls.API_NEAREST,
        "The clinics nearest to a place",
        "Give either `q` or `lat` and `lon`. Nearest first by geodesic distance, ties by id: filters leave "
        "clinics out, they never change the order. A choice within a filter is enough, every filter must be "
        "met. A clinic of which something is not known is not found by it.",
        "Nearest",
        (
            *(p.Q, p.LAT, p.LON, p.limit(p.DEFAULT_CLINICS, p.MAX_CLINICS), *choices),
            *(p.ACCESSIBLE, p.ACCEPTING, p.OPEN_AT, p.MAX_DISTANCE),
        ),
        (BAD_PARAMETER, PLACE_NOT_FOUND),
        is_kept=False,
    )


def _places() -> Operation:
    return Operation(
        "places",
        urls.API_PLACES,
        "Places whose names begin so",
        "For a search field that completes what people type. An unknown name gives an empty list.",
        "Places",
        (p.TYPED, p.limit(p.DEFAULT_PLACES, p.MAX_PLACES)),
    )


def _clinics(choices: tuple[Parameter, ...]) -> Operation:
    return Operation(
        "clinics",
        urls.API_CLINICS,
        "All clinics",
        "Those that see patients, and those that are closed for a time, which `status` tells.",
        "Clinics",
        (*choices, p.REGION, p.limit(p.DEFAULT_PAGE, p.MAX_PAGE), p.after("^[a-z0-9-]+$", "deland")),
        is_paged=True,
    )


def _clinic() -> Operation:
    return Operation(
        "clinic",
        urls.API_CLINIC,
        "One clinic",
        "Everything that is known of it.",
        "Clinic",
        (p.CLINIC_ID,),
        (BAD_PARAMETER, NO_SUCH_CLINIC, NO_SUCH_ADDRESS, CLINIC_CLOSED),
    )


def _towns() -> Operation:
    return Operation(
        "towns",
        urls.API_TOWNS,
        "The towns that have pages",
        "Each with its pages, one a treatment.",
        "Towns",
        (p.limit(p.DEFAULT_PAGE, p.MAX_PAGE), p.after("^[a-z]{2}/[a-z0-9-]+$", "fl/deland")),
        is_paged=True,
    )


def _description() -> Operation:
    return Operation(
        "description",
        urls.API_DESCRIPTION,
        "This description, for programs",
        "OpenAPI 3.1.",
        "Description",
    )

"""Small sites for what is written in other formats."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from locator.model.address import Address
from locator.model.clinic import Clinic
from locator.model.point import Point

if TYPE_CHECKING:
    from locator.site.snapshot import Site

ADDRESS = Address("1 Example Street", "Daytona Beach", "FL", "32114", "US")


def clinic(id_: str = "one", **values: Any) -> Clinic:
    """A clinic of which little is known."""
    fields: dict[str, Any] = {
        "name": "Example",
        "address": ADDRESS,
        "point": Point(29.2, -81.0),
        "timezone": "",
    }
    return Clinic(id=id_, **(fields | values))


def site_with(example: Site, *clinics: Clinic) -> Site:
    """The example with other clinics."""
    return replace(example, clinics=clinics)

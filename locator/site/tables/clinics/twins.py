"""Two rows that may be one clinic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from locator.model.clinic import Clinic
    from locator.site.tables.row import Row


def warn_of_twins(drafts: Iterable[tuple[Row, Clinic]]) -> None:
    """Warns of two clinics at one address or point, unless one has closed and made room."""
    first_with: dict[Hashable, Row] = {}
    for row, clinic in drafts:
        if clinic.status is ClinicStatus.CLOSED:
            continue
        address, point = clinic.address, clinic.point
        names = tuple(map(str.casefold, (clinic.name, address.street, address.locality)))
        twin = first_with.setdefault(names, row)
        neighbour = first_with.setdefault((round(point.lat, 4), round(point.lon, 4)), row)
        if twin is not row:
            message = f"row {twin.line} has the same name and address"
            row.warn("name", message, "take one out if they are one clinic")
        elif neighbour is not row:
            message = f"row {neighbour.line} has the same coordinates"
            row.warn("lat", message, "measure both, unless they share a building")

"""Two rows that may be one clinic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from locator.model.clinic import ClinicStatus

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from locator.model.clinic import Clinic
    from locator.site.tables.row import Row

DECIMALS = 4  # of a degree; points that are equal in these are one


@dataclass(frozen=True, slots=True)
class Twins:
    """Remembers on which line each name and address, and each point, was first seen."""

    lines: dict[Hashable, int] = field(default_factory=dict)

    def check(self, row: Row, clinic: Clinic) -> None:
        """Warns of two clinics at one address or point, unless one has closed and made room."""
        if clinic.status is ClinicStatus.CLOSED:
            return
        (naming,), point = self.namings([clinic]), clinic.point
        twin = self.lines.setdefault(naming, row.line)
        neighbour = self.lines.setdefault((round(point.lat, DECIMALS), round(point.lon, DECIMALS)), row.line)
        if twin != row.line:
            message = f"row {twin} has the same name and address"
            row.warn("name", message, "take one out if they are one clinic")
        elif neighbour != row.line:
            message = f"row {neighbour} has the same coordinates"
            row.warn("lat", message, "measure both, unless they share a building")

    @staticmethod
    def namings(clinics: Sequence[Clinic]) -> list[str]:
        """The name and address of each clinic, as far as two of them may be one."""
        return [
            f"{clinic.name}\n{clinic.address.street}\n{clinic.address.locality}".casefold()
            for clinic in clinics
        ]

    @staticmethod
    def spots(lats: NDArray[np.float64], lons: NDArray[np.float64]) -> list[tuple[float, float]]:
        """The points of clinics, as far as two of them may be one."""
        return [*zip(_rounded(lats), _rounded(lons), strict=True)]


def _rounded(degrees: NDArray[np.float64]) -> list[float]:
    """What Python's `round` gives; only numbers near the middle between two are given to it."""
    rounded = np.round(degrees, DECIMALS)
    is_tie = abs(abs(degrees - rounded) * 10**DECIMALS - 0.5) < 1e-3  # noqa: PLR2004
    rounded[is_tie] = [round(value, DECIMALS) for value in degrees[is_tie].tolist()]
    found: list[float] = rounded.tolist()
    return found

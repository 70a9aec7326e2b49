"""A postal address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """Street, locality (town), region (state code), postcode and ISO country code."""

    street: str
    locality: str
    region: str
    postcode: str
    country: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as it stands on an envelope, one line a part, without the country."""
        town = f"{self.locality}, {self.region} {self.postcode}".strip()
        return tuple(line for line in (self.street, town) if line)

    def __str__(self) -> str:
        return ", ".join(self.lines)

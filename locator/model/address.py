"""A postal address."""

from __future__ import annotations

from dataclasses import dataclass, fields


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

    @property
    def parts(self) -> dict[str, str]:
        """The parts by the names that clinics.csv and the API give them, in this order."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        return ", ".join(self.lines)

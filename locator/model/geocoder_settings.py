"""What the operator decided about geocoders: services that may be asked where an address is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.model.data_source import DataSource

PATIENCE = 3.0  # seconds that a visitor waits for all services together
DEFAULT_CACHE = ".locator/geocoder.sqlite"


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """One service: `service` is geopy's name for it, `arguments` go to its constructor, keys among them.

    `timeout` is seconds for one call; `rate` calls a second and `calls_per_day` are those of the whole
    site, None if any number goes;
    `credit` is shown where an answer came from it.
    """

    service: str
    title: str
    arguments: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    timeout: float = 2.0
    rate: float | None = None
    calls_per_day: int | None = None
    is_public_nominatim: bool = False
    credit: DataSource | None = None

    @property
    def name(self) -> str:
        """What tells it from any other service: "nominatim", "pelias@geo.example.org"."""
        domain = dict(self.arguments).get("domain")
        return f"{self.service}@{domain}" if domain else self.service


@dataclass(frozen=True, slots=True)
class GeocoderSettings:
    """The service to ask, the one to ask instead, and how long answers are kept and where."""

    primary: ServiceSettings
    fallback: ServiceSettings | None = None
    cache: str = DEFAULT_CACHE
    cache_days: int = 180

    @property
    def services(self) -> tuple[ServiceSettings, ...]:
        """Those that may be asked, in order."""
        return (self.primary, self.fallback) if self.fallback else (self.primary,)

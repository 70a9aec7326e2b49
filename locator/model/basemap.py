"""What an interactive map is drawn on, and who therefore sees its visitors."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Basemap:
    """A MapLibre style, raster tiles or a PMTiles archive: exactly one of the three is not empty.

    `pmtiles` is an address, a path on the site's own host ("/map/florida.pmtiles") or the name of a
    file in the site folder. `attribution` is Markdown. `more_origins` are further hosts that a style
    loads from.
    """

    style: str = ""
    tiles: str = ""
    pmtiles: str = ""
    attribution: str = ""
    more_origins: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file in the site folder that holds the archive; empty if there is none."""
        return self.pmtiles if self.pmtiles and "/" not in self.pmtiles else ""

    @property
    def origins(self) -> tuple[str, ...]:
        """The other hosts that a visitor's browser asks, as "https://tiles.example:8443"."""
        address = urlsplit(self.style or self.tiles or self.pmtiles)
        own = [f"{address.scheme}://{address.netloc}"] if address.netloc else []
        return tuple(dict.fromkeys([*own, *self.more_origins]))

"""ZIPs in the order of how likely a visitor means them: near a clinic, and by code."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.site.snapshot import Site

AREA = 3  # digits: the post office's area, a hundred ZIPs at most
KEPT = 128  # areas, 20 KB each


class NearZips:
    """The ZIPs that begin with some digits, those within reach of a clinic of the site first."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._area = lru_cache(KEPT)(self._ordered)

    def beginning(self, digits: str) -> list[Place]:
        """ZIPs that begin with three to five digits."""
        return [zip_ for zip_ in self._area(digits[:AREA]) if zip_.name.startswith(digits)]

    def _ordered(self, area: str) -> list[Place]:
        zips = self._site.gazetteer.zips_beginning(area)
        chords = self._site.clinic_chords_km(place.point for place in zips).tolist()
        reach_km = self._site.config.service_radius_km
        near_first = sorted(
            zip(zips, chords, strict=True), key=lambda each: (each[1] > reach_km, each[0].name)
        )
        return [zip_ for zip_, _ in near_first]

"""Town, state, ZIP code and country of many rows, and where that is."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

from locator.model.region import REGIONS
from locator.site.tables.shared import Shared

if TYPE_CHECKING:
    from locator.site.tables.clinics.addresses import AddressReader
    from locator.site.tables.row import Row
    from locator.site.tables.shared import Cells

    Town = tuple[str, str, str, str, float, float]


class PlainTowns(Shared["Town"]):
    """What the four columns say, and latitude and longitude of the one place that they name, or NaN."""

    def __init__(self, addresses: AddressReader) -> None:
        super().__init__(self._town, "locality", "region", "postcode", "country")
        self._addresses = addresses

    def __missing__(self, cells: Cells) -> Town:
        """Most rows say it in the very words of the gazetteer."""
        locality, region, postcode, country = cells
        own, zip_ = self._addresses.country, self._addresses.zip(postcode)
        is_known = zip_ and (zip_.post_office, zip_.region) == (locality, region) and country in ("", own)
        if zip_ and is_known and locality and region in REGIONS:  # the gazetteer leaves some blank
            value = self[cells] = locality, region, postcode, own, zip_.point.lat, zip_.point.lon
            return value
        return super().__missing__(cells)

    def _town(self, row: Row) -> Town:
        locality, region, postcode, country, places = self._addresses.town(row)
        lat, lon = (places[0].point.lat, places[0].point.lon) if len(places) == 1 else (nan, nan)
        return locality, region, postcode, country, lat, lon

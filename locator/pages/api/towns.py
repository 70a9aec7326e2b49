"""A town with its landing pages as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.town import Town
    from locator.pages.api.schemas import Data
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site


def town_data(site: Site, town: Town, verdicts: Mapping[str, Verdict]) -> Data:
    """One town; `verdicts` are those of the landing pages by path."""
    paths = {slug: site.urls.landing(slug, town) for slug in town.treatments}
    return {
        "id": town.id,
        "name": town.name,
        "region": town.region.code,
        "county": town.county,
        "lat": town.point.lat,
        "lon": town.point.lon,
        "population": town.population,
        "pages": [
            {
                "treatment": slug,
                "url": urls.absolute(site.config.base_url, path),
                "verdict": verdicts[path].standing.value,
            }
            for slug, path in paths.items()
        ],
    }

"""What is known of a page without making it: from its gist follows whether it can have changed.

Towns' and clinics' pages see only so far (decision 36). A page is as it was if nothing within its reach has
changed, nor what is true of it by way of all pages: its verdict, the towns that a clinic is nearest to.
Of any other page it is told by what it shows: its context is quickly made, and of the list of all clinics its
rows are enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.cards.kinds import TOWNS
from locator.pages.clinic import clinic_page, served_towns
from locator.pages.clinics import clinics_page, shown_rows
from locator.pages.facts.outlook import look_around
from locator.pages.landing.page import landing_page
from locator.pages.substance.states import substance_digest
from locator.pages.verdicts.looking import EVERYWHERE, reach_km
from locator.site.imprint import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.clinic import Clinic
    from locator.model.document import Treatment
    from locator.model.point import Point
    from locator.model.town import Town
    from locator.pages.addresses import Build
    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Gist:
    """What one page of a town or clinic rests on, and what others need of it.

    Nothing further than `reach_km` from its point has a part in it, but for what `standing` is a digest of.
    `card` is the address of its picture, `substance` the digest for the ledger, empty if nobody asks for it.
    """

    reach_km: float
    standing: str
    substance: str
    card: str


def has_gist(build: Build) -> bool:
    """Tells whether it is the page of a town or a clinic; of any other there is the `shown_digest`."""
    return build.func in (landing_page, clinic_page)


def place_of(build: Build) -> Point:
    """Where such a page looks from."""
    point: Point = build.args[-1].point
    return point


def standing_of(build: Build, verdicts: Mapping[str, Verdict]) -> str:
    """A digest of what is true of such a page by way of all pages."""
    site: Site = build.args[0]
    if build.func is clinic_page:
        return digest((served_towns(site, build.args[1]), len(site.served.get(build.args[1].id, ()))))
    verdict = verdicts[site.urls.landing(build.args[1].slug, build.args[2])]
    return digest((verdict.is_indexed, verdict.told(site)))


def shown_digest(build: Build) -> str:
    """A digest of all that a page of another kind shows, but for what every page rests on."""
    return digest(shown_rows(*build.args) if build.func is clinics_page else build())


def take_gist(catalogue: Catalogue, path: str, *, with_substance: bool = True) -> Gist:
    """The gist of the page of a town or clinic; its substance takes as long as the rest."""
    build = catalogue.pages[path]
    return Gist(
        _clinic_reach_km(*build.args) if build.func is clinic_page else _landing_reach_km(*build.args),
        standing_of(build, catalogue.verdicts),
        substance_digest(build) if with_substance else "",
        catalogue.gallery.address(path),
    )


def _landing_reach_km(site: Site, treatment: Treatment, town: Town) -> float:
    return reach_km(look_around(site, treatment, town))


def _clinic_reach_km(site: Site, clinic: Clinic) -> float:
    """To the last town that its card or list may name; while it is closed, to the nearest open clinic."""
    towns = site.nearest_towns(clinic.point, TOWNS, treatment=site.config.main_treatment)
    instead = [] if clinic.is_open_for_patients else site.nearest_clinics(clinic.point, 1)
    if len(towns) < TOWNS or not (instead or clinic.is_open_for_patients):
        return EVERYWHERE
    served = [each.distance_km for each in served_towns(site, clinic)]
    return max([towns[-1].distance_km, *served, *(each.distance_km for each in instead)])

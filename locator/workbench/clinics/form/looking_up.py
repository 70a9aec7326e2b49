"""The operator's geocoder asked where an address is: points to choose from, never one that is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.model.region import parse_region
from locator.site.words import listing
from locator.workbench.clinics.form.whereabouts import LookUp, Proposal, point_map, point_told

if TYPE_CHECKING:
    from locator.geo.services.hit import Hit
    from locator.site.snapshot import Site
    from locator.workbench.clinics.form.fields import Typed
    from locator.workbench.desk import Desk

FAR_KM = 80.0  # further than this from its ZIP, an answer is another place
MOST = 3


def look_up(desk: Desk, typed: Typed) -> LookUp:
    """Where the geocoder says that the address in the form is; it may take seconds."""
    site, finder = desk.catalogue.source, desk.address_finder
    if finder is None:
        return LookUp("This site has no geocoder.")
    if not (typed["street"] and typed["locality"] and typed["region"]):
        return LookUp("Write street, town and state first.")
    found = finder.find(f"{typed['street']}, {typed['locality']}, {typed['region']} {typed['postcode']}")
    hits = [hit for hit in found.hits if _fits(site, typed, hit)][:MOST]
    if not hits:
        who = listing(found.asked) if found.asked else "The geocoder"
        return LookUp(f"{who} did not find this address. Copy the point from a map.")
    proposals = tuple(_proposal(site, typed, hit) for hit in hits)
    return LookUp("Is this the door? Nothing is taken until you say so.", proposals, found.credit)


def _fits(site: Site, typed: Typed, hit: Hit) -> bool:
    """Whether an answer lies in the state and near the ZIP that were typed."""
    region, zip_ = parse_region(typed["region"]), site.gazetteer.zip(typed["postcode"][:5])
    if region is None or region.code not in {each.code for each in site.outlines.regions_near(hit.point)}:
        return False
    return zip_ is None or distance_km(zip_.point, hit.point) <= FAR_KM


def _proposal(site: Site, typed: Typed, hit: Hit) -> Proposal:
    postcode = typed["postcode"]
    return Proposal(
        position=f"{hit.point.lat:.6f}, {hit.point.lon:.6f}",
        text=point_told(site, hit.point, postcode),
        map=point_map(site, hit.point, typed["name"] or "The clinic", postcode),
    )

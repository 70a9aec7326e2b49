"""The name under which a place is counted is the gazetteer's, and no finer than a town."""

from __future__ import annotations

import pytest
from conftest import ROOT, load

from locator.demand.place_name import place_name
from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.site.queries.search import find_place
from locator.site.snapshot import Site


@pytest.fixture(scope="module")
def site() -> Site:
    site = load(ROOT).site
    assert site
    return site


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("deland", "DeLand, Volusia County, FL"),
        ("back pain Deland FL help my sciatica", "DeLand, Volusia County, FL"),
        ("32114", "Daytona Beach, Volusia County, FL"),
        ("29.2108, -81.0228", ""),
        ("Midway, Gadsden County, FL", "Midway, Gadsden County, FL"),
        ("Example Back Care Lake Mary", "Lake Mary, Seminole County, FL"),
    ],
)
def test_what_is_typed_counts_for_a_town(site: Site, typed: str, counted: str) -> None:
    """Rule C7."""
    origin = find_place(site, typed).origin
    assert origin
    assert place_name(site.gazetteer, origin) == counted


def test_an_address_counts_for_the_town_nearest_to_it(site: Site) -> None:
    """Rule C7: neither its words nor its position."""
    spot = Place("17 Secret Street", "FL", "", PlaceKind.ADDRESS, Point(28.7589, -81.3178))
    assert place_name(site.gazetteer, spot) == "Lake Mary, Seminole County, FL"


def test_a_town_that_the_site_spells_otherwise_is_the_gazetteers(site: Site) -> None:
    own = Place("DELAND", "FL", "Volusia County", PlaceKind.TOWN, Point(29.02831, -81.30312))
    assert place_name(site.gazetteer, own) == "DeLand, Volusia County, FL"
    new = Place("Brand New Town", "FL", "Volusia County", PlaceKind.TOWN, Point(29.0, -81.3))
    assert place_name(site.gazetteer, new) == "Brand New Town, Volusia County, FL"


def test_every_town_of_the_site_is_counted_as_itself(site: Site) -> None:
    for place in site.gazetteer.largest_towns(200, region="FL"):
        assert place_name(site.gazetteer, place) == place.full_label


def test_an_address_in_the_ocean_has_no_town(site: Site) -> None:
    spot = Place("Nowhere 1", "FL", "", PlaceKind.ADDRESS, Point(0.0, -150.0))
    assert place_name(site.gazetteer, spot) == ""

"""Clinics as KML 2.2, for Google Earth and My Maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented import clinic, site_with
from lxml import etree

from locator.exchange.kml.places import NAMESPACE, PAUSED
from locator.exchange.kml.writing import render_kml
from locator.model.clinic import ClinicStatus
from locator.model.point import Point

if TYPE_CHECKING:
    from locator.site.snapshot import Site

KML = f"{{{NAMESPACE}}}"


def read(body: bytes) -> etree._Element:
    return etree.fromstring(body)


def test_longitude_comes_first(example: Site) -> None:
    """Rule F17: KML has longitude, then latitude."""
    document = read(render_kml(example).body)
    places = {each.get("id"): each for each in document.iter(f"{KML}Placemark")}
    deland = places["clinic-deland"]
    assert deland.findtext(f"{KML}Point/{KML}coordinates") == "-81.28634,29.01812"
    assert deland.findtext(f"{KML}phoneNumber") == "tel:+13865550124"
    data = {each.get("name"): each.findtext(f"{KML}value") for each in deland.iter(f"{KML}Data")}
    assert data["url"] == "https://clinics.example/clinics/deland/"


def test_the_elements_stand_in_the_order_of_the_schema(example: Site) -> None:
    order = ["name", "link", "address", "phoneNumber", "description", "ExtendedData", "Point"]
    for place in read(render_kml(example).body).iter(f"{KML}Placemark"):
        names = [etree.QName(each).localname for each in place]
        assert names == [name for name in order if name in names]


@pytest.mark.parametrize(
    "name", ["</Placemark><script>", "]]>&amp;", "a\x00\x0b\x1b\ufffeb", "\ud800", "\u202eRTL\u200f"]
)
def test_any_name_is_sound_xml(example: Site, name: str) -> None:
    """Control characters, for which XML has no place at all, become a space."""
    place = next(read(render_kml(site_with(example, clinic(name=name))).body).iter(f"{KML}Placemark"))
    found = place.findtext(f"{KML}name")
    assert found == "".join(letter if letter.isprintable() else " " for letter in name)


def test_closed_for_now_is_said_and_closed_for_good_is_not_there(example: Site) -> None:
    site = site_with(
        example,
        clinic("a", status=ClinicStatus.CLOSED),
        clinic("b", status=ClinicStatus.TEMPORARILY_CLOSED),
    )
    (place,) = read(render_kml(site).body).iter(f"{KML}Placemark")
    assert place.findtext(f"{KML}description") == PAUSED


def test_no_exponent_stands_in_a_coordinate(example: Site) -> None:
    body = render_kml(site_with(example, clinic(point=Point(-14.3, 1e-7)))).body
    assert b"<coordinates>0.0000001,-14.3</coordinates>" in body

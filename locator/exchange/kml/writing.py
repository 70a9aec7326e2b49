"""Clinics -> KML 2.2, written piece by piece with lxml; longitude comes before latitude (rule F17)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from lxml import etree

from locator.exchange.shown import shown_clinics, shown_properties
from locator.exchange.written import Written
from locator.model.clinic import ClinicStatus
from locator.site.tables.cells import degrees
from locator.site.words import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

NAMESPACE = "http://www.opengis.net/kml/2.2"
ATOM = "http://www.w3.org/2005/Atom"
PAUSED = "Closed for the time being."


def render_kml(site: Site) -> Written:
    """Every clinic that has a page, in the order of their ids; the same site gives the same bytes.

    There are no balloons of our own making: viewers take a description for HTML, and cells are text.
    """
    clinics, buffer = shown_clinics(site), io.BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("kml", nsmap={None: NAMESPACE, "atom": ATOM}), xml.element("Document"):
            _write(xml, "name", site.config.name)
            for clinic in clinics:
                _write_clinic(xml, clinic, shown_properties(site, clinic))
                xml.write("\n")
    return Written(buffer.getvalue(), len(clinics))


def _write_clinic(xml: Any, clinic: Clinic, properties: Mapping[str, str]) -> None:
    # The order of the elements is the schema's.
    with xml.element("Placemark", {"id": f"clinic-{clinic.id}"}):
        _write(xml, "name", clinic.name)
        with xml.element(f"{{{ATOM}}}link", {"href": properties["url"]}):
            pass
        _write(xml, "address", str(clinic.address))
        if clinic.phone:
            _write(xml, "phoneNumber", clinic.phone.uri)
        if clinic.status is ClinicStatus.TEMPORARILY_CLOSED:
            _write(xml, "description", PAUSED)
        with xml.element("ExtendedData"):
            for name, value in properties.items():
                with xml.element("Data", {"name": name}):
                    _write(xml, "value", value)
        with xml.element("Point"):
            _write(xml, "coordinates", f"{degrees(clinic.point.lon)},{degrees(clinic.point.lat)}")


def _write(xml: Any, name: str, text: str) -> None:
    with xml.element(name):
        xml.write(printable(text))

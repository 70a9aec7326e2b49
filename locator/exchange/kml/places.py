"""One clinic as a place on a map in KML, by lxml, from a form that is filled in for each.

Building the elements takes thrice as long as writing them out, and clinics need only a few shapes of them:
with a telephone or without, closed for the time being or not, with these columns known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from locator.model.clinic import ClinicStatus
from locator.site.tables.cells import degrees
from locator.site.words import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from locator.model.clinic import Clinic

NAMESPACE = "http://www.opengis.net/kml/2.2"
ATOM = "http://www.w3.org/2005/Atom"
PAUSED = "Closed for the time being."

_OWN = f"{{{NAMESPACE}}}"
_PLACE, _END = b"<Placemark", b"</Document>"


class PlaceForms:
    """The forms of one document with `opening` and `ending`, between which its places stand."""

    def __init__(self, title: str) -> None:
        self._by_shape: dict[tuple[object, ...], _PlaceForm] = {}
        root, document = _blank_document()
        etree.SubElement(document, f"{_OWN}name").text = printable(title)
        etree.SubElement(document, f"{_OWN}Placemark")
        whole = etree.tostring(root, xml_declaration=True, encoding="utf-8")
        self.opening = whole[: whole.rindex(_PLACE)]
        self.ending = whole[whole.rindex(_END) :]

    def render(self, clinic: Clinic, properties: Mapping[str, str]) -> bytes:
        """One place, whose further data are the `properties` by name; `url` among them is its page."""
        is_paused = clinic.status is ClinicStatus.TEMPORARILY_CLOSED
        shape = (clinic.phone is None, is_paused, *properties)
        form = self._by_shape.get(shape)
        if form is None:
            form = _PlaceForm(properties, has_phone=clinic.phone is not None, is_paused=is_paused)
            self._by_shape[shape] = form
        return form.filled(clinic, properties)


class _PlaceForm:
    """The elements of one shape, in the order of the schema, in a document that declares their namespaces."""

    def __init__(self, columns: Collection[str], *, has_phone: bool, is_paused: bool) -> None:
        self._root, document = _blank_document()
        self._place = place = etree.SubElement(document, f"{_OWN}Placemark", {"id": ""})
        self._name = etree.SubElement(place, f"{_OWN}name")
        self._link = etree.SubElement(place, f"{{{ATOM}}}link", {"href": ""})
        self._address = etree.SubElement(place, f"{_OWN}address")
        self._phone = etree.SubElement(place, f"{_OWN}phoneNumber") if has_phone else None
        if is_paused:
            etree.SubElement(place, f"{_OWN}description").text = PAUSED
        data = etree.SubElement(place, f"{_OWN}ExtendedData")
        named = [etree.SubElement(data, f"{_OWN}Data", {"name": column}) for column in columns]
        self._values = [etree.SubElement(each, f"{_OWN}value") for each in named]
        self._coordinates = etree.SubElement(etree.SubElement(place, f"{_OWN}Point"), f"{_OWN}coordinates")
        blank = etree.tostring(self._root, encoding="utf-8")
        self._own = slice(blank.index(_PLACE), blank.rindex(_END) - len(blank))

    def filled(self, clinic: Clinic, properties: Mapping[str, str]) -> bytes:
        self._place.set("id", f"clinic-{clinic.id}")
        self._name.text = printable(clinic.name)
        self._link.set("href", properties["url"])
        self._address.text = printable(str(clinic.address))
        if self._phone is not None and clinic.phone:
            self._phone.text = clinic.phone.uri
        for value, text in zip(self._values, properties.values(), strict=True):
            value.text = printable(text)
        self._coordinates.text = f"{degrees(clinic.point.lon)},{degrees(clinic.point.lat)}"
        return etree.tostring(self._root, encoding="utf-8")[self._own]


def _blank_document() -> tuple[etree._Element, etree._Element]:
    root = etree.Element(f"{_OWN}kml", {}, {None: NAMESPACE, "atom": ATOM})
    return root, etree.SubElement(root, f"{_OWN}Document")

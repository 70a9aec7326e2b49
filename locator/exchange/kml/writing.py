"""Clinics -> KML 2.2, written place by place with lxml; longitude comes before latitude (rule F17)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from locator.exchange.kml.places import PlaceForms
from locator.exchange.shown import shown_clinics, shown_properties
from locator.exchange.written import Written

if TYPE_CHECKING:
    from locator.site.snapshot import Site


def render_kml(site: Site) -> Written:
    """Every clinic that has a page, in the order of their ids; the same site gives the same bytes.

    There are no balloons of our own making: viewers take a description for HTML, and cells are text.
    """
    clinics, forms, text = shown_clinics(site), PlaceForms(site.config.name), BytesIO()
    text.write(forms.opening)
    for clinic in clinics:
        text.write(forms.render(clinic, shown_properties(site, clinic)))
        text.write(b"\n")
    text.write(forms.ending)
    return Written(text.getvalue(), len(clinics))

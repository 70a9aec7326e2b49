"""Clinics -> KML 2.2, written place by place with lxml; longitude comes before latitude (rule F17)."""

from __future__ import annotations

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
    clinics, forms = shown_clinics(site), PlaceForms(site.config.name)
    places = (forms.render(clinic, shown_properties(site, clinic)) + b"\n" for clinic in clinics)
    return Written(b"".join((forms.opening, *places, forms.ending)), len(clinics))

"""What maps of other people show: the clinics that have a page, and what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.site import urls
from locator.site.tables.cells import clinic_cells

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

_IN_THE_GEOMETRY = ("lat", "lon")


def shown_clinics(site: Site) -> list[Clinic]:
    """The clinics by id; one that has closed for good is on no map, one that has for now says so."""
    clinics = (each for each in site.clinics if each.status is not ClinicStatus.CLOSED)
    return sorted(clinics, key=lambda clinic: clinic.id)


def shown_properties(site: Site, clinic: Clinic) -> dict[str, str]:
    """What is known of a clinic, by the columns of clinics.csv and in their form; `url` is its page here."""
    cells = clinic_cells(clinic)
    known = {column: cell for column, cell in cells.items() if cell and column not in _IN_THE_GEOMETRY}
    return known | {"url": urls.absolute(site.config.base_url, site.urls.clinic(clinic.id))}

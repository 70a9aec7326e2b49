"""A clinic as schema.org knows it: MedicalClinic, described on its own page and nowhere else (rule A12)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from locator.pages.structured import hours, names
from locator.pages.structured.graph import Data, Described, refer
from locator.pages.structured.medical import treatment_data
from locator.pages.structured.organization import has_organization
from locator.site import urls

if TYPE_CHECKING:
    from locator.model.address import Address
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site


def describe_clinic(site: Site, clinic: Clinic, areas: tuple[str, ...] = ()) -> Described:
    """A clinic's page: about that clinic; `areas` are the towns that the page lists."""
    node = clinic_data(site, clinic, areas)
    return Described(properties={"mainEntity": refer(node["@id"])}, things=(node,))


def clinic_data(site: Site, clinic: Clinic, areas: tuple[str, ...] = ()) -> Data:
    """A clinic with all that its page shows.

    One that is closed for the time being stays the same place, but offers nothing and has no hours: the
    page's own "usual hours" would send people to a locked door. One that is closed for good has no page.
    """
    return {
        "@type": "MedicalClinic",
        "@id": names.clinic_id(site, clinic.id),
        "mainEntityOfPage": refer(names.page_id(site, site.urls.clinic(clinic.id))),
        **_place(site, clinic),
        **(_care(site, clinic, areas) if clinic.is_open_for_patients else {}),
    }


def _place(site: Site, clinic: Clinic) -> Data:
    """What stays true of a clinic while its door is locked."""
    url = urls.absolute(site.config.base_url, site.urls.clinic(clinic.id))
    data: Data = {
        "name": clinic.name,
        "url": url,
        "hasMap": f"{url}#map",
        "address": _address(clinic.address),
        # Strings keep the five decimals that rule A11 asks for; a number would drop its zeros.
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": f"{clinic.point.lat:.6f}",
            "longitude": f"{clinic.point.lon:.6f}",
        },
    }
    if clinic.phone:
        data["telephone"] = clinic.phone.e164
    if clinic.accessibility:
        data["amenityFeature"] = [
            {"@type": "LocationFeatureSpecification", "name": site.say(feature), "value": True}
            for feature in clinic.accessibility
        ]
    if has_organization(site):
        data["parentOrganization"] = refer(names.organization_id(site))
    if _is_its_own(site, clinic):
        data["sameAs"] = clinic.website
    return data


def _care(site: Site, clinic: Clinic, areas: tuple[str, ...]) -> Data:
    """When a clinic sees whom, for what, and from where (rules A13 to A16)."""
    data: Data = hours.hours_data(clinic.hours, site.today) if clinic.hours else {}
    if clinic.accepting_new_patients is not None:
        data["isAcceptingNewPatients"] = clinic.accepting_new_patients
    offered = [treatment for slug, treatment in site.treatments.items() if slug in clinic.treatments]
    services = [treatment_data(site, treatment) for treatment in offered if treatment.schema_type]
    if services and len(site.treatments) > 1:  # where a site has one, no page lists it (rule A21)
        data["availableService"] = services
    if specialties := sorted({treatment.specialty for treatment in offered if treatment.specialty}):
        data["medicalSpecialty"] = [f"https://schema.org/{name}" for name in specialties]
    if areas:
        data["areaServed"] = [{"@type": "City", "name": name} for name in areas]
    return data


def _address(address: Address) -> Data:
    return {
        "@type": "PostalAddress",
        "streetAddress": address.street,
        "addressLocality": address.locality,
        "addressRegion": address.region,
        "postalCode": address.postcode,
        "addressCountry": address.country,
    }


def _is_its_own(site: Site, clinic: Clinic) -> bool:
    """Tells whether the website is this clinic's and nobody else's (rule A16).

    A page that several clinics name is their group's, and so is the front page of a group's own site.
    """
    if not clinic.website or clinic.website.startswith(f"{site.config.base_url}/"):
        return False
    address = urlsplit(clinic.website)
    if site.config.affiliated and not address.path.strip("/"):
        return False
    return site.websites[clinic.website.rstrip("/")] == 1

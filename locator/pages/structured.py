"""Structured data (schema.org) of pages, as values that the template serialises.

Rules A11 to A23: one stable @id a clinic, MedicalClinic, no ratings, nothing that the page does not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.pages import hours_data
from locator.site import urls

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.model.document import Article, Treatment
    from locator.site.snapshot import Site

Data = dict[str, Any]


def clinic_id(site: Site, clinic: Clinic) -> str:
    """The identifier of a clinic for ever, whatever it is called (rule A12)."""
    return urls.absolute(site.config.base_url, site.urls.clinic(clinic.id)) + "#clinic"


def clinic_data(site: Site, clinic: Clinic, areas: tuple[str, ...] = ()) -> Data:
    """A clinic with name, address, position, hours and services; `areas` are the towns the page lists."""
    address, hours = clinic.address, clinic.hours
    data: Data = {
        "@type": "MedicalClinic",
        "@id": clinic_id(site, clinic),
        "name": clinic.name,
        "url": urls.absolute(site.config.base_url, site.urls.clinic(clinic.id)),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": address.street,
            "addressLocality": address.locality,
            "addressRegion": address.region,
            "postalCode": address.postcode,
            "addressCountry": address.country,
        },
        # Strings keep the five decimals that rule A11 asks for; a number would drop its zeros.
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": f"{clinic.point.lat:.6f}",
            "longitude": f"{clinic.point.lon:.6f}",
        },
    }
    if clinic.phone:
        data["telephone"] = clinic.phone.e164
    if hours:
        if regular := hours_data.opening_specification(hours, site.today):
            data["openingHoursSpecification"] = regular
        if special := hours_data.special_specification(hours, site.today):
            data["specialOpeningHoursSpecification"] = special
    if clinic.accepting_new_patients is not None:
        data["isAcceptingNewPatients"] = clinic.accepting_new_patients
    offered = [site.treatments[slug] for slug in clinic.treatments if slug in site.treatments]
    services = [_service(treatment) for treatment in offered if treatment.schema_type]
    if services and len(site.treatments) > 1:  # where a site has one, no page lists it (rule A21)
        data["availableService"] = services
    if specialties := sorted({treatment.specialty for treatment in offered if treatment.specialty}):
        data["medicalSpecialty"] = [f"https://schema.org/{name}" for name in specialties]
    if areas:
        data["areaServed"] = [{"@type": "City", "name": name} for name in areas]
    return data


def _service(treatment: Treatment) -> Data:
    return {"@type": treatment.schema_type, "name": treatment.name}


def clinic_list_data(site: Site, clinics: list[Clinic]) -> Data:
    """A list of clinics by reference: their own pages describe them (rule A12)."""
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": clinic.name,
            "url": urls.absolute(site.config.base_url, site.urls.clinic(clinic.id)),
            "item": {"@id": clinic_id(site, clinic)},
        }
        for position, clinic in enumerate(clinics, start=1)
    ]
    return {"@type": "ItemList", "itemListElement": items}


def page_list_data(site: Site, links: list[tuple[str, str]]) -> Data:
    """A list of pages, each with its name and path, as the page shows them."""
    items = [
        {
            "@type": "ListItem",
            "position": n,
            "name": name,
            "url": urls.absolute(site.config.base_url, path),
        }
        for n, (name, path) in enumerate(links, start=1)
    ]
    return {
        "@type": "CollectionPage",
        "mainEntity": {"@type": "ItemList", "itemListElement": items},
    }


def article_data(site: Site, article: Article) -> Data:
    """An article with its author and dates; a reviewer is named only if there was one."""
    editorial = article.editorial
    data: Data = {"@type": "Article", "headline": article.title, "inLanguage": site.config.language}
    if editorial.author:
        about = urls.absolute(site.config.base_url, site.urls.editorial_policy)
        data["author"] = {"@type": "Organization", "name": editorial.author, "url": about}
    if editorial.published:
        data["datePublished"] = editorial.published.isoformat()
    if editorial.updated:
        data["dateModified"] = editorial.updated.isoformat()
    if article.sources:
        data["citation"] = [source.citation for source in article.sources]
    return data


def site_data(site: Site) -> list[Data]:
    """The site and who runs it; stands on the home page only (rule A19)."""
    home = urls.absolute(site.config.base_url, site.urls.home)
    data: list[Data] = [{"@type": "WebSite", "name": site.config.name, "url": home}]
    if site.config.publisher and site.config.affiliated:  # only then the home page names it
        data.append(
            {
                "@type": "Organization",
                "name": site.config.publisher,
                "url": home,
            }
        )
    return data

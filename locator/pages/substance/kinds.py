"""The substance of each kind of page, from the same rows and texts that its page is made of.

Left out on purpose: templates, sentences of ours, navigation, counts, and everything that depends on the
day. A page that is not here (the finder, privacy) is in no sitemap and needs no date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.pages.article import article_page, articles_page, newest_articles
from locator.pages.clinic import clinic_page, served_towns
from locator.pages.clinics import clinics_page, listed_clinics
from locator.pages.facts.outlook import look_around
from locator.pages.generated import about_page, credits_page, editorial_policy_page
from locator.pages.home import NEWEST, home_page
from locator.pages.landing.page import landing_page
from locator.pages.substance.parts import (
    listed_articles,
    named_clinic,
    named_town,
    nearest_by_postcode,
    nearest_clinic,
    neighbours,
    teaser,
    whole_clinic,
)
from locator.pages.substance.plain import plain
from locator.pages.treatment import region_page, treatment_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from locator.model.clinic import Clinic
    from locator.model.document import Article, Treatment
    from locator.model.region import Region
    from locator.model.town import Town
    from locator.site.snapshot import Site

    Record = dict[str, Any]


def of_home(site: Site) -> Record:
    """Treatments with their regions, and the newest articles."""
    newest = {link.path for link in newest_articles(site, NEWEST)}
    articles = (each for each in site.articles.values() if site.urls.article(each.slug) in newest)
    return {
        "name": site.config.name,
        "description": site.config.description,
        "publisher": site.config.publisher,
        "notice": site.main_treatment.notice,
        "treatments": [
            {"name": each.name, "description": each.description, "regions": _regions(site, each)}
            for each in site.treatments.values()
        ],
        "articles": listed_articles(articles),
    }


def of_treatment(site: Site, treatment: Treatment) -> Record:
    """The text, where the treatment is to be had, what else there is to read."""
    return {
        "text": plain(treatment),
        "regions": _regions(site, treatment),
        "articles": listed_articles(site.articles_about(treatment.slug)),
    }


def of_region(site: Site, treatment: Treatment, region: Region) -> Record:
    """The towns with their counties and nearest clinics."""
    towns = site.towns_in(region, treatment.slug)
    return {
        "treatment": treatment.name,
        "notice": treatment.notice,
        "region": region.name,
        "towns": [
            {
                **named_town(site, town),
                "county": town.county,
                "nearest": nearest_clinic(site, town.point, treatment.slug),
            }
            for town in sorted(towns, key=lambda town: town.slug)
        ],
    }


def of_landing(site: Site, treatment: Treatment, town: Town) -> Record:
    """The clinics seen from the town, its ZIP codes and neighbours, what editors wrote about it."""
    row = {name: each for name, each in plain(town).items() if name not in ("treatments", "postcodes")}
    outlook = look_around(site, treatment, town)
    return {
        "town": row,
        "treatment": teaser(treatment),
        "clinics": [whole_clinic(site, near.clinic) for near in outlook.shown],
        "within": sorted(near.clinic.id for near in outlook.within),
        "postcodes": nearest_by_postcode(site, treatment.slug, town),
        "neighbours": neighbours(site, treatment.slug, town),
        "note": plain(site.notes.get(town.key)),
    }


def of_clinic(site: Site, clinic: Clinic) -> Record:
    """The clinic, its people, the towns that it serves; while it is closed, the nearest open one."""
    others = [] if clinic.is_open_for_patients else site.nearest_clinics(clinic.point, 1)
    return {
        "clinic": whole_clinic(site, clinic),
        "towns": [named_town(site, each.town) for each in served_towns(site, clinic)],
        "alternative": [whole_clinic(site, near.clinic) for near in others],
    }


def of_clinics(site: Site) -> Record:
    """The directory: names, addresses, telephone numbers and weekly hours."""
    return {
        "notice": site.main_treatment.notice,
        "clinics": [
            {
                **named_clinic(clinic),
                "address": plain(clinic.address),
                "phone": plain(clinic.phone),
                "hours": clinic.hours.text if clinic.hours else "",
                "status": clinic.status.value,
            }
            for clinic in listed_clinics(site)
        ],
    }


def of_article(site: Site, article: Article) -> Record:
    """The text with its sources and people, and the treatment that it belongs to."""
    treatment = site.treatments.get(article.treatment)
    return {"text": plain(article), "treatment": treatment.name if treatment else ""}


def of_articles(site: Site) -> Record:
    """The list of texts."""
    return {"articles": listed_articles(site.articles.values())}


def of_about(site: Site) -> Record:
    """Who runs the site, how to reach them, how far a clinic may lie."""
    config = site.config
    return {
        "publisher": config.publisher or config.name,
        "email": config.email,
        "phone": config.phone,
        "affiliated": config.affiliated,
        "radius_km": plain(config.service_radius_km),
    }


def of_editorial_policy(site: Site) -> Record:
    """Who answers for the texts."""
    return {"publisher": site.config.publisher or site.config.name, "email": site.config.email}


def of_credits(site: Site) -> Record:
    """Where data comes from."""
    return {"sources": plain(credits_page(site).sources)}


def _regions(site: Site, treatment: Treatment) -> list[str]:
    return [region.name for region in site.regions(treatment.slug)]


# The maker of a page -> the maker of its substance, which takes the same arguments.
KINDS: Mapping[Callable[..., Any], Callable[..., Record]] = {
    home_page: of_home,
    treatment_page: of_treatment,
    region_page: of_region,
    landing_page: of_landing,
    clinic_page: of_clinic,
    clinics_page: of_clinics,
    article_page: of_article,
    articles_page: of_articles,
    about_page: of_about,
    editorial_policy_page: of_editorial_policy,
    credits_page: of_credits,
}

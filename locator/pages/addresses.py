"""What lies at which address of a Site: each page with the call that builds it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from locator.model.clinic import ClinicStatus
from locator.model.redirect import GONE
from locator.pages.article import article_page, articles_page
from locator.pages.clinic import clinic_page, gone_clinic_page
from locator.pages.clinics import clinics_page, listed_clinics
from locator.pages.generated import (
    about_page,
    accessibility_page,
    credits_page,
    editorial_policy_page,
    privacy_page,
)
from locator.pages.home import home_page
from locator.pages.landing.page import landing_page
from locator.pages.languages import view_at
from locator.pages.missing import gone_page
from locator.pages.treatment import region_page, treatment_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site

    Build = partial[Any]


def standing_pages(site: Site, verdicts: Mapping[str, Verdict]) -> Iterator[tuple[str, Build]]:
    """The pages that answer 200; a landing page looks its verdict up when it is built."""
    yield site.urls.home, partial(home_page, site)
    yield site.urls.clinics, partial(clinics_page, site)
    for clinic in listed_clinics(site):
        yield site.urls.clinic(clinic.id), partial(clinic_page, site, clinic)
    yield site.urls.articles, partial(articles_page, site)
    for article in site.articles.values():
        yield site.urls.article(article.slug), partial(article_page, site, article)
    yield site.urls.about, partial(about_page, site)
    yield site.urls.privacy, partial(privacy_page, site)
    yield site.urls.accessibility, partial(accessibility_page, site)
    yield site.urls.editorial_policy, partial(editorial_policy_page, site)
    yield site.urls.credits, partial(credits_page, site)
    for treatment in site.treatments.values():
        yield site.urls.treatment(treatment.slug), partial(treatment_page, site, treatment)
        for region in site.regions(treatment.slug):
            yield site.urls.region(treatment.slug, region), partial(region_page, site, treatment, region)
    for town in site.towns:
        for slug in town.treatments:
            page = partial(landing_page, site, site.treatments[slug], town, verdicts=verdicts)
            yield site.urls.landing(slug, town), page


def gone_pages(site: Site) -> Iterator[tuple[str, Build]]:
    """The pages that answer 410: clinics that closed for good, addresses that were taken away."""
    for clinic in site.clinics:
        if clinic.status is ClinicStatus.CLOSED and not clinic.replaced_by:
            yield site.urls.clinic(clinic.id), partial(gone_clinic_page, site, clinic)
    for redirect in site.redirects:
        if redirect.status == GONE and view_at(site, redirect.source) is site:
            yield redirect.source, partial(gone_page, site, redirect.source)

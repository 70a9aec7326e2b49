"""What search engines are told of: the canonical pages that the verdicts and the texts leave in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.pages.article import article_page, articles_page
from locator.pages.clinic import clinic_page
from locator.pages.clinics import clinics_page
from locator.pages.entry import Entry
from locator.pages.generated import about_page, credits_page, editorial_policy_page
from locator.pages.home import home_page
from locator.pages.landing.page import landing_page
from locator.pages.languages import alternate_paths, is_checked
from locator.pages.treatment import region_page, treatment_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from locator.model.clinic import Clinic
    from locator.model.document import Treatment
    from locator.model.town import Town
    from locator.pages.addresses import Build
    from locator.pages.cards.gallery import Gallery
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site


def site_entries(
    pages: Mapping[str, Build], verdicts: Mapping[str, Verdict], gallery: Gallery
) -> Iterator[Entry]:
    """The pages of a Site that may be found, in the order in which they lie."""
    for path, build in pages.items():
        part = PARTS[build.func](*build.args) if build.func in PARTS else ""
        is_earned = path not in verdicts or verdicts[path].is_indexed
        if part and is_earned and is_checked(build.args[0], path):
            alternates = alternate_paths(build.args[0], path)
            yield Entry(path, part, images=(gallery.address(path),), alternates=alternates)


def _pages(*_: object) -> str:
    return "pages"


def _articles(site: Site, *_: object) -> str:
    return "articles" if site.articles else ""


def _clinics(_: Site, clinic: Clinic) -> str:
    return f"clinics-{clinic.address.region.lower()}" if clinic.is_open_for_patients else ""


def _towns(_: Site, __: Treatment, town: Town) -> str:
    return f"towns-{town.region.slug}"


# The maker of a page -> the part of the sitemap that the page belongs to, "" for none.
PARTS: Mapping[Callable[..., Any], Callable[..., str]] = {
    home_page: _pages,
    clinics_page: _pages,
    about_page: _pages,
    editorial_policy_page: _pages,
    credits_page: _pages,
    treatment_page: _pages,
    region_page: _pages,
    landing_page: _towns,
    clinic_page: _clinics,
    articles_page: _articles,
    article_page: _articles,
}

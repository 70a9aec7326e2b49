"""What search engines are told of: the canonical pages that the verdicts and the texts leave in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.pages.clinics import listed_clinics

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Entry:
    """A canonical page for search engines; `lastmod` is from the ledger, None if not known (rule A24).

    `kind` names its part of the sitemap, `images` are paths of its pictures, `alternates` the same page in
    each language that has it, its own too, by the language's code.
    """

    path: str
    kind: str
    lastmod: date | None = None
    images: tuple[str, ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)


def site_entries(site: Site, verdicts: Mapping[str, Verdict]) -> Iterator[Entry]:
    """The pages of a Site that may be found, in a stable order."""
    own = site.urls
    for path in (own.home, own.clinics, own.about, own.editorial_policy, own.credits):
        yield Entry(path, "pages")
    yield from _hubs(site)
    yield from _landing_pages(site, verdicts)
    for clinic in listed_clinics(site):
        if clinic.is_open_for_patients:
            yield Entry(own.clinic(clinic.id), f"clinics-{clinic.address.region.lower()}")
    if site.articles:
        yield Entry(own.articles, "articles")
    for article in site.articles.values():
        yield Entry(own.article(article.slug), "articles")


def _hubs(site: Site) -> Iterator[Entry]:
    for treatment in site.treatments.values():
        yield Entry(site.urls.treatment(treatment.slug), "pages")
        for region in site.regions(treatment.slug):
            yield Entry(site.urls.region(treatment.slug, region), "pages")


def _landing_pages(site: Site, verdicts: Mapping[str, Verdict]) -> Iterator[Entry]:
    for town in site.towns:
        for slug in town.treatments:
            path = site.urls.landing(slug, town)
            if verdicts[path].is_indexed:
                yield Entry(path, f"towns-{town.region.slug}")

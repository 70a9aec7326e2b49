"""Pages that speak of health: a treatment, a town's landing page, an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.structured import lists, names, texts
from locator.pages.structured.graph import Data, Described, refer
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.model.clinic import Clinic
    from locator.model.document import Article, Treatment
    from locator.site.snapshot import Site

PATIENTS: Data = {"medicalAudience": {"@type": "Patient"}}


def describe_treatment(site: Site, treatment: Treatment, regions: Iterable[tuple[str, str]]) -> Described:
    """A treatment's page: medical text with its review and sources, and a hub of its regions."""
    items = lists.page_items(site, regions)
    entity = lists.list_data(site, site.urls.treatment(treatment.slug), items)
    properties = {
        **PATIENTS,
        **_about(site, treatment),
        **texts.dates_data(site, treatment.editorial),
        **texts.author_data(site, treatment.editorial),
        **texts.review_data(treatment.editorial),
        **texts.citations_data(treatment.sources),
    }
    things = (treatment_data(site, treatment),) if treatment.schema_type else ()
    if not items:
        return Described("MedicalWebPage", properties, things)
    properties["mainEntity"] = refer(entity["@id"])
    return Described(("MedicalWebPage", "CollectionPage"), properties, (*things, entity))


def describe_landing(site: Site, path: str, treatment: Treatment, clinics: Sequence[Clinic]) -> Described:
    """A town's page about a treatment: where to have it, by reference (rule A12)."""
    properties = {**PATIENTS, **_about(site, treatment)}
    if not clinics:
        return Described("MedicalWebPage", properties)
    entity = lists.list_data(site, path, lists.clinic_items(site, clinics))
    return Described("MedicalWebPage", properties | {"mainEntity": refer(entity["@id"])}, (entity,))


def describe_article(site: Site, article: Article) -> Described:
    """An article on its page, which is a medical one if the article is about a treatment."""
    page = refer(names.page_id(site, site.urls.article(article.slug)))
    node = article_data(site, article) | {"mainEntityOfPage": page}
    properties = {"mainEntity": refer(node["@id"]), **texts.review_data(article.editorial)}
    treatment = site.treatments.get(article.treatment)
    if treatment:
        properties |= PATIENTS | _about(site, treatment)
    return Described("MedicalWebPage" if treatment else "WebPage", properties, (node,))


def article_data(site: Site, article: Article) -> Data:
    """An article with its author, dates and sources, as far as anybody gave them (rule A19)."""
    return {
        "@type": "Article",
        "@id": names.part_id(site, site.urls.article(article.slug), "article"),
        "headline": article.title,
        "inLanguage": site.config.language,
        **texts.author_data(site, article.editorial),
        **texts.dates_data(site, article.editorial),
        **texts.citations_data(article.sources),
    }


def treatment_data(site: Site, treatment: Treatment) -> Data:
    """A treatment by its name; its type is the one that its front matter names (rule A14)."""
    return {
        "@type": treatment.schema_type,
        "@id": names.treatment_id(site, treatment.slug),
        "name": treatment.name,
        "url": urls.absolute(site.config.base_url, site.urls.treatment(treatment.slug)),
    }


def _about(site: Site, treatment: Treatment) -> Data:
    return {"about": refer(names.treatment_id(site, treatment.slug))} if treatment.schema_type else {}

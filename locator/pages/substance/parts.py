"""What several kinds of pages say: of clinics, towns, treatments and texts, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.pages.facts.neighbours import NEIGHBOURS
from locator.pages.substance.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.clinic import Clinic
    from locator.model.document import Article, Treatment
    from locator.model.point import Point
    from locator.model.town import Town
    from locator.site.snapshot import Site


def whole_clinic(site: Site, clinic: Clinic) -> dict[str, Any]:
    """All that a card says: the row with its rules for hours, never what they make of some week."""
    offers = {treatment.name: slug in clinic.treatments for slug, treatment in site.treatments.items()}
    return {**plain(clinic), "offers": offers, "staff": plain(site.staff.get(clinic.id, ()))}


def named_clinic(clinic: Clinic) -> dict[str, Any]:
    """Which clinic it is, and where."""
    return {"id": clinic.id, "name": clinic.name, "point": str(clinic.point)}


def nearest_clinic(site: Site, origin: Point, treatment: str) -> list[dict[str, Any]]:
    """The nearest clinic, if there is any: distances follow from the points, so they are not measured."""
    return [named_clinic(near.clinic) for near in site.nearest_clinics(origin, 1, treatment=treatment)]


def named_town(site: Site, town: Town) -> dict[str, Any]:
    """Which town it is, and where."""
    return {"name": site.called(town), "place": town.id, "point": str(town.point)}


def neighbours(site: Site, treatment: str, town: Town) -> list[dict[str, Any]]:
    """The towns around with their own nearest clinics."""
    around = site.nearest_towns(town.point, NEIGHBOURS, treatment=treatment, but=town)
    return [
        {**named_town(site, near.town), "nearest": nearest_clinic(site, near.town.point, treatment)}
        for near in around
    ]


def nearest_by_postcode(site: Site, treatment: str, town: Town) -> dict[str, str]:
    """The nearest clinic of each ZIP code of the town, where it is not the same for all."""
    places = {code: site.gazetteer.zip(code) for code in town.postcodes}
    nearest = {
        code: near.clinic.id
        for code, place in places.items()
        if place
        for near in site.nearest_clinics(place.point, 1, treatment=treatment)
    }
    return nearest if len(set(nearest.values())) > 1 else {}


def teaser(treatment: Treatment) -> dict[str, Any]:
    """What pages that are not the treatment's own say of it, and who answers for that."""
    record: dict[str, Any] = plain(treatment)
    kept = ("name", "clinics", "notice", "summary_html", "emergency", "urgent")
    signed = ("author", "reviewer", "reviewer_licence", "last_reviewed", "next_review")
    editorial = {name: plain(getattr(treatment.editorial, name)) for name in signed}
    return {name: record[name] for name in kept if name in record} | {"editorial": editorial}


def listed_articles(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """Texts as lists have them."""
    return [
        {
            "slug": article.slug,
            "title": article.title,
            "description": article.description,
            "published": plain(article.editorial.published),
        }
        for article in articles
    ]

"""What stands behind a text: who wrote it and when, who reviewed it, and its sources."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from locator.site import urls

if TYPE_CHECKING:
    from datetime import date

    from locator.model.document import Editorial, Source
    from locator.pages.structured.graph import Data
    from locator.site.snapshot import Site


def dates_data(site: Site, editorial: Editorial) -> Data:
    """When a text was published and last changed (rule A19)."""
    days = {"datePublished": editorial.published, "dateModified": editorial.updated}
    return {name: moment(site, day) for name, day in days.items() if day}


def moment(site: Site, day: date) -> str:
    """The first moment of a day in the site's time zone, as ISO 8601 with its offset (rule A19).

    Editors write days, not hours. The first moment is the only one that is never still to come.
    """
    return datetime.combine(day, time(), ZoneInfo(site.timezone)).isoformat()


def author_data(site: Site, editorial: Editorial) -> Data:
    """Who wrote a text; how it was written is in the editorial policy (rules A9, A19).

    A person only if the site knows one of that name: a team or a publisher is none.
    """
    if not editorial.author:
        return {}
    people = {person.name for person in site.practitioners} | {editorial.reviewer}
    policy = urls.absolute(site.config.base_url, site.urls.editorial_policy)
    kind = "Person" if editorial.author in people else "Organization"
    return {"author": {"@type": kind, "name": editorial.author, "url": policy}}


def review_data(editorial: Editorial) -> Data:
    """Who reviewed a text, with which licence, and when: all three or nothing (rule A22)."""
    if not (editorial.reviewer and editorial.reviewer_licence and editorial.last_reviewed):
        return {}
    credential = {"@type": "EducationalOccupationalCredential", "name": editorial.reviewer_licence}
    reviewer = {"@type": "Person", "name": editorial.reviewer, "hasCredential": credential}
    return {"lastReviewed": str(editorial.last_reviewed), "reviewedBy": reviewer}


def citations_data(sources: tuple[Source, ...]) -> Data:
    """The sources that a text shows, each with its DOI and address if it has them."""
    return {"citation": [_citation(source) for source in sources]} if sources else {}


def _citation(source: Source) -> Data:
    data: Data = {"@type": "CreativeWork", "name": source.citation}
    if source.doi:
        data["identifier"] = {"@type": "PropertyValue", "propertyID": "doi", "value": source.doi}
    if source.addresses:
        data["url"] = source.addresses[0]
    return data

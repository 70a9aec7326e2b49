"""Where addresses that are no pages lead: one hop each, whatever the tables say (rules A31 and A32)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from locator.model.clinic import ClinicStatus
from locator.model.redirect import GONE, TEMPORARY
from locator.pages.output import Moved
from locator.site.paths import destination, split_query, tidy
from locator.site.slugs import slug as to_slug

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from locator.model.redirect import Redirect
    from locator.model.town import Town
    from locator.site.snapshot import Site


class Moves:
    """The redirects of a Site, each at its end.

    `standing` are the addresses that answer for themselves, `merged` those of landing pages that others
    cover and of their towns' other names, with the others' (rule E3).
    """

    def __init__(self, site: Site, standing: Container[str], merged: Mapping[str, str]) -> None:
        self._standing = standing
        self._finders = {tidy(view.urls.find): view.urls.find for view in site.views.values()}
        self._table: dict[str, Moved] = {}
        sources: dict[str, str] = {}
        for source, move in chain(_merged(merged), _written(site)):
            if (key := tidy(source)) not in standing and source not in standing:
                self._table[key], sources[key] = move, source
        self._ends = {key: end for key in self._table if (end := self._end(key))}
        #: By the address as the tables spell it.
        self.by_source: dict[str, Moved] = {sources[key]: move for key, move in self._ends.items()}

    def at(self, path: str) -> Moved | None:
        """Where an address leads, in whichever spelling."""
        return self._ends.get(tidy(path))

    def _end(self, key: str) -> Moved | None:
        """Follows a chain, which is as lasting as its least lasting hop; None if it never ends."""
        status, seen = self._table[key].status, {key}
        while True:
            location = self._table[key].location
            key, rest = destination(location), split_query(location)[1]
            if key in self._standing:
                return Moved(quote(key) + rest, status)
            if key in self._finders:
                return Moved(self._finders[key] + rest, status)
            if key not in self._table:
                return Moved(location, status)
            if key in seen:
                return None
            seen.add(key)
            status = next((each for each in (status, self._table[key].status) if each in TEMPORARY), status)


def leads_home(site: Site, redirect: Redirect) -> bool:
    """Tells whether a page that was taken away leads home, which search engines take for an error."""
    homes = [view.urls.home for view in site.views.values()]
    if redirect.status == GONE or destination(redirect.target) not in homes:
        return False
    return tidy(redirect.source).startswith(tuple(_places(site)))


def _places(site: Site) -> Iterator[str]:
    """What the addresses of pages begin with that are about something."""
    for view in site.views.values():
        yield from (*map(view.urls.treatment, view.treatments), view.urls.clinics, view.urls.articles)


def owner(site: Site, path: str) -> str:
    """Who has a page at an address, in words that lead an editor there."""
    for town in site.towns:
        if path in (site.urls.landing(slug, town) for slug in town.treatments):
            return f"row {town.row} of locations.csv ({town.label})"
    for id_ in site.clinics_by_id:
        if path == site.urls.clinic(id_):
            return f"the clinic {id_} of clinics.csv"
    texts = {site.urls.article(slug): f"content/articles/{text.file}" for slug, text in site.articles.items()}
    texts |= {
        site.urls.treatment(slug): f"content/treatments/{text.file}" for slug, text in site.treatments.items()
    }
    return texts.get(path, "a page of every site")


def _merged(merged: Mapping[str, str]) -> Iterator[tuple[str, Moved]]:
    return ((path, Moved(cover)) for path, cover in merged.items())


def _written(site: Site) -> Iterator[tuple[str, Moved]]:
    """Every move that the tables know of; a later one wins."""
    for view in site.views.values():
        yield from _implied(view)
    for redirect in site.redirects:
        if redirect.status != GONE and not leads_home(site, redirect):
            yield redirect.source, Moved(redirect.target, redirect.status)


def _implied(site: Site) -> Iterator[tuple[str, Moved]]:
    """What follows from towns' other names and from clinics that closed, in one language."""
    for town in site.towns:
        for slug in town.treatments:
            for source in alias_paths(site, slug, town):
                yield source, Moved(site.urls.landing(slug, town))
    for clinic in site.clinics:
        if clinic.status is ClinicStatus.CLOSED and clinic.replaced_by:
            yield site.urls.clinic(clinic.id), Moved(site.urls.clinic(clinic.replaced_by))


def alias_paths(site: Site, treatment: str, town: Town) -> list[str]:
    """Where a landing page would be under each of its town's other names."""
    region = site.urls.region(treatment, town.region)
    return [f"{region}{alias}/" for alias in sorted({*map(to_slug, town.aliases)} - {town.slug, ""})]

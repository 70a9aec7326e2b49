"""One page in several languages: where its twins are, and which of them search engines may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.site import urls
from locator.site.languages import MAIN, NAMES
from locator.site.paths import split_query

if TYPE_CHECKING:
    from locator.site.snapshot import Site

X_DEFAULT = "x-default"  # the page for readers of any other language


@dataclass(frozen=True, slots=True)
class Switch:
    """A link to the same page in another language, by that language's own name."""

    language: str
    name: str
    path: str


def view_at(site: Site, path: str) -> Site:
    """The site in the language of an address."""
    further = (view for code, view in site.views.items() if code != MAIN)
    return next((view for view in further if view.urls.holds(path)), site.views[MAIN])


def twin(site: Site, path: str, other: Site) -> str:
    """The address in another language of the page at `path`; empty if that language has no such page."""
    subject = site.urls.subject(path)
    if subject.treatment and subject.treatment not in other.treatments:
        return ""
    if subject.article and subject.article not in other.articles:
        return ""
    return other.urls.of(subject)


def language_switches(site: Site, address: str) -> tuple[Switch, ...]:
    """The ways to the other languages: to the same page, asked the same, or else to the home page."""
    path, question = split_query(address)
    others = {code: view for code, view in site.views.items() if code != site.config.language}
    ways = {code: twin(site, path, view) if path else "" for code, view in others.items()}
    return tuple(
        Switch(code, NAMES[code], way + question if way else others[code].urls.home)
        for code, way in ways.items()
    )


def unchecked(site: Site, path: str) -> str:
    """Why search engines may not know a page in this language, in words; empty if they may (rule A34)."""
    wording = site.config.wording
    if wording is None:
        return ""
    if not wording.checked_by:
        return f"translation not checked: [{wording.language}] of site.toml has no checked_by and checked_on"
    subject = site.urls.subject(path)
    text = site.treatments.get(subject.treatment) or site.articles.get(subject.article)
    if text and text.translation and not text.translation.is_checked:
        return f"translation not checked: {text.file} has no checked_by and checked_on"
    return ""


def is_checked(site: Site, path: str) -> bool:
    """Tells whether a person has checked what stands at `path`; in the main language nobody has to."""
    return not unchecked(site, path)


def alternate_paths(site: Site, path: str) -> dict[str, str]:
    """The page in every language, its own too, by code; empty unless search engines may know it in several.

    Each of these pages gives the same answer, so that every link is returned (rule A34). Whether the page
    has earned its place in the main language is for the caller to know.
    """
    if not is_checked(site, path):
        return {}
    paths = {code: twin(site, path, view) for code, view in site.views.items()}
    known = {code: at for code, at in paths.items() if at and is_checked(site.views[code], at)}
    return known if len(known) > 1 else {}


def alternates(site: Site, path: str) -> tuple[tuple[str, str], ...]:
    """The same as pairs of hreflang and absolute address; who reads neither language gets the main one."""
    paths = alternate_paths(site, path)
    base = site.config.base_url
    pairs = [(code, urls.absolute(base, at)) for code, at in paths.items()]
    return (*pairs, (X_DEFAULT, urls.absolute(base, paths[MAIN]))) if pairs else ()

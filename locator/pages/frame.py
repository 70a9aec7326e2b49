"""What every page has around its content: head, breadcrumb, navigation, footer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from locator.pages.cards.kinds import home_card
from locator.pages.cards.share_card import CardImage, ShareCard, card_image
from locator.pages.feed import feed_articles
from locator.pages.keeping import once_a_site
from locator.pages.languages import Switch, alternates, is_checked, language_switches
from locator.pages.structured.graph import PLAIN, Data, Described, build_graph
from locator.site import urls
from locator.site.paths import split_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.site.snapshot import Site

LONGEST_TITLE = 70


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text; an empty path is the page itself."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The outside of one page; `canonical` is empty on pages that have no address of their own.

    `name` is the title without the site's, `kind` what Open Graph calls the page ("website", "article"),
    `locale` language and country ("en_US"), `image` the picture that stands for it where it is shared,
    `feed` the path of the articles' feed,
    `report` where a problem with the page is reported.
    `alternates` are hreflang and absolute address of the page in every language, where search engines may
    know it in all; `unchecked` says that nobody has checked the translation.
    """

    site_name: str
    language: str
    title: str
    description: str
    canonical: str
    is_indexed: bool
    breadcrumb: tuple[Link, ...]
    structured_data: Data = field(hash=False)
    demonstration: str
    notice: str
    owner: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    name: str
    kind: str
    locale: str
    image: CardImage
    feed: str
    report: str
    switches: tuple[Switch, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    unchecked: str = ""


def build_frame(
    site: Site,
    *,
    title: str,
    description: str = "",
    path: str = "",
    is_indexed: bool = True,
    breadcrumb: Sequence[Link] = (),
    heading: str = "",
    described: Described = PLAIN,
    question: str = "",
    kind: str = "website",
    card: ShareCard | None = None,
) -> Frame:
    """Puts a page's own title, address and data into the frame that all pages of a site share.

    `heading` is the visible one where it is not the title; `described` is what search engines are told;
    `question` is the address that asks the finder again, for the same in other languages. A page without a
    `card` of its own is shared with the home page's.
    """
    config = site.config
    trail = (Link(site.say("Home"), site.urls.home), *breadcrumb) if breadcrumb else ()
    image = card_image(site, card or home_card(site))
    return Frame(
        site_name=config.name,
        language=config.language,
        title=_full_title(title, config.name),
        description=description,
        canonical=urls.absolute(config.base_url, path) if path else "",
        is_indexed=is_indexed and is_checked(site, path),
        breadcrumb=trail,
        structured_data=build_graph(
            site, described, name=heading or title, path=path, trail=trail, image=image.url
        ),
        demonstration=_demonstration(site) if config.demonstration else "",
        notice=config.notice,
        owner=_owner(site),
        navigation=_navigation(site),
        footer=_footer(site),
        name=title,
        kind=kind,
        locale=f"{config.language}_{config.country}",
        image=image,
        feed=site.urls.feed if feed_articles(site) else "",
        report=_report_address(site, path or question),
        switches=language_switches(site, question or path),
        alternates=alternates(site, path) if path and is_indexed else (),
        unchecked="" if is_checked(site, path) else _unchecked(site),
    )


def _report_address(site: Site, address: str) -> str:
    """Where a problem with the page is reported; empty where nobody takes reports."""
    path = split_query(address)[0]
    if not site.config.reports or path == site.urls.report:
        return ""
    return f"{site.urls.report}?page={quote_plus(path, safe='/')}" if path else site.urls.report


def _unchecked(site: Site) -> str:
    return site.say("Nobody has checked this translation yet. If in doubt, read the English page.")


def counted_clinics(site: Site, count: int) -> str:
    """A number of clinics, by the word that the site has for them."""
    noun = site.config.clinic_noun if count == 1 else site.config.clinics_noun
    return site.say.plural("{count} {noun}", "{count} {noun}", count, noun=noun)


def _full_title(title: str, site_name: str) -> str:
    """With the site's name where there is room: search engines cut long titles, and name the site too."""
    full = title if title == site_name else f"{title} | {site_name}"
    return full if len(full) <= LONGEST_TITLE else title


@once_a_site
def _navigation(site: Site) -> tuple[Link, ...]:
    links = [
        Link(site.say("Find a {noun}", noun=site.config.clinic_noun), site.urls.find),
        Link(site.say("All {nouns}", nouns=site.config.clinics_noun), site.urls.clinics),
    ]
    if site.articles:
        links.append(Link(site.say("Articles"), site.urls.articles))
    return tuple(links)


@once_a_site
def _demonstration(site: Site) -> str:
    if site.config.affiliated:
        return site.say("All {nouns} and people here are invented.", nouns=site.config.clinics_noun)
    return site.say("Not affiliated with any place shown.")


@once_a_site
def _owner(site: Site) -> str:
    """Who owns the clinics and the site, so that nobody takes it for an independent guide (rule B19)."""
    config = site.config
    blanks = {"publisher": config.publisher or config.name, "clinics": config.clinics_noun}
    if config.affiliated:
        return site.say("{publisher} runs these {clinics} and this site.", **blanks)
    return site.say("{publisher} runs this site, and none of the {clinics} on it.", **blanks)


@once_a_site
def _footer(site: Site) -> tuple[Link, ...]:
    return (
        Link(site.say("About this site"), site.urls.about),
        Link(site.say("Privacy"), site.urls.privacy),
        Link(site.say("Accessibility"), site.urls.accessibility),
        Link(site.say("Editorial policy"), site.urls.editorial_policy),
        Link(site.say("Credits"), site.urls.credits),
        Link(site.say("For developers"), urls.API),
    )

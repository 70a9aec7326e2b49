"""The cards of a whole Site: where each is, and the picture itself when somebody asks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from locator.pages.article import article_page
from locator.pages.cards import kinds
from locator.pages.cards.drawing import draw_card
from locator.pages.cards.share_card import DIGEST_LENGTH
from locator.pages.clinic import clinic_page
from locator.pages.home import home_page
from locator.pages.landing.page import landing_page
from locator.pages.output import PNG, Moved, Output
from locator.pages.treatment import region_page, treatment_page
from locator.site.urls import CARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from locator.pages.addresses import Build
    from locator.pages.cards.share_card import ShareCard
    from locator.site.snapshot import Site

FOR_NOW = 302

_ADDRESS = re.compile(rf"{CARDS}(/(?:[^?#]+/)?)[0-9a-f]{{{DIGEST_LENGTH}}}\.png")

# The maker of a page -> the maker of its card, which takes the same arguments.
KINDS: Mapping[Callable[..., Any], Callable[..., ShareCard]] = {
    home_page: kinds.home_card,
    treatment_page: kinds.treatment_card,
    region_page: kinds.region_card,
    landing_page: kinds.landing_card,
    clinic_page: kinds.clinic_card,
    article_page: kinds.article_card,
}


class Gallery:
    """Every card of a Site by the path of its page; a page without one of its own has its home page's."""

    def __init__(self, site: Site, pages: Mapping[str, Build]) -> None:
        self._site, self._pages = site, pages
        self._homes = sorted((view.urls.home for view in site.views.values()), key=len, reverse=True)
        self._addresses: dict[str, str] = {}

    def address(self, path: str) -> str:
        """Where the card of the page at `path` is."""
        own = path if self._has(path) else next(home for home in self._homes if path.startswith(home))
        if own not in self._addresses:
            self._addresses[own] = self._card(own).address
        return self._addresses[own]

    def _has(self, path: str) -> bool:
        """Tells whether a page has a card of its own."""
        return (build := self._pages.get(path)) is not None and build.func in KINDS

    def _card(self, path: str) -> ShareCard:
        build = self._pages[path]
        return KINDS[build.func](*build.args)

    def know(self, addresses: Mapping[str, str]) -> None:
        """Takes addresses of cards, by the path of their page, that somebody has worked out already."""
        self._addresses |= addresses

    def addresses(self) -> Iterator[str]:
        """Every card's, in the order of their pages."""
        return map(self.address, self.paths)

    @property
    def paths(self) -> tuple[str, ...]:
        """The pages that have a card of their own."""
        return tuple(filter(self._has, self._pages))

    def drawing(self, path: str) -> str:
        """The card of a page that has its own, as SVG."""
        return draw_card(self._card(path), self._site.outlines, self._site.config.units)

    def answer(self, address: str) -> Output | Moved | None:
        """The picture; the way to today's for one that has changed since; None if no page has it.

        Nothing in an address is ever drawn: it only names a page.
        """
        match = _ADDRESS.fullmatch(address)
        if match is None or not self._has(match[1]):
            return None
        today = self.address(match[1])
        return self._picture(match[1]) if today == address else Moved(today, FOR_NOW)

    def _picture(self, path: str) -> Output:
        from locator.pages.cards.painting import paint  # most commands draw none

        return Output(paint(self.drawing(path)), PNG)

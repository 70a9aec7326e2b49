"""What a site remembers of its pages: what each said when it was last recorded, and since when (rule A24)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class Listing(StrEnum):
    """Whether search engines are told of a page; one that is gone is remembered until they know."""

    LISTED = "yes"
    UNLISTED = "no"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class PageState:
    """A page as it is now: the digest of its substance, the day that its text states, its place.

    A digest is a recipe and a hash, "v1-7f3a…": digests of two recipes say nothing about each other.
    """

    digest: str
    stated: date | None = None
    is_listed: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A page as it was recorded.

    `lastmod` is None where nobody knows the day; `sent` is the digest that IndexNow has received, or empty.
    """

    path: str
    digest: str
    lastmod: date | None = None
    listing: Listing = Listing.LISTED
    sent: str = ""

    def has_changed(self, digest: str) -> bool:
        """Tells whether a page with this digest says something else than was recorded."""
        return digest != self.digest and recipe(digest) == recipe(self.digest)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines by path; none at all if the site was never recorded."""

    lines: Mapping[str, Line] = field(default_factory=dict)

    def lastmod(self, path: str, state: PageState) -> date | None:
        """The day of a page's last change; None where it is not known, or not recorded yet."""
        line = self.lines.get(path)
        if line is None:
            return state.stated
        return _newer(state.stated, line.lastmod) if line.has_changed(state.digest) else line.lastmod

    def recorded(self, states: Mapping[str, PageState], day: date) -> Ledger:
        """The ledger after a look at all pages on `day`: what has changed since gets that day.

        The first look knows no day but those that texts state; nor does it know when what it sees began.
        """
        seen = {path: self._seen(path, states[path], day) for path in states}
        gone = {
            line.path: replace(line, listing=Listing.GONE)
            for line in self.lines.values()
            if line.sent and line.path not in states
        }
        return Ledger(dict(sorted({**seen, **gone}.items())))

    def _seen(self, path: str, state: PageState, day: date) -> Line:
        listing = Listing.LISTED if state.is_listed else Listing.UNLISTED
        line = self.lines.get(path)
        if line is None:
            return Line(path, state.digest, state.stated or (day if self.lines else None), listing)
        lastmod = line.lastmod
        if line.has_changed(state.digest):
            lastmod = _newer(state.stated, lastmod) or max(day, lastmod or day)
        # Another recipe is no other page, so what was received is received.
        sent = state.digest if line.sent == line.digest and not line.has_changed(state.digest) else line.sent
        return Line(path, state.digest, lastmod, listing, sent)

    @property
    def changed(self) -> tuple[str, ...]:
        """The listed pages whose newest state IndexNow has not received."""
        lines = self.lines.values()
        return tuple(
            line.path for line in lines if line.listing is Listing.LISTED and line.sent != line.digest
        )

    @property
    def deleted(self) -> tuple[str, ...]:
        """The pages that IndexNow was told of and that have no place any more."""
        lines = self.lines.values()
        return tuple(line.path for line in lines if line.listing is not Listing.LISTED and line.sent)

    def received(self, paths: Iterable[str]) -> Ledger:
        """The ledger after IndexNow has received these pages; what is gone is forgotten now."""
        lines = dict(self.lines)
        for path in paths:
            line = lines.pop(path)
            if line.listing is not Listing.GONE:
                sent = line.digest if line.listing is Listing.LISTED else ""
                lines[path] = replace(line, sent=sent)
        return Ledger(dict(sorted(lines.items())))


def recipe(digest: str) -> str:
    """The recipe of a digest: "v1"."""
    return digest.partition("-")[0]


def _newer(stated: date | None, recorded: date | None) -> date | None:
    """What the text states, if that is later than what is on record."""
    return stated if stated and recorded and stated > recorded else None

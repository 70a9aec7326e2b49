"""What is decided about one landing page, with the reasons as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.site.snapshot import Site

    Tell = Callable[[Site], str]


class Standing(StrEnum):
    """What becomes of a landing page: listed, served unlisted, led on to a covering town, or not there."""

    INDEX = "index"
    NOINDEX = "noindex"
    MERGE = "merge"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule, whether the page meets it, and what was found, in words for marketers.

    `cure` says what helps this page, where that is more than what helps any; `figures` are further
    measures for those who check ours. `tell` says to readers, in the language of the site that it is
    given, why the page is not listed. `is_close` marks a rule that is met by so little that it deserves
    a look.
    """

    rule: str
    ok: bool
    detail: str
    tell: Tell | None = field(default=None, repr=False, compare=False)
    is_close: bool = False
    cure: str = ""
    figures: str = ""

    @property
    def in_full(self) -> str:
        """What was found with all that was measured."""
        return f"{self.detail} ({self.figures})" if self.figures else self.detail


@dataclass(frozen=True, slots=True)
class Verdict:
    """The standing of one page with its reasons; one reason that fails costs the index."""

    standing: Standing
    reasons: tuple[Reason, ...]

    @property
    def is_indexed(self) -> bool:
        """Tells whether search engines are told of the page."""
        return self.standing is Standing.INDEX

    @property
    def failing(self) -> tuple[Reason, ...]:
        """The reasons that cost the page its place."""
        return tuple(reason for reason in self.reasons if not reason.ok)

    def told(self, site: Site) -> str:
        """Why the page is not listed, in one sentence for readers; empty if it is."""
        return next((reason.tell(site) for reason in self.failing if reason.tell), "")


def ruled(reasons: tuple[Reason, ...]) -> Verdict:
    """The verdict that the reasons of a served page lead to."""
    standing = Standing.INDEX if all(reason.ok for reason in reasons) else Standing.NOINDEX
    return Verdict(standing, reasons)

"""The pages that appear, go or change, with their verdicts in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.editing.difference.pages import PageChange, Turn
from locator.pages.languages import view_at
from locator.workbench.preview import preview_path
from locator.workbench.verdict_words import Judgement, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.pages.catalogue import Catalogue

WORDS = {
    Turn.APPEARS: "New",
    Turn.GOES: "Goes away",
    Turn.CHANGES: "Changes",
    Turn.STANDS: "Stays as it is",
}
_ORDER = list(WORDS)


@dataclass(frozen=True, slots=True)
class PageTurn:
    """What becomes of one page; its verdicts are there for landing pages only.

    `was` is None where the verdict stays; `leads_to` is where the address of a page that goes away leads.
    """

    turn: str
    name: str
    path: str
    preview: str
    was: Judgement | None
    judgement: Judgement | None
    leads_to: str

    @property
    def is_plain(self) -> bool:
        """Tells whether only its words change, as those of many pages around a new town do."""
        return self.turn == WORDS[Turn.CHANGES] and self.was is None


def page_turns(
    changes: Sequence[PageChange], after: Catalogue, before: Catalogue
) -> tuple[tuple[PageTurn, ...], int]:
    """The pages of the main language, those that come or go first; and how many others turn with them."""
    own = [change for change in changes if view_at(after.source, change.path) is after.source]
    own.sort(key=lambda change: (_ORDER.index(change.turn), change.path))
    return tuple(_turn(change, after, before) for change in own), len(changes) - len(own)


def _turn(change: PageChange, after: Catalogue, before: Catalogue) -> PageTurn:
    verdict, old = after.verdicts.get(change.path), before.verdicts.get(change.path)
    return PageTurn(
        turn=WORDS[change.turn],
        name=change.name or change.path,
        path=change.path,
        preview=preview_path(change.path) if change.turn is not Turn.GOES else "",
        was=in_words(old) if old and change.has_another_verdict else None,
        judgement=in_words(verdict) if verdict else None,
        leads_to=change.leads_to,
    )

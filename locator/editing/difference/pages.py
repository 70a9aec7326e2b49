"""Two catalogues -> which pages appear, go, say something else or have another verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from locator.model.clinic import Clinic
from locator.model.document import Article, Treatment
from locator.model.town import Town
from locator.pages.output import OK, Moved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.ledger import PageState
    from locator.pages.addresses import Build
    from locator.pages.catalogue import Catalogue


class Turn(StrEnum):
    """What becomes of a page; STANDS if all that changes is its verdict or its place in the sitemap."""

    APPEARS = "appears"
    GOES = "goes"
    CHANGES = "changes"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that is not what it was.

    `before` and `after` are the verdicts of a landing page ("index", "noindex", "merge", "absent"), empty
    for other pages and where there is none. The sitemap lists the page or not. From now on the address
    answers `status`, and leads to `leads_to` if it is no page any more and others stand for it.
    """

    path: str
    name: str
    turn: Turn
    before: str = ""
    after: str = ""
    was_listed: bool = False
    is_listed: bool = False
    status: int = OK
    leads_to: str = ""

    @property
    def has_another_verdict(self) -> bool:
        """Tells whether the page stood before, stands after, and is judged otherwise."""
        return bool(self.before and self.after) and self.before != self.after


def page_changes(before: Catalogue, after: Catalogue) -> Iterator[PageChange]:
    """The pages in the order of their addresses; those without a substance, such as privacy, are left out.

    Judges all landing pages of both, which takes seconds on a large site.
    """
    old, new = before.states, after.states
    for path in sorted(old.keys() | new.keys() | before.verdicts.keys() | after.verdicts.keys()):
        turn = _turn(old.get(path), new.get(path))
        verdict, standing = _standing(before, path), _standing(after, path)
        was_listed, is_listed = _is_listed(old.get(path)), _is_listed(new.get(path))
        if turn is Turn.STANDS and (verdict, was_listed) == (standing, is_listed):
            continue
        build = after.pages.get(path) or before.pages.get(path)
        name = _name(build) if build else ""
        status, leads_to = (OK, "") if path in new else _answer(after, path)
        yield PageChange(path, name, turn, verdict, standing, was_listed, is_listed, status, leads_to)


def _turn(old: PageState | None, new: PageState | None) -> Turn:
    if old and new:
        return Turn.STANDS if old.digest == new.digest else Turn.CHANGES
    if old or new:
        return Turn.APPEARS if new else Turn.GOES
    return Turn.STANDS  # judged, and not served: merged into another one, or absent


def _is_listed(state: PageState | None) -> bool:
    return state is not None and state.is_listed


def _standing(catalogue: Catalogue, path: str) -> str:
    verdict = catalogue.verdicts.get(path)
    return verdict.standing.value if verdict else ""


def _answer(catalogue: Catalogue, path: str) -> tuple[int, str]:
    answer = catalogue.answer(path)
    return answer.status, answer.location if isinstance(answer, Moved) else ""


def _name(build: Build) -> str:
    """What the page is about: "Back pain treatment in DeLand, FL", a clinic's or a text's name."""
    match build.args:
        case (_, Treatment() as treatment, Town() as town):
            return f"{treatment.name}: {town.label}"
        case (_, Clinic() as clinic):
            return clinic.name
        case (_, Article() as article):
            return article.title
        case (_, Treatment() as treatment, *_):
            return treatment.name
    return ""

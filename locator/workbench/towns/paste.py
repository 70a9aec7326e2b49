"""Towns that are pasted: what each line means, what is asked about it, and the verdicts of what is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.editing.pasting.pasted_towns import MOST_LINES, pasted_towns
from locator.editing.towns.adding import adding
from locator.errors import LocatorError
from locator.site.words import counted, upper_first
from locator.workbench.answer import Done, Shown
from locator.workbench.drafting import drafted, drafted_edits, rehearsed
from locator.workbench.frame import DRAFT, TOWNS, DeskFrame, build_frame
from locator.workbench.kept_forms import KEPT_HOURS
from locator.workbench.preview import previewed
from locator.workbench.towns.pasted import Pasted
from locator.workbench.towns.pasted_line import Line, line_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.editing.pasting.pasted_towns import PastedTown
    from locator.editing.towns.new_town import NewTown
    from locator.pages.catalogue import Catalogue
    from locator.pages.output import Output
    from locator.site.snapshot import Site
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

ADD = f"{TOWNS}add/"
MEND, MISSING = 422, 404
GONE = (
    f"This list is not kept for you any longer: that ends {KEPT_HOURS} hours after it was sent, and sooner "
    "if you send many. The draft is as you left it. Paste the list again."
)


@dataclass(frozen=True, slots=True)
class PastePage:
    """The form, and below it the answer to each line; `refused` says why none of them can be added."""

    template: ClassVar[str] = "workbench/towns/paste.html"

    frame: DeskFrame
    pasted: Pasted
    treatments: Mapping[str, str]
    most: int
    lines: tuple[Line, ...]
    taken: int
    open: int
    refused: str


def paste_page(desk: Desk, pasted: Pasted, refused: str = "") -> PastePage:
    """Reads the text, and tries what is ticked as if it were in the draft."""
    site = drafted(desk).source
    towns: tuple[PastedTown, ...] = ()
    catalogue = None
    try:
        towns = _read(site, pasted)
        if news := _taken(towns, pasted):
            catalogue = _tried(desk, news)
    except LocatorError as error:
        refused = refused or _why(error)
    return PastePage(
        frame=build_frame(desk, "Add towns", section=TOWNS, is_mistaken=bool(refused)),
        pasted=pasted,
        treatments={
            slug: each.name for slug, each in site.treatments.items() if slug != site.config.main_treatment
        },
        most=MOST_LINES,
        lines=tuple(line_of(desk, town, pasted, catalogue) for town in towns),
        taken=len(_taken(towns, pasted)),
        open=sum(town.is_open for town in towns),
        refused=upper_first(refused),
    )


def check(desk: Desk, pasted: Pasted, refused: str = "") -> Answer:
    """Goes on to the answers at an address of their own, or shows them at once if they cannot be kept."""
    if address := desk.keep(ADD, {"pasted": pasted.to_json(), "refused": refused}):
        return Done(address)
    page = paste_page(desk, pasted, refused)
    return Shown(page, MEND) if page.refused else page


def checked_page(desk: Desk, key: str) -> Answer:
    """The answers to what was pasted a while ago."""
    kept = desk.kept(ADD, key)
    if kept is None:
        return Shown(paste_page(desk, Pasted(), GONE), MISSING)
    return paste_page(desk, Pasted.from_json(kept["pasted"]), kept["refused"])


def add_to_draft(desk: Desk, pasted: Pasted) -> Answer:
    """Puts what is ticked into the draft; lines that nobody has answered stay behind, and are named."""
    try:
        towns = _read(drafted(desk).source, pasted)
        news = _taken(towns, pasted)
        if not news:
            return check(desk, pasted, "Nothing is ticked, so there is nothing to add.")
        _tried(desk, news)
        desk.draft.add(*adding(desk.folder, news), who=desk.editor, now=desk.now)
    except LocatorError as error:
        return check(desk, pasted, _why(error))
    left = [town.text for town in towns if town.is_open]
    told = f"{counted(len(news), 'town is', 'towns are')} in the draft."
    return Done(
        DRAFT, f"{told} Left out, for nobody said what it means: {'; '.join(left)}." if left else told
    )


def preview_new(desk: Desk, pasted: Pasted, path: str) -> Output:
    """A page of a town that is ticked, as it would be."""
    news = _taken(_read(drafted(desk).source, pasted), pasted)
    catalogue = _tried(desk, news) if news else drafted(desk)
    build = catalogue.pages.get(path)
    return previewed(catalogue.renderer.output(build()) if build else catalogue.not_found(path))


def _read(site: Site, pasted: Pasted) -> tuple[PastedTown, ...]:
    cells = {"treatments": ";".join(pasted.treatments)} if pasted.treatments else {}
    return tuple(pasted_towns(site, pasted.text, cells, pasted.chosen))


def _taken(towns: Sequence[PastedTown], pasted: Pasted) -> list[NewTown]:
    return [town.new for town in towns if town.new and pasted.takes(town)]


def _tried(desk: Desk, news: Sequence[NewTown]) -> Catalogue:
    """Every page as the draft and the new towns make it; raises SiteFolderError if that cannot be."""
    return rehearsed(desk, (*drafted_edits(desk), *adding(desk.folder, news))).catalogue


def _why(error: LocatorError) -> str:
    return "; ".join(str(problem) for problem in getattr(error, "problems", ())) or str(error)

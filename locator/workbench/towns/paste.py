"""Towns that are pasted: what each line means, what is asked about it, and the verdicts of what is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.editing.pasting.pasted_towns import MOST_LINES, PastedTown, Reading, pasted_towns
from locator.editing.towns.adding import adding
from locator.errors import UsageError
from locator.site.words import counted, distance_text, upper_first
from locator.workbench.answer import Done, Shown
from locator.workbench.drafting import drafted, drafted_edits, rehearsed
from locator.workbench.frame import DRAFT, TOWNS, DeskFrame, build_frame
from locator.workbench.preview import previewed
from locator.workbench.towns.index import pages_of
from locator.workbench.verdict_words import Judgement, in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.editing.pasting.pasted_towns import Choice
    from locator.editing.towns.new_town import NewTown
    from locator.pages.catalogue import Catalogue
    from locator.pages.output import Output
    from locator.site.snapshot import Site
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

ADD = f"{TOWNS}add/"
MEND = 422
_MARKS = {
    Reading.NEW: ("New", "index"),
    Reading.DISTANT: ("Out of range", "noindex"),
    Reading.AMBIGUOUS: ("Which one?", "noindex"),
    Reading.MISSPELT: ("Did you mean?", "noindex"),
    Reading.PRESENT: ("Already there", "merge"),
    Reading.ALIAS: ("Already there", "merge"),
    Reading.REPEATED: ("Twice", "merge"),
    Reading.ABROAD: ("Not found", "absent"),
    Reading.UNKNOWN: ("Not found", "absent"),
}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the form holds: the text, the words chosen for lines that were asked about, and what is ticked.

    `ticked` is by the label of a town, None before anything could be ticked.
    """

    text: str = ""
    chosen: Mapping[str, str] | None = None
    treatments: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()

    def takes(self, town: PastedTown) -> bool:
        """Tells whether the town is to be added: as ticked, or else if a clinic is in its reach."""
        if town.new is None:
            return False
        label = town.new.town.label
        return label in self.ticked if label in self.known else town.reading is Reading.NEW


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a line may mean; `words` stand for the line if it is chosen."""

    words: str
    label: str
    detail: str


@dataclass(frozen=True, slots=True)
class TriedPage:
    """A page that a new town would get, with its verdict."""

    treatment: str
    path: str
    judgement: Judgement
    is_served: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One pasted line and its answer; `label` names a town that can be ticked, `pages` are there if it is."""

    number: int
    text: str
    word: str
    mark: str
    told: str
    options: tuple[Option, ...]
    label: str
    is_taken: bool
    pages: tuple[TriedPage, ...]


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
    except UsageError as error:
        refused = refused or str(error)
    taken = len(_taken(towns, pasted))
    return PastePage(
        frame=build_frame(desk, "Add towns", section=TOWNS, is_mistaken=bool(refused)),
        pasted=pasted,
        treatments={
            slug: each.name for slug, each in site.treatments.items() if slug != site.config.main_treatment
        },
        most=MOST_LINES,
        lines=tuple(_line(desk, town, pasted, catalogue) for town in towns),
        taken=taken,
        open=sum(town.is_open for town in towns),
        refused=upper_first(refused),
    )


def add_to_draft(desk: Desk, pasted: Pasted) -> Answer:
    """Puts what is ticked into the draft; lines that nobody has answered stay behind, and are named."""
    towns = _read(drafted(desk).source, pasted)
    news = _taken(towns, pasted)
    if not news:
        return Shown(paste_page(desk, pasted, "Nothing is ticked, so there is nothing to add."), MEND)
    _tried(desk, news)
    desk.draft.add(*adding(desk.folder, news), who=desk.editor, now=desk.now)
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


def _line(desk: Desk, town: PastedTown, pasted: Pasted, catalogue: Catalogue | None) -> Line:
    word, mark = _MARKS[town.reading]
    is_taken = pasted.takes(town)
    served = desk.catalogue.source
    return Line(
        number=town.line,
        text=_origin(town.text, pasted),
        word=word,
        mark=mark,
        told=_told(town, served),
        options=tuple(_option(served, choice) for choice in town.choices),
        label=town.new.town.label if town.new else "",
        is_taken=is_taken,
        pages=_pages(catalogue, town.new) if catalogue and town.new and is_taken else (),
    )


def _told(town: PastedTown, served: Site) -> str:
    """What to say of the line; a town that waits in the draft has no row yet."""
    if town.town and town.town.key not in served.towns_by_key:
        return f"{town.town.label} waits in the draft already."
    return town.told


def _origin(text: str, pasted: Pasted) -> str:
    """The line as it was pasted, where the words of a choice stand for it."""
    return next((line for line, words in (pasted.chosen or {}).items() if words == text), text)


def _option(site: Site, choice: Choice) -> Option:
    place, near = choice.place, choice.nearest
    people = f"{place.population:,} people" if place.population else "population not known"
    away = f"{distance_text(near.distance_km, site.config.units)} to {near.clinic.name}" if near else ""
    return Option(choice.words, place.full_label, "; ".join(filter(None, (people, away))))


def _pages(catalogue: Catalogue, new: NewTown) -> tuple[TriedPage, ...]:
    town = catalogue.source.towns_by_key.get(new.town.key)
    return tuple(
        TriedPage(
            catalogue.source.treatments[page.treatment].name,
            page.path,
            in_words(page.verdict),
            page.path in catalogue.pages,
        )
        for page in (pages_of(catalogue, town) if town else ())
    )

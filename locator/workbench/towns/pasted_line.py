"""One pasted line as the page shows it: what it means, what is asked, and the verdicts of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.editing.pasting.pasted_towns import PastedTown, Reading
from locator.site.words import distance_text, population_text
from locator.workbench.towns.index import pages_of
from locator.workbench.verdict_words import Judgement, in_words

if TYPE_CHECKING:
    from locator.editing.pasting.pasted_towns import Choice
    from locator.editing.towns.new_town import NewTown
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site
    from locator.workbench.desk import Desk
    from locator.workbench.towns.pasted import Pasted

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


def line_of(desk: Desk, town: PastedTown, pasted: Pasted, catalogue: Catalogue | None) -> Line:
    """The answer to a line; `catalogue` has the pages of what is ticked, None if nothing could be tried."""
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
    people = population_text(place.population)
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

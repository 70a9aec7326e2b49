"""Pasted text -> towns that can be added, and what to say of every line that cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from locator.editing.pasting.meant_town import find_town
from locator.editing.pasting.pasted_lines import LONGEST, PastedLine, pasted_lines
from locator.editing.pasting.pasted_words import choice_words, new_words, no_words, there_words
from locator.editing.towns.new_town import NewTown, new_town
from locator.editing.towns.present_town import present_town
from locator.errors import UsageError
from locator.geo.names import fold_name, fold_words
from locator.model.place import Place, PlaceKind
from locator.site.queries.answer import How

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from locator.model.town import Town
    from locator.site.queries.answer import Answer
    from locator.site.snapshot import NearClinic, Site

MOST_LINES = 1_000  # of a paste; more belong into locations.csv itself
MOST_CHOICES = 8


class Reading(StrEnum):
    """What became of a pasted line."""

    NEW = "new"  # can be added
    DISTANT = "distant"  # can be added, but no clinic is within its radius
    AMBIGUOUS = "ambiguous"  # one of `choices`
    MISSPELT = "misspelt"  # perhaps one of `choices`
    PRESENT = "present"  # `town` has a row
    ALIAS = "alias"  # another name of `town`
    REPEATED = "repeated"  # stands in an earlier line of the same text
    ABROAD = "abroad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a line may mean; `words`, instead of the line, mean this place and no other."""

    place: Place
    words: str
    nearest: NearClinic | None


@dataclass(frozen=True, slots=True)
class PastedTown:
    """One line of a pasted text and what it means: `told` says it to a marketer in a sentence or two.

    `new` is there if the town can be added, `town` if it is there already.
    """

    line: int
    text: str
    reading: Reading
    told: str
    new: NewTown | None = None
    choices: tuple[Choice, ...] = ()
    town: Town | None = None

    @property
    def is_open(self) -> bool:
        """Tells whether a person has to say what is meant, or take the line out, before anything is added."""
        return self.reading in _OPEN


_OPEN = frozenset({Reading.AMBIGUOUS, Reading.MISSPELT, Reading.ABROAD, Reading.UNKNOWN})


def pasted_towns(
    site: Site,
    text: str,
    cells: Mapping[str, str] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Iterator[PastedTown]:
    """Reads each line when it is asked for; `cells` are columns of every row, unless the text says else.

    `chosen` has the words that stand for the `text` of a line, "" for a line that is left out. `site` is
    what the folder says, with all its towns. Raises UsageError for more than MOST_LINES lines.
    """
    lines = tuple(_chosen(pasted_lines(text), chosen or {}))
    if len(lines) > MOST_LINES:
        msg = f"{len(lines):,} towns are too many at once; give up to {MOST_LINES:,}"
        raise UsageError(msg)
    reader = _Reader(site, cells or {})
    return map(reader.read, lines)


def _chosen(lines: Iterable[PastedLine], chosen: Mapping[str, str]) -> Iterator[PastedLine]:
    for line in lines:
        if line.text not in chosen:
            yield line
        elif meant := next(pasted_lines(chosen[line.text]), None):
            yield replace(meant, number=line.number, cells=line.cells)


class _Reader:
    """Remembers what earlier lines meant."""

    def __init__(self, site: Site, cells: Mapping[str, str]) -> None:
        self._site, self._cells = site, cells
        self._lines: dict[Place, int] = {}
        self._taken: set[tuple[str, str]] = set()

    def read(self, line: PastedLine) -> PastedTown:
        """What one line means."""
        if len(line.name) > LONGEST:
            told = "That is too long for the name of a town. Write one town a line."
            return PastedTown(line.number, line.text, Reading.UNKNOWN, told)
        answer = find_town(self._site, line)
        if answer.origin and answer.how is not How.SPELLING:
            return self._found(line, answer, answer.origin)
        if choices := _choices(self._site, answer):
            reading = Reading.AMBIGUOUS if answer.candidates else Reading.MISSPELT
            return PastedTown(
                line.number, line.text, reading, choice_words(line, answer, choices), choices=choices
            )
        reading = Reading.ABROAD if answer.how is How.ABROAD else Reading.UNKNOWN
        return PastedTown(line.number, line.text, reading, no_words(line, answer))

    def _found(self, line: PastedLine, answer: Answer, place: Place) -> PastedTown:
        if town := present_town(self._site, place):
            is_alias = fold_name(place.name) != fold_name(town.name) or _is_alias(line, town)
            reading = Reading.ALIAS if is_alias else Reading.PRESENT
            told = there_words(line, town, is_alias=is_alias)
            return PastedTown(line.number, line.text, reading, told, town=town)
        if earlier := self._lines.get(place):
            told = f"{place.label} stands in line {earlier} already."
            return PastedTown(line.number, line.text, Reading.REPEATED, told)
        try:
            new = new_town(
                self._site,
                place,
                name=_written(line, place),
                point=line.point if line.name else None,
                further={**self._cells, **line.cells},
                taken=self._taken,
            )
        except UsageError as error:
            return PastedTown(line.number, line.text, Reading.UNKNOWN, f"{error}.")
        self._lines[place] = line.number
        self._taken.add(new.town.key)
        reading = Reading.NEW if new.is_in_reach else Reading.DISTANT
        return PastedTown(line.number, line.text, reading, new_words(self._site, new, answer), new=new)


# Towns that are there


def _is_alias(line: PastedLine, town: Town) -> bool:
    """Whether the line has another name of the town, and not its own."""
    folded = "".join(fold_words(line.name))
    names = {fold_name(alias) for alias in town.aliases}
    return fold_name(town.name) not in fold_name(line.name) and any(name and name in folded for name in names)


def _written(line: PastedLine, place: Place) -> str:
    """The name as the marketer writes it where the gazetteer spells out a saint or a fort."""
    name = line.name.partition(",")[0].strip()
    is_short = name.partition(" ")[0] in _SHORT and fold_name(name) == fold_name(place.name)
    return name if is_short else place.name


_SHORT = frozenset({"St.", "Ste.", "Ft.", "Mt."})


# Places to choose from


def _choices(site: Site, answer: Answer) -> tuple[Choice, ...]:
    places = [answer.origin] if answer.origin else [*answer.candidates]
    places = [place for place in places if place.kind is not PlaceKind.CLINIC][:MOST_CHOICES]
    if not places and answer.how is not How.OFF_GLOBE:
        places = [*filter(None, (_labelled(site, label) for label in answer.suggestions[:MOST_CHOICES]))]
    labels = [place.full_label for place in places]
    return tuple(Choice(place, _words(place, labels), _nearest(site, place)) for place in places)


def _labelled(site: Site, label: str) -> Place | None:
    line = next(pasted_lines(label), None)
    return find_town(site, line).origin if line else None


def _words(place: Place, labels: list[str]) -> str:
    """A label that no other choice has and that the finder understands, or else a position besides."""
    if labels.count(place.full_label) == 1 and place.kind is PlaceKind.TOWN:
        return place.full_label
    if place.kind is PlaceKind.ZIP:
        return place.name
    return f"{place.label} {place.point.lat:.4f},{place.point.lon:.4f}"


def _nearest(site: Site, place: Place) -> NearClinic | None:
    found = site.nearest_clinics(place.point, 1, treatment=site.config.main_treatment)
    return found[0] if found else None

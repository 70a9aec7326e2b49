"""What `locator add` says: as lines for people, as data for programs."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from locator.commands.telling.judgements import judgement_lines, turn_data, turn_lines, verdict_data
from locator.commands.telling.versions import way_back
from locator.site.words import distance_text, population_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.editing.pasting.pasted_towns import Choice, PastedTown
    from locator.editing.towns.addition import Addition
    from locator.site.snapshot import Site


def open_lines(towns: Sequence[PastedTown], units: str) -> Iterator[str]:
    """What has to be said otherwise before anything is added, with the words for it."""
    count = sum(town.is_open for town in towns)
    yield f"Nothing was added, for {count} of {len(towns)} {'is' if count == 1 else 'are'} not clear:"
    for town in towns:
        if town.is_open:
            yield f"{town.text}: {town.told}"
            yield from (f"    {_quoted(choice.words):<40} {_about(choice, units)}" for choice in town.choices)


def choice_lines(town: PastedTown, units: str) -> Iterator[str]:
    """The places to choose from, numbered."""
    for number, choice in enumerate(town.choices, 1):
        yield f"  {number}  {choice.words} ({_about(choice, units)})"


def _about(choice: Choice, units: str) -> str:
    people = population_text(choice.place.population)
    if choice.nearest is None:
        return people
    away = distance_text(choice.nearest.distance_km, units)
    return f"{people}, {away} from {choice.nearest.clinic.name}"


def _quoted(words: str) -> str:
    """The words as one argument of a command."""
    return f'"{words}"' if words.replace(" ", "").replace(",", "").isalnum() else shlex.quote(words)


def told_lines(site: Site, towns: Sequence[PastedTown], addition: Addition | None) -> Iterator[str]:
    """Each town with the verdicts of its pages, and whom else they concern."""
    for town in towns:
        if town.new is None or addition is None:
            yield f"{town.text}: {town.told}"
            continue
        yield f"{town.new.town.label}"
        yield f"  {town.told}"
        for path, verdict in addition.pages(town.new).items():
            yield from judgement_lines(path, verdict)
    yield from turn_lines(addition.turns if addition else ())
    for problem in addition.rehearsal.problems if addition else ():
        yield f"{problem}"
    if not addition:
        yield f"Nothing to add to {site.config.name}."


def written_lines(addition: Addition, version: int, site: str) -> Iterator[str]:
    """What was written, and how to take it back."""
    names = ", ".join(addition.change.files)
    if not version:
        yield f"Nothing was written; it would be {names}."
        return
    yield f"{addition.change.told}. Written: {names}."
    yield way_back(version, site)


def addition_data(
    site: Site, towns: Sequence[PastedTown], addition: Addition | None, version: int
) -> dict[str, Any]:
    """The same for programs; `version` is null if nothing was written."""
    return {
        "site": site.config.name,
        "towns": [_town_data(town, addition) for town in towns],
        "others": turn_data(addition.turns if addition else ()),
        "files": list(addition.change.files) if addition else [],
        "version": version or None,
    }


def _town_data(town: PastedTown, addition: Addition | None) -> dict[str, Any]:
    pages = addition.pages(town.new) if addition and town.new else {}
    return {
        "line": town.line,
        "text": town.text,
        "reading": town.reading.value,
        "told": town.told,
        "row": dict(town.new.cells) if town.new else None,
        "choices": [
            {"words": choice.words, "county": choice.place.county, "population": choice.place.population}
            for choice in town.choices
        ],
        "pages": [verdict_data(path, verdict) for path, verdict in pages.items()],
    }

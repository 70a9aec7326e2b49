"""What to say to a marketer of a pasted line: the town that it names, a question, or why it names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.names import fold_name
from locator.site.queries.answer import How
from locator.site.words import distance_text, population_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.editing.pasting.pasted_lines import PastedLine
    from locator.editing.pasting.pasted_towns import Choice
    from locator.editing.towns.new_town import NewTown
    from locator.model.place import Place
    from locator.model.town import Town
    from locator.site.queries.answer import Answer
    from locator.site.snapshot import Site


def new_words(site: Site, new: NewTown, answer: Answer) -> str:
    """Says who lives there, how far the nearest clinic is and what that means for the page."""
    town, near, units = new.town, new.nearest, site.config.units
    people = population_text(town.population)
    told = [f"{new.place.full_label}: {people}."]
    if near is None:
        told.append(f"No open {site.config.clinic_noun} offers the treatment anywhere.")
    elif new.is_in_reach:
        told.append(f"{near.clinic.name} is {distance_text(near.distance_km, units)} away.")
    else:
        away, radius = (distance_text(km, units) for km in (near.distance_km, town.radius_km))
        told.append(f"No {site.config.clinic_noun} is within {radius}: {near.clinic.name} is {away} away.")
    if not new.is_in_reach:
        is_absent = site.config.verdict.drops_towns_without_clinic
        told.append(
            "It would have no page." if is_absent else "Search engines would not be told of its page."
        )
    if new.retired:
        told.append("It had a page before: its old address answers again.")
    if answer.is_address:
        told.append("The street was left out.")
    return " ".join(told)


def there_words(line: PastedLine, town: Town, *, is_alias: bool) -> str:
    """Says in which row the town is already."""
    where = f"row {town.row} of locations.csv"
    if is_alias:
        name = line.name.partition(",")[0] or line.text
        return f"{name} is another name of {town.label}, which is in {where}; the finder knows it."
    return f"{town.label} is already in {where}."


def choice_words(line: PastedLine, answer: Answer, choices: tuple[Choice, ...]) -> str:
    """Asks which of several places is meant."""
    first = choices[0].place
    match answer.how:
        case How.REGION:
            return f"{line.text} is a whole state; name a town of it."
        case How.COUNTY:
            return f"{line.text} is a county; name a town of it."
        case How.ELSEWHERE:
            return f"No {first.name} is known there, but elsewhere. Which one?"
        case How.POSTCODE:
            return "The name and the ZIP code or position are those of different places. Which one?"
        case _ if answer.candidates and _is_one_name(answer.candidates):
            return f"Several places are called {first.name}. Which one?"
        case _:
            return (
                f"No town is called {line.text}. Is it {_listed(choice.place.label for choice in choices)}?"
            )


def _is_one_name(places: Iterable[Place]) -> bool:
    return len({fold_name(place.name) for place in places}) == 1


def _listed(labels: Iterable[str]) -> str:
    names = [*dict.fromkeys(labels)][:3]
    return " or ".join(filter(None, ("; ".join(names[:-1]), names[-1])))


def no_words(line: PastedLine, answer: Answer) -> str:
    """Says why no town was found, and what to do."""
    match answer.how:
        case How.ABROAD:
            return f"{line.text} is not in the United States, and only places there are known."
        case How.NO_POSTCODE:
            return f"There is no ZIP code {line.postcode or line.text}."
        case How.OFF_GLOBE if answer.suggestions:
            return (
                f"No town is there. West of Greenwich the second number is negative: {answer.suggestions[0]}."
            )
        case How.OFF_GLOBE:
            return "No town of the United States is there. Write latitude, then longitude: 29.03,-81.30."
        case How.CLINIC:
            return f"{line.text} is the name of a clinic; write the town."
        case _:
            return 'No town of this name is known. Check the spelling, or add the state: "DeLand, FL".'

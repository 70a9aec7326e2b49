"""How a visitor's words were understood, or why not, in words: for the finder, the API and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.place import PlaceKind
from locator.site.queries.answer import How
from locator.site.words import lower_first

if TYPE_CHECKING:
    from locator.site.queries.answer import Answer
    from locator.site.snapshot import Site

ASK_AGAIN = "Check the spelling, or use a ZIP code."


@dataclass(frozen=True, slots=True)
class Reply:
    """A heading and a sentence."""

    heading: str
    explanation: str


def notes(site: Site, answer: Answer) -> tuple[str, ...]:
    """What to say beside one place: a spelling mended, a street left out, a treatment recognised."""
    found = []
    if answer.origin and answer.how is How.SPELLING:
        found.append(f"Showing {answer.origin.label}. You typed “{answer.text}”.")
    if answer.origin and answer.how is How.CLINIC:
        found.append(f"Distances are from {answer.origin.name}, the {site.config.clinic_noun} you named.")
    if answer.asked or answer.how is How.ADDRESS:
        found.append(_asked(answer))
    if answer.origin and answer.is_address:
        found.append(_measured_from(answer))
    if answer.treatment:
        name = lower_first(site.treatments[answer.treatment].clinics)
        found.append(f"You named a treatment: these are {name} only.")
    return tuple(filter(None, found))


def _asked(answer: Answer) -> str:
    """Who was asked, and what they learned; an answer that was kept has been asked before."""
    near = ""
    if answer.how is How.ADDRESS and answer.origin:
        near = f"near {answer.origin.post_office}, {answer.origin.region}"
    if not answer.asked:
        return f"We know this place from an earlier search: {near}." if near else ""
    names = " and ".join(answer.asked)
    result = near or ("in several places" if answer.how is How.ADDRESS else "without an answer")
    learned = "It" if len(answer.asked) == 1 else "They"
    asked = f"We asked {names} where this is: {result}."
    return f"{asked} {learned} learned the place that you typed, not who you are."


def _measured_from(answer: Answer) -> str:
    assert answer.origin
    if answer.origin.kind is PlaceKind.ZIP:
        return f"Distances are from the middle of ZIP code {answer.origin.name}, not from your street."
    return (
        f"Distances are from the middle of {answer.origin.label}, not from your street. "
        "Add your ZIP code to come closer."
    )


def choice_reply(answer: Answer) -> Reply:
    """What to say above several places to choose from."""
    first = answer.candidates[0]
    heading, explanation = _CHOICES.get(answer.how, ("Which {name}?", "Several places have this name."))
    words = {"text": answer.text, "name": first.name, "county": first.county}
    return Reply(heading.format_map(words), explanation.format_map(words))


_CHOICES = {
    How.SPELLING: ("Which place do you mean?", "No place is called “{text}”, but these are nearly."),
    How.CLINIC: ("Which of these do you mean?", "“{text}” is part of several names."),
    How.ELSEWHERE: ("Which {name}?", "We know none where you said (“{text}”), but elsewhere."),
    How.ADDRESS: ("Which of these places?", "“{text}” may be in any of them."),
    How.COUNTY: ("Which town in {county}?", "A county is too large to measure from."),
    How.POSTCODE: ("Which of these places?", "In “{text}”, the ZIP code is not the town's."),
}


def no_place_reply(site: Site, answer: Answer) -> Reply:
    """Why there is no place, and what to do."""
    return _NO_PLACE.get(answer.how, _unknown)(site, answer)


def _unknown(_: Site, answer: Answer) -> Reply:
    return Reply(f"We could not find “{answer.text}”", f"{ASK_AGAIN}{_question(answer)}")


def _region(_: Site, answer: Answer) -> Reply:
    name = answer.region.name if answer.region else answer.text
    return Reply(f"Where in {name}?", "A state is too large to measure from. Choose a town:")


def _here(_: Site, __: Answer) -> Reply:
    return Reply("Where are you?", "This page does not know. Type a town or a ZIP code.")


def _treatment_alone(site: Site, answer: Answer) -> Reply:
    name = lower_first(site.treatments[answer.treatment].name)
    return Reply(f"Where do you look for {name}?", "Add a town or a ZIP code to your search.")


def _abroad(site: Site, answer: Answer) -> Reply:
    country = "the United States" if site.config.country == "US" else site.config.country
    return Reply(f"“{answer.text}” is not in {country}", f"This search knows places in {country} only.")


def _no_postcode(_: Site, answer: Answer) -> Reply:
    return Reply(f"There is no ZIP code {answer.text}", f"A ZIP code has five digits.{_question(answer)}")


def _off_globe(_: Site, answer: Answer) -> Reply:
    rule = "Latitude comes first and goes from -90 to 90; longitude goes from -180 to 180."
    return Reply(f"“{answer.text}” is not on the globe", rule)


def _emergency(_: Site, __: Answer) -> Reply:
    help_now = "If you think of suicide, call or text 988. To find a clinic, type a town or ZIP code alone."
    return Reply("Is this an emergency? Call 911 now", f"This page only measures distances. {help_now}")


_NO_PLACE = {
    How.EMERGENCY: _emergency,
    How.REGION: _region,
    How.HERE: _here,
    How.NO_PLACE: _treatment_alone,
    How.ABROAD: _abroad,
    How.NO_POSTCODE: _no_postcode,
    How.OFF_GLOBE: _off_globe,
}


def _question(answer: Answer) -> str:
    return " Did you mean one of these?" if answer.suggestions else ""

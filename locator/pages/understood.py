"""How a visitor's words were understood, or why not, in words: for the finder, the API and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.place import PlaceKind
from locator.model.sentence import to_say
from locator.site.queries.answer import How
from locator.site.words import lower_first

if TYPE_CHECKING:
    from locator.site.language import Language
    from locator.site.queries.answer import Answer
    from locator.site.snapshot import Site

ASK_AGAIN = to_say("Check the spelling, or use a ZIP code.")


@dataclass(frozen=True, slots=True)
class Reply:
    """A heading and a sentence."""

    heading: str
    explanation: str


def notes(site: Site, answer: Answer) -> tuple[str, ...]:
    """What to say beside one place: a spelling mended, a street left out, a treatment recognised."""
    say, found = site.say, []
    if answer.origin and answer.how is How.SPELLING:
        found.append(say("Showing {place}. You typed “{text}”.", place=answer.origin.label, text=answer.text))
    if answer.origin and answer.how is How.CLINIC:
        named = to_say("Distances are from {name}, the {noun} you named.")
        found.append(say(named, name=answer.origin.name, noun=site.config.clinic_noun))
    if answer.asked or answer.how is How.ADDRESS:
        found.append(_asked(answer, say))
    if answer.origin and answer.is_address:
        found.append(_measured_from(answer, say))
    if answer.treatment:
        clinics = lower_first(site.treatments[answer.treatment].clinics)
        found.append(say("You named a treatment: these are {clinics} only.", clinics=clinics))
    return tuple(filter(None, found))


def _asked(answer: Answer, say: Language) -> str:
    """Who was asked, and what they learned; an answer that was kept has been asked before."""
    is_place = answer.how is How.ADDRESS and answer.origin
    near = f"{answer.origin.post_office}, {answer.origin.region}" if is_place and answer.origin else ""
    if not answer.asked:
        return say("We know this place from an earlier search: near {place}.", place=near) if near else ""
    services = say.listing(answer.asked)
    if near:
        asked = say("We asked {services} where this is: near {place}.", services=services, place=near)
    elif answer.how is How.ADDRESS:
        asked = say("We asked {services} where this is: in several places.", services=services)
    else:
        asked = say("We asked {services} where this is: without an answer.", services=services)
    learned = say.ngettext(
        "It learned the place that you typed, not who you are.",
        "They learned the place that you typed, not who you are.",
        len(answer.asked),
    )
    return f"{asked} {learned}"


def _measured_from(answer: Answer, say: Language) -> str:
    assert answer.origin
    if answer.origin.kind is PlaceKind.ZIP:
        middle = to_say("Distances are from the middle of ZIP code {code}, not from your street.")
        return say(middle, code=answer.origin.name)
    middle = to_say(
        "Distances are from the middle of {place}, not from your street. Add your ZIP code to come closer."
    )
    return say(middle, place=answer.origin.label)


def choice_reply(site: Site, answer: Answer) -> Reply:
    """What to say above several places to choose from."""
    first = answer.candidates[0]
    heading, explanation = _CHOICES.get(answer.how, _SAME_NAME)
    words = {"text": answer.text, "name": first.name, "county": first.county}
    return Reply(site.say(heading, **words), site.say(explanation, **words))


_SAME_NAME = (to_say("Which {name}?"), to_say("Several places have this name."))
_CHOICES = {
    How.SPELLING: (
        to_say("Which place do you mean?"),
        to_say("No place is called “{text}”, but these are nearly."),
    ),
    How.CLINIC: (to_say("Which of these do you mean?"), to_say("“{text}” is part of several names.")),
    How.ELSEWHERE: (
        to_say("Which {name}?"),
        to_say("We know none where you said (“{text}”), but elsewhere."),
    ),
    How.ADDRESS: (to_say("Which of these places?"), to_say("“{text}” may be in any of them.")),
    How.COUNTY: (
        to_say("Which town in {county}?"),
        to_say("A county is too large to measure from."),
    ),
    How.POSTCODE: (
        to_say("Which of these places?"),
        to_say("In “{text}”, the ZIP code is not the town's."),
    ),
}


def no_place_reply(site: Site, answer: Answer) -> Reply:
    """Why there is no place, and what to do."""
    return _NO_PLACE.get(answer.how, _unknown)(site, answer)


def _unknown(site: Site, answer: Answer) -> Reply:
    heading = site.say("We could not find “{text}”", text=answer.text)
    return Reply(heading, site.say(ASK_AGAIN) + _question(site, answer))


def _region(site: Site, answer: Answer) -> Reply:
    name = answer.region.name if answer.region else answer.text
    explanation = site.say("A state is too large to measure from. Choose a town:")
    return Reply(site.say("Where in {region}?", region=name), explanation)


def _here(site: Site, _: Answer) -> Reply:
    say = site.say
    return Reply(say("Where are you?"), say("This page does not know. Type a town or a ZIP code."))


def _treatment_alone(site: Site, answer: Answer) -> Reply:
    name = lower_first(site.treatments[answer.treatment].name)
    heading = site.say("Where do you look for {treatment}?", treatment=name)
    return Reply(heading, site.say("Add a town or a ZIP code to your search."))


def _abroad(site: Site, answer: Answer) -> Reply:
    say = site.say
    country = say("the United States") if site.config.country == "US" else site.config.country
    heading = say("“{text}” is not in {country}", text=answer.text, country=country)
    return Reply(heading, say("This search knows places in {country} only.", country=country))


def _no_postcode(site: Site, answer: Answer) -> Reply:
    heading = site.say("There is no ZIP code {code}", code=answer.text)
    return Reply(heading, site.say("A ZIP code has five digits.") + _question(site, answer))


def _off_globe(site: Site, answer: Answer) -> Reply:
    rule = to_say("Latitude comes first and goes from -90 to 90; longitude goes from -180 to 180.")
    return Reply(site.say("“{text}” is not on the globe", text=answer.text), site.say(rule))


def _emergency(site: Site, _: Answer) -> Reply:
    help_now = to_say(
        "This page only measures distances. If you think of suicide, call or text 988. "
        "To find a clinic, type a town or ZIP code alone."
    )
    return Reply(site.say("Is this an emergency? Call 911 now"), site.say(help_now))


_NO_PLACE = {
    How.EMERGENCY: _emergency,
    How.REGION: _region,
    How.HERE: _here,
    How.NO_PLACE: _treatment_alone,
    How.ABROAD: _abroad,
    How.NO_POSTCODE: _no_postcode,
    How.OFF_GLOBE: _off_globe,
}


def _question(site: Site, answer: Answer) -> str:
    return " " + site.say("Did you mean one of these?") if answer.suggestions else ""

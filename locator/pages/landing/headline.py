"""The heading, first sentence and description of a landing page: "in" a town only if that is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.pages.facts.outlook import clinics_in
from locator.site.words import lower_first

if TYPE_CHECKING:
    from locator.pages.facts.outlook import Outlook


def heading(outlook: Outlook) -> str:
    """Names the treatment "in" a town with a shown clinic's address, else clinics "near" it (rule E4)."""
    site, treatment, town = outlook.site, outlook.treatment, outlook.site.called(outlook.town)
    if outlook.here:
        return site.say("{treatment} in {town}", treatment=treatment.name, town=town)
    return site.say("{clinics} near {town}", clinics=treatment.clinics, town=town)


def lead(outlook: Outlook) -> str:
    """The first sentence: how many clinics are in town, or that none is and where the nearest is."""
    site, noun, nouns = outlook.site, outlook.site.config.clinic_noun, outlook.site.config.clinics_noun
    if not outlook.shown:
        treatment = lower_first(outlook.treatment.name)
        return site.say("No {clinic} offers {treatment} now.", clinic=noun, treatment=treatment)
    here = outlook.here
    if not here:
        return f"{_none_here(outlook)} {_nearest(outlook)}"
    others = len(outlook.shown) - here
    in_town = site.say.plural(
        "{count} {clinic} in town.", "{count} {clinics} in town.", here, clinic=noun, clinics=nouns
    )
    more = site.say.plural("{count} more nearby.", "{count} more nearby.", others) if others else ""
    return f"{in_town} {more}".rstrip()


def description(outlook: Outlook) -> str:
    """What a search engine may show below the title."""
    site, treatment, town = outlook.site, outlook.treatment.name, outlook.town.label
    if not outlook.shown:
        return site.say(
            "No {clinic} near {town} offers {treatment} now.",
            clinic=site.config.clinic_noun,
            town=town,
            treatment=lower_first(treatment),
        )
    near = outlook.shown[0]
    nearest = site.say(
        "{treatment}, nearest to {town}: {clinic}, {distance} away (straight line).",
        treatment=treatment,
        town=town,
        clinic=near.clinic.name,
        distance=site.say.distance(near.distance_km),
    )
    phone = near.clinic.phone
    call = site.say("Call {phone}.", phone=phone) if phone else ""
    return " ".join(part for part in (nearest, site.say("Hours, directions, map."), call) if part)


def _none_here(outlook: Outlook) -> str:
    """Why nobody can be sent to a clinic in town; a clinic there for something else is not denied."""
    site, town, noun = outlook.site, outlook.town.name, outlook.site.config.clinic_noun
    if _is_closed_for_now(outlook):
        return site.say("The {clinic} in {town} is closed for the time being.", clinic=noun, town=town)
    if any(clinic.status is not ClinicStatus.CLOSED for clinic in clinics_in(site, outlook.town)):
        treatment = lower_first(outlook.treatment.name)
        return site.say(
            "No {clinic} in {town} offers {treatment}.", clinic=noun, town=town, treatment=treatment
        )
    if site.config.affiliated:
        return site.say("We have no {clinic} in {town}.", clinic=noun, town=town)
    return site.say("We list no {clinic} in {town}.", clinic=noun, town=town)


def _nearest(outlook: Outlook) -> str:
    say, near = outlook.site.say, outlook.shown[0]
    blanks = {
        "place": near.clinic.address.locality,
        "distance": say.distance(near.distance_km),
        "direction": say.direction(near.bearing),
    }
    if _is_closed_for_now(outlook):
        return say("The nearest open one is in {place}, {distance} {direction} (straight line).", **blanks)
    return say("The nearest is in {place}, {distance} {direction} (straight line).", **blanks)


def _is_closed_for_now(outlook: Outlook) -> bool:
    """Tells whether a clinic in town would offer the treatment, were it not closed."""
    return any(
        clinic.status is ClinicStatus.TEMPORARILY_CLOSED and outlook.treatment.slug in clinic.treatments
        for clinic in clinics_in(outlook.site, outlook.town)
    )

"""What tables often say in cells that pages repeat: gathered here, so that it is said in every language.

A cell that says anything else stays as it was typed.
"""

from __future__ import annotations

from locator.model.sentence import to_say

HOLIDAYS = (
    to_say("New Year's Day"),
    to_say("Martin Luther King Jr. Day"),
    to_say("Washington's Birthday"),
    to_say("Memorial Day"),
    to_say("Juneteenth National Independence Day"),
    to_say("Independence Day"),
    to_say("Labor Day"),
    to_say("Columbus Day"),
    to_say("Veterans Day"),
    to_say("Thanksgiving Day"),
    to_say("Christmas Day"),
    # Those that fall on a date have a day off of their own when it is a Saturday or a Sunday.
    to_say("New Year's Day, observed"),
    to_say("Juneteenth National Independence Day, observed"),
    to_say("Independence Day, observed"),
    to_say("Veterans Day, observed"),
    to_say("Christmas Day, observed"),
)
SPECIAL_DAYS = (  # on which many close early or keep closed, though no holiday
    to_say("Good Friday"),
    to_say("Easter Sunday"),
    to_say("Day after Thanksgiving"),
    to_say("Christmas Eve"),
    to_say("New Year's Eve"),
)
ACCESS = (
    to_say("Step-free entrance"),
    to_say("Accessible parking"),
    to_say("Accessible restroom"),
    to_say("Adjustable treatment table"),
    to_say("Elevator to every floor"),
    to_say("Elevator to the second floor"),
    to_say("Elevator to the third floor"),
    to_say("Hearing loop at the desk"),
    to_say("Two steps at the front"),
    to_say("ramp at the side door"),
)
INSURANCE = (to_say("Medicare (ask the clinic)"),)
LANGUAGES = (to_say("American Sign Language"),)  # those that CLDR has no name for

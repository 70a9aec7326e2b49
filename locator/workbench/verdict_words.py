"""A verdict in marketers' words: what becomes of a page, and each rule with what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.verdicts.verdict import Standing
from locator.site.words import upper_first

if TYPE_CHECKING:
    from locator.pages.verdicts.verdict import Reason, Verdict

WORDS = {
    Standing.INDEX: "Listed",
    Standing.NOINDEX: "Not listed",
    Standing.MERGE: "Leads to a larger town",
    Standing.ABSENT: "No page",
}
MEANINGS = {
    Standing.INDEX: "Search engines are told of this page.",
    Standing.NOINDEX: "Visitors can read this page, but search engines are asked to leave it out.",
    Standing.MERGE: "There is no page of its own: its address leads to a larger town close by.",
    Standing.ABSENT: "There is no page, because no clinic is in reach.",
}

# Rule -> what it asks for, and what helps where it is not met.
_RULES = {
    "E1.1": (
        "A checked clinic is in reach",
        "If people really drive that far, set a larger radius for this town. Otherwise leave it unlisted.",
    ),
    "E1.2": (
        "The town lies where its row says",
        "Correct the county, or take the coordinates out so that the built-in list of places gives them.",
    ),
    "E1.3": (
        "Enough is true here and not next door",
        "Fill in what is blank about the nearest clinics: hours, insurance, languages, parking, people.",
    ),
    "E1.4": (
        "It says something that no other page says",
        "Write about this town in its note: the way, the entrance, the bus. Only what is true here.",
    ),
    "E1.5": (
        "Somebody has checked the facts lately",
        "Call the clinic, compare its facts, and write today's date into its verified_on.",
    ),
    "E1.6": (
        "A clinic's page links to it",
        "Nothing, if it is true: each clinic's page names its twelve nearest towns only.",
    ),
    "E1.7": (
        "A person has approved it",
        "Read the page, then fill in your name and today's date under Approved.",
    ),
    "E2": ("A clinic is in reach", "Nothing helps but a clinic nearby, or a larger radius if it is true."),
    "E3": (
        "No larger town says the same",
        "If this town deserves a page of its own, write a note about it: only what is true here.",
    ),
    "A34": (
        "A person has checked the translation",
        "Somebody who speaks the language reads it, and signs it with checked_by and checked_on.",
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One reason in words: the rule's number, what it asks for, what was found, and what helps if it failed.

    `figures` are what else was measured, for those who check.
    """

    rule: str
    asked: str
    detail: str
    figures: str
    cure: str
    is_met: bool
    is_close: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict in words: its mark for style sheets, one word for people, and the reasons in their order."""

    mark: str
    word: str
    meaning: str
    reasons: tuple[Told, ...]

    @property
    def failing(self) -> tuple[Told, ...]:
        """The reasons that cost the page its place."""
        return tuple(reason for reason in self.reasons if not reason.is_met)


def in_words(verdict: Verdict) -> Judgement:
    """Tells a verdict to a marketer."""
    standing = verdict.standing
    reasons = tuple(_told(reason) for reason in verdict.reasons)
    return Judgement(standing.value, WORDS[standing], MEANINGS[standing], reasons)


def what_helps(rule: str) -> str:
    """What helps any page that does not meet a rule; empty if nobody knows."""
    return _RULES.get(rule, ("", ""))[1]


def _told(reason: Reason) -> Told:
    asked, cure = _RULES.get(reason.rule, (f"Rule {reason.rule}", ""))
    cure = "" if reason.ok and not reason.is_close else reason.cure or cure
    detail, figures = upper_first(reason.detail), upper_first(reason.figures)
    return Told(reason.rule, asked, detail, figures, cure, reason.ok, reason.is_close)

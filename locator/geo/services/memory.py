"""What a site remembers of its geocoders: answers, turns and counts, as tables of one file."""

from locator.geo.services.tally import KEPT_DAYS
from locator.model.kept import Kept
from locator.model.sentence import to_say

SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, day INTEGER NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS answers_by_day ON answers (day);
CREATE TABLE IF NOT EXISTS turns (service TEXT PRIMARY KEY, next REAL NOT NULL);
CREATE TABLE IF NOT EXISTS calls (
    day TEXT, service TEXT, outcome TEXT, count INTEGER NOT NULL, PRIMARY KEY (day, service, outcome)
);
"""


def keeps(cache_days: int) -> tuple[Kept, ...]:
    """What that is; answers are kept for so many days, or not at all."""
    answers = Kept(
        "answers",
        to_say("To ask for no place twice:"),
        {
            "key": to_say("a fingerprint of the place that was typed, which only that place fits"),
            "day": to_say("the day"),
            "sealed": to_say("where the place is, encrypted with the place itself"),
        },
        days=cache_days,
    )
    turns = Kept(
        "turns",
        to_say("To ask the map service no faster than it allows:"),
        {"service": to_say("the map service"), "next": to_say("when it may be asked again")},
        days=0,  # one row of each service
    )
    calls = Kept(
        "calls",
        to_say("To know what the map service costs:"),
        {
            "day": to_say("the day"),
            "service": to_say("the map service"),
            "outcome": to_say("whether it answered"),
            "count": to_say("how often, on that day, by all visitors together"),
        },
        days=KEPT_DAYS,
    )
    return (*((answers,) if cache_days else ()), turns, calls)

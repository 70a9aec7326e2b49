"""What is counted."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What happened, and what its subject is."""

    VIEW = "view"  # a page was opened: the path of the page
    SEARCH = "search"  # a place was searched for: its name in the gazetteer
    UNMET = "unmet"  # the same, and no clinic lay within the site's radius of it
    HERE = "here"  # a position was searched from: nothing
    UNKNOWN = "unknown"  # the words named no place that we know: nothing
    CALL = "call"  # a link to a telephone was pressed: the id of the clinic
    DIRECTIONS = "directions"  # one to directions: the same
    BOOKING = "booking"  # one to a booking: the same


PRESSES = (Kind.CALL, Kind.DIRECTIONS, Kind.BOOKING)

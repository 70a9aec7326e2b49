"""A moment in time, as programs write it (RFC 3339)."""

from __future__ import annotations

import re
from datetime import datetime

YEARS = range(2000, 2100)

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.IGNORECASE,
)
_EXAMPLE = "write it with its offset, such as 2026-12-24T10:00:00-05:00"


def parse_moment(text: str) -> datetime:
    """Reads a date and time with its offset from UTC; raises ValueError that says what to write instead."""
    try:
        moment = datetime.fromisoformat(text.upper()) if _MOMENT.fullmatch(text) else None
    except ValueError:
        moment = None
    if moment is None:
        msg = f"time cannot be read; {_EXAMPLE}"
        raise ValueError(msg)
    if moment.year not in YEARS:
        msg = f"year must be from {YEARS[0]} to {YEARS[-1]}"
        raise ValueError(msg)
    return moment

"""The table [limits] of site.toml: how much one network may ask in a minute (rule C24)."""

from __future__ import annotations

import re

from locator.model.limits import Limits
from locator.site.settings.settings_table import read_table
from locator.site.settings.values import Refused, RefusedTable

MOST = 1_000_000
_WHOLE = re.compile(r"[0-9]{1,7}")


def parse_limits(value: object) -> Limits:
    """Reads the table; raises RefusedTable."""
    values, refused = read_table(value, "limits", KEYS, example="api = 5000")
    if refused:
        raise RefusedTable(refused)
    return Limits(**values)


def parse_limit(value: object) -> int:
    """Reads requests a minute."""
    text = str(value)
    if isinstance(value, bool) or not _WHOLE.fullmatch(text) or int(text) > MOST:
        raise Refused("not a number of requests", "write a whole number a minute, or 0 for no limit")
    return int(text)


KEYS = {"finder": parse_limit, "api": parse_limit}

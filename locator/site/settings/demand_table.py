"""The table [demand] of site.toml: whether anything is counted."""

from __future__ import annotations

from locator.site.settings.settings_table import read_table
from locator.site.settings.values import RefusedTable, parse_flag


def parse_demand(value: object) -> bool:
    """Reads the table; tells whether visits are counted; raises RefusedTable."""
    values, refused = read_table(value, "demand", KEYS, example="counted = false")
    if refused:
        raise RefusedTable(refused)
    return bool(values.get("counted", True))


KEYS = {"counted": parse_flag}

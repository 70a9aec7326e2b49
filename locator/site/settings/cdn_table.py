"""The table [cdn] of site.toml: whether answers bear tags by which a CDN drops them."""

from __future__ import annotations

from locator.site.settings.settings_table import read_table
from locator.site.settings.values import RefusedTable, parse_flag


def parse_cdn(value: object) -> bool:
    """Reads the table; tells whether answers bear tags; raises RefusedTable."""
    values, refused = read_table(value, "cdn", KEYS, example="tags = true")
    if refused:
        raise RefusedTable(refused)
    return bool(values.get("tags", False))


KEYS = {"tags": parse_flag}

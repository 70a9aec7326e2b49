"""The table [api] of site.toml: which other sites' scripts may read the JSON API."""

from __future__ import annotations

import re

from locator.site.settings.settings_table import read_table
from locator.site.settings.values import Refused, RefusedTable, parse_site_address

EVERY = "*"
_USUAL_PORT = re.compile(r"http:.*:80|https:.*:443")


def parse_api(value: object) -> tuple[str, ...]:
    """Reads the table; gives the origins, EVERY alone for all; raises RefusedTable."""
    values, refused = read_table(value, "api", KEYS, example="cors_origins = [...]")
    if refused:
        raise RefusedTable(refused)
    origins: tuple[str, ...] = values.get("cors_origins", ())
    return origins


def parse_origins(value: object) -> tuple[str, ...]:
    """Reads a list of origins; in the environment, a text with blanks between them."""
    origins = value.split() if isinstance(value, str) else value
    if not isinstance(origins, list) or not all(isinstance(origin, str) for origin in origins):
        raise Refused("not a list of addresses", 'write it as ["https://www.example.org"]')
    if EVERY in origins and len(origins) > 1:
        raise Refused('"*" is every site, so no other stands beside it', 'write ["*"], or only the others')
    for origin in origins:
        if origin != EVERY and not is_origin(origin):
            cure = "write it as browsers do: https://www.example.org"
            raise Refused(f"{origin} is not the origin of a site", cure)
    return tuple(dict.fromkeys(origins))


def is_origin(text: str) -> bool:
    """Tells whether a browser would send the text as Origin: no path, no port that goes without saying."""
    try:
        return parse_site_address(text) == text and not _USUAL_PORT.fullmatch(text)
    except Refused:
        return False


KEYS = {"cors_origins": parse_origins}

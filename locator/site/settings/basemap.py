"""The table [map] of site.toml: whether there is an interactive map, and what it is drawn on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from locator.model.basemap import Basemap
from locator.site.settings.settings_table import read_table
from locator.site.settings.values import Refused, RefusedTable, parse_site_address, parse_text

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("style", "tiles", "pmtiles")

_ADDRESS = re.compile(r"https?://[^\s\"'<>\\^`|/?#@]+(?:[/?#][^\s\"'<>\\^`|]*)?", re.ASCII)
_PATH = re.compile(r"/[^\s\"'<>\\^`|?#]+", re.ASCII)
_FILE = re.compile(r"\w[\w.-]*\.pmtiles", re.ASCII)
_BRACES = re.compile(r"\{([^{}]*)\}")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def parse_basemap(value: Any) -> Basemap:
    """Reads the table; raises RefusedTable with all that is wrong in it."""
    values, refused = read_table(value, "map", KEYS, example='tiles = "https://…"')
    refused += _contradictions(value)
    if refused:
        raise RefusedTable(refused)
    return Basemap(more_origins=values.pop("origins", ()), **values)


def _contradictions(table: dict[str, object]) -> list[tuple[str, object, Refused]]:
    """What is wrong with the settings together: one map, and its authors named."""
    kinds = [kind for kind in KINDS if kind in table]
    if not kinds:
        return [("", None, Refused("no map is named", f"give one of {', '.join(KINDS)}"))]
    found = [
        (kind, table[kind], Refused(f"{kinds[0]} is given as well", "keep one of the two"))
        for kind in kinds[1:]
    ]
    if "tiles" in kinds and "attribution" not in table:
        cure = 'say whose map it is: attribution = "© OpenStreetMap contributors"'
        found.append(("attribution", None, Refused("this setting is missing", cure)))
    return found


def _parse_address(value: object) -> str:
    text = parse_text(value)
    if not _ADDRESS.fullmatch(text):
        raise Refused("not a web address", "write it as https://tiles.example/…")
    address = urlsplit(text)
    parse_site_address(f"{address.scheme}://{address.netloc}")  # a host that a header can name
    if address.scheme == "http" and address.hostname not in _LOOPBACK:
        raise Refused("pages over https may not load it", "write https://")
    return text


def _parse_style(value: object) -> str:
    return _without_braces(_parse_address(value), ())


def _parse_tiles(value: object) -> str:
    return _without_braces(_parse_address(value), ("z", "x", "y"))


def _without_braces(text: str, wanted: tuple[str, ...]) -> str:
    """The address, in which exactly the wanted words stand in braces."""
    braces = _BRACES.findall(text)
    if missing := [f"{{{name}}}" for name in wanted if name not in braces]:
        cure = "write it as https://tiles.example/{z}/{x}/{y}.png"
        raise Refused(f"{', '.join(missing)} is missing", cure)
    if strange := [f"{{{name}}}" for name in braces if name not in wanted]:
        cure = "write out one host, key or size in its place"
        raise Refused(f"nothing is known of {', '.join(strange)}", cure)
    return text


def _parse_pmtiles(value: object) -> str:
    text = parse_text(value)
    if text.startswith(("http://", "https://")):
        return _parse_address(text)
    if not (_FILE.fullmatch(text) or (_PATH.fullmatch(text) and not text.startswith("//"))):
        cure = 'write "florida.pmtiles" for a file of the site folder, or https://…'
        raise Refused("neither a file nor an address", cure)
    return text


def _parse_origins(value: object) -> tuple[str, ...]:
    """A list of hosts; from the environment, with blanks between them."""
    listed = value.split() if isinstance(value, str) else value
    if not isinstance(listed, list):
        raise Refused("not a list", 'write it as ["https://fonts.example"]')
    return tuple(map(parse_site_address, listed))


# Key in the table -> its parser.
KEYS: dict[str, Callable[[object], Any]] = {
    "style": _parse_style,
    "tiles": _parse_tiles,
    "pmtiles": _parse_pmtiles,
    "attribution": parse_text,
    "origins": _parse_origins,
}

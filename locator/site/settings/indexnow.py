"""The table [indexnow] of site.toml: the key with which changes are announced (rule A37)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from locator.model.indexnow import IndexNow
from locator.site.settings.settings_table import read_table
from locator.site.settings.values import Refused, RefusedTable, is_divisible, parse_text

_KEY = re.compile(r"[A-Za-z0-9-]{8,128}", re.ASCII)
_ENDPOINT = re.compile(r"https?://[^\s/?#@\\]+/[^\s?#\\]*", re.ASCII)


def parse_indexnow(value: object) -> IndexNow:
    """Reads the table; raises RefusedTable."""
    values, refused = read_table(value, "indexnow", KEYS, example='key = "..."')
    if "key" not in values and not refused:
        refused.append(("key", None, Refused("this setting is missing", _CURE)))
    if refused:
        raise RefusedTable(refused)
    return IndexNow(**values)


def parse_key(value: object) -> str:
    """Reads a key: 8 to 128 of a-z, A-Z, 0-9 and hyphens; everybody may read it."""
    text = parse_text(value)
    if not _KEY.fullmatch(text):
        raise Refused("not a key of IndexNow", _CURE)
    return text


def parse_endpoint(value: object) -> str:
    """Reads the address that takes the announcements."""
    text = parse_text(value)
    if not (_ENDPOINT.fullmatch(text) and urlsplit(text).netloc and is_divisible(text)):
        raise Refused("not the address of a service", "write it as https://api.indexnow.org/indexnow")
    return text


_CURE = "write 8 to 128 letters, digits and hyphens of your own choice"
KEYS = {"key": parse_key, "endpoint": parse_endpoint}

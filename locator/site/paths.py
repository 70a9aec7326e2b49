"""The many spellings of a path, and the one by which it is known (rule A35)."""

from __future__ import annotations

from urllib.parse import unquote


def tidy(path: str) -> str:
    """The one spelling of a path as a server reads it: lower case, single slashes, a slash at the end."""
    parts = [part for part in path.lower().split("/") if part]
    return f"/{'/'.join(parts)}/" if parts else "/"


def destination(address: str) -> str:
    """The one spelling of the path that an address leads to: /Ca%C3%B1on?x=1 -> /cañon/."""
    return tidy(unquote(split_query(address)[0]))


def split_query(address: str) -> tuple[str, str]:
    """An address of the site as its path and all that follows, from the first ? or # on."""
    ends = [at for mark in "?#" if (at := address.find(mark)) >= 0]
    end = min(ends, default=len(address))
    return address[:end], address[end:]

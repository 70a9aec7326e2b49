"""The names that the site may be asked by (decision 47)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from locator.web.pacing import parse_address

if TYPE_CHECKING:
    from locator.site.settings.config import Config

KEPT = 1_024  # names that are remembered, right or wrong
LONGEST = 260  # letters of a name of the internet, with its port
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?")


class Hosts:
    """The names of a site: that of its address, those of its settings, and what machines call themselves."""

    def __init__(self, config: Config) -> None:
        self._names = frozenset({_name_of(urlsplit(config.base_url).netloc.encode()), *config.hosts})
        self._admits_name = lru_cache(KEPT)(self._is_own)

    def admits(self, host: bytes) -> bool:
        """Whether a Host may be served, at whatever port."""
        return len(host) <= LONGEST and self._admits_name(host)

    def _is_own(self, host: bytes) -> bool:
        name = _name_of(host)
        if name in self._names or name == "localhost":
            return True
        address = parse_address(name.strip("[]"))
        return address is not None and (address.is_loopback or address.is_unspecified)


def is_address(host: bytes, address: str) -> bool:
    """Whether a Host is the address itself at which a connection was taken: no name can come to be that."""
    asked = parse_address(_name_of(host).strip("[]"))
    return asked is not None and asked == parse_address(address)


def _name_of(host: bytes) -> str:
    """A Host without its port; blank if it is none."""
    found = _HOST.fullmatch(host.decode("latin-1").lower())
    return found[1].removesuffix(".") if found else ""

"""The names that the site may be asked by (decision 47)."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from locator.site.settings.config import Config

KEPT = 1_024  # names that are remembered, right or wrong
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?")


class Hosts:
    """The names of a site: that of its address, those of its settings, and what machines call themselves."""

    def __init__(self, config: Config) -> None:
        self._names = frozenset({_host_of(config.base_url), *config.hosts})
        self.admits = lru_cache(KEPT)(self._admits)

    def _admits(self, host: bytes) -> bool:
        """Whether a Host may be served, at whatever port."""
        found = _HOST.fullmatch(host.decode("latin-1").lower())
        if not found:
            return False
        name = found[1].removesuffix(".")
        return name in self._names or name == "localhost" or _is_loopback(name)


def _host_of(base_url: str) -> str:
    found = _HOST.fullmatch(urlsplit(base_url).netloc)
    assert found, base_url  # parse_site_address has seen to it
    return found[1]


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False

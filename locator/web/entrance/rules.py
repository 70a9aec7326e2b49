"""What the settings say of who may ask, made ready for every request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.entrance.hosts import Hosts
from locator.web.entrance.proxies import Proxies

if TYPE_CHECKING:
    from locator.site.settings.config import Config


class Rules:
    """The hosts and the proxies of one `config`."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.hosts = Hosts(config)
        self.proxies = Proxies(config.trusted_proxies)

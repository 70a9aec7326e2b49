"""Where an address is: remembered, or asked of one service and then of another."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.services.hit_cache import HitCache, Kept
from locator.geo.services.memory import SCHEMA
from locator.geo.services.service import Service, Unanswered
from locator.geo.services.tally import Tally
from locator.model.geocoder_settings import PATIENCE
from locator.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from locator.geo.services.hit import Hit
    from locator.geo.services.service import Watch
    from locator.geo.services.tally import Calls
    from locator.model.data_source import DataSource
    from locator.model.geocoder_settings import GeocoderSettings

SHARE = 0.6  # of it that the first of two services may use up


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """What was found; `asked` names the services that learned the question, `credit` whose data it is."""

    hits: tuple[Hit, ...] = ()
    asked: tuple[str, ...] = ()
    credit: DataSource | None = None


class AddressFinder:
    """Finds addresses: the cache first, then the services in order. It never raises; threads may share it.

    It may take `PATIENCE` seconds: not for an event loop.
    """

    def __init__(
        self, settings: GeocoderSettings, services: tuple[Service, ...], cache: HitCache, tally: Tally
    ) -> None:
        self.settings = settings
        self._services, self._cache, self._tally = services, cache, tally

    def find(self, query: str) -> FoundAddress:
        """What is known of where `query` is."""
        if kept := self._cache.find(query):
            known = {each.name: each for each in self.settings.services}
            return FoundAddress(kept.hits, credit=known[kept.service].credit)
        ends = time.monotonic() + PATIENCE
        asked: list[str] = []
        for service in self._services:
            left = ends - time.monotonic()
            try:
                hits = service.ask(query, seconds=left if service is self._services[-1] else left * SHARE)
            except Unanswered as failure:
                asked += [service.settings.title] if failure.was_asked else []
                continue
            asked.append(service.settings.title)
            self._cache.keep(query, Kept(service.settings.name, hits))
            return FoundAddress(hits, tuple(asked), service.settings.credit)
        return FoundAddress(asked=tuple(asked))

    @property
    def is_left_alone(self) -> bool:
        """Whether no service is asked for a while, because all have failed."""
        return all(service.is_left_alone for service in self._services)

    def calls(self) -> dict[Calls, int]:
        """How often each service was called on each day, by outcome."""
        return self._tally.counts()


def open_address_finder(
    settings: GeocoderSettings, folder: Path, *, watch: Watch | None = None
) -> AddressFinder:
    """Makes the finder of a site folder; raises ValueError if the settings make no geocoder.

    `watch` is told of each call what came of it, and its seconds.
    """
    store = Store(folder / settings.cache, SCHEMA)
    tally = Tally(store)
    services = tuple(Service(each, store=store, tally=tally, watch=watch) for each in settings.services)
    cache = HitCache(store, scope="|".join(each.name for each in settings.services), days=settings.cache_days)
    return AddressFinder(settings, services, cache, tally)

"""What stands behind the site: who is asked where an address is. Nobody is asked without `--online`."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from locator.commands.examining.finding import Finding, look_at, mend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.geocoder_settings import GeocoderSettings, ServiceSettings
    from locator.site.folder import SiteFolder
    from locator.site.settings.config import Config

QUESTION = (
    "1600 Pennsylvania Avenue NW, Washington, DC"  # an address that every geocoder of the country knows
)


def examined_behind(folder: SiteFolder, config: Config, *, online: bool) -> Iterator[Finding]:
    """The services that the settings name; `online` asks each of them one question."""
    if config.geocoder is None:
        yield Finding("geocoder", "none: addresses are answered by their town or ZIP code")
        return
    for service in config.geocoder.services:
        yield _asked(folder, config.geocoder, service) if online else _told(service)


def _told(service: ServiceSettings) -> Finding:
    limit = f", at most {service.calls_per_day:,} calls a day" if service.calls_per_day else ""
    return Finding("geocoder", f"{service.name}{limit}; `--online` asks it one question")


def _asked(folder: SiteFolder, settings: GeocoderSettings, service: ServiceSettings) -> Finding:
    from locator.geo.services.memory import SCHEMA
    from locator.geo.services.service import Service, Unanswered
    from locator.geo.services.tally import Tally
    from locator.model.geocoder_settings import PATIENCE
    from locator.store import Store

    with closing(Store(folder.path / settings.cache, SCHEMA)) as store:
        try:
            hits = Service(service, store=store, tally=Tally(store)).ask(QUESTION, seconds=PATIENCE)
        except Unanswered:
            cure = "look whether it is up, whether the key is right and its calls are not used up"
            return mend("geocoder", f"{service.name} does not answer; visitors get town and ZIP code", cure)
    if not hits:
        cure = "look whether it covers the United States"
        return look_at("geocoder", f"{service.name} answers, but does not know {QUESTION}", cure)
    return Finding("geocoder", f"{service.name} answers")

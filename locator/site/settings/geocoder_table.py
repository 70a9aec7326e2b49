"""The [geocoder] table of site.toml: which service may be asked where an address is. Off unless named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from locator.geo.services.known import (
    POLICY,
    SERVICES,
    arguments_of,
    default_domain,
    facts_of,
    is_public_nominatim,
    make_geocoder,
)
from locator.model.data_source import DataSource
from locator.model.geocoder_settings import DEFAULT_CACHE, PATIENCE, GeocoderSettings, ServiceSettings
from locator.site.settings.environment import FALLBACK
from locator.site.settings.values import Refused, RefusedTable, one_of, parse_number, parse_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NO_TABLE, ON_LINES = "not a table", "write the settings on lines of their own under"
MAX_DAYS = 365
MAX_CALLS = 100_000_000
PUBLIC_RATE = 0.9  # under one a second, so that the network's jitter does not bring two together
OWN_KEYS = ("service", "timeout", "rate", "calls_per_day", "attribution")  # the rest goes to geopy
SHOWN_KEYS = (*OWN_KEYS, "cache", "cache_days", "domain", "scheme")
KEYS = (*SHOWN_KEYS, "api_key", "user_agent")  # a service may take more

_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:/[\w./-]*)?", re.ASCII)
# Who can be reached: an e-mail address or a website.
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}|[a-z0-9-]+\.[a-z]{2,}", re.IGNORECASE)
_LIBRARY = re.compile(
    r"\s*(?:geopy|python|urllib|requests|httpx|aiohttp|curl|wget|mozilla|locator)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Reader:
    """Takes settings out of a table one by one and gathers what is wrong with them."""

    table: dict[str, Any]
    within: str = ""  # what stands before the keys in a message
    refused: list[tuple[str, object, Refused]] = field(default_factory=list)

    def take(self, key: str, parse: Callable[[Any], Any], default: Any = None) -> Any:
        if key not in self.table:
            return default
        value = self.table.pop(key)
        try:
            return parse(value)
        except Refused as refusal:
            self.refuse(key, str(refusal), refusal.cure, value)
            return default

    def refuse(self, key: str, message: str, cure: str, value: object = None) -> None:
        shown = value if key in SHOWN_KEYS else None  # anything else may be a key or a password
        self.refused.append((f"{self.within}{key}".rstrip("."), shown, Refused(message, cure)))


def parse_geocoder(value: object) -> GeocoderSettings | None:
    """Reads the table, None if it is switched off; raises RefusedTable with all that is wrong in it."""
    if not isinstance(value, dict):
        raise RefusedTable([("", None, Refused(NO_TABLE, f"{ON_LINES} [geocoder]"))])
    reader = _Reader(dict(value))
    inner = reader.take(FALLBACK, _parse_table, {})
    has_fallback = bool(inner.keys() - {"api_key"})
    is_off = reader.table.get("service") == ""  # by the environment
    if is_off or (reader.table.keys() <= {"api_key"} and not has_fallback and not reader.refused):
        return None  # a key may lie about in the environment
    cache = reader.take("cache", parse_text, DEFAULT_CACHE)
    days = reader.take("cache_days", lambda days: int(parse_number(days, 0, MAX_DAYS)))
    primary, fallback = _parse_service(reader), None
    if has_fallback:
        inner_reader = _Reader(dict(inner), f"{FALLBACK}.", reader.refused)
        fallback = _parse_service(inner_reader)
    if reader.refused or primary is None:
        raise RefusedTable(reader.refused)
    chosen = (primary, fallback) if fallback else (primary,)
    if days is None:
        days = min(facts_of(each.service).days for each in chosen)
    return GeocoderSettings(primary, fallback, cache, days)


def _parse_table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused(NO_TABLE, f"{ON_LINES} [geocoder.fallback]")
    return value


def _parse_service(reader: _Reader) -> ServiceSettings | None:
    """One service, or None with what is wrong in the reader."""
    if "service" not in reader.table:
        cure = f"add service, one of {', '.join(SERVICES)}"
        reader.refuse("service", "this setting is missing", cure)
    service = reader.take("service", one_of(*SERVICES))
    if service is None:
        return None
    settings = _settings_of(reader, service)
    if not reader.refused:
        _try(reader, settings)
    return settings


def _settings_of(reader: _Reader, service: str) -> ServiceSettings:
    attribution = reader.take("attribution", _parse_attribution, True)
    settings = ServiceSettings(
        service,
        facts_of(service).title,
        timeout=reader.take("timeout", lambda value: parse_number(value, 0.1, PATIENCE), 2.0),
        rate=reader.take("rate", lambda value: parse_number(value, 0.001, 1000)),
        calls_per_day=reader.take("calls_per_day", lambda value: int(parse_number(value, 1, MAX_CALLS))),
        credit=_credit(service, attribution),
    )
    arguments = _arguments(reader, service)
    settings = replace(settings, arguments=tuple(sorted(arguments.items())))
    if domain := arguments.get("domain", ""):
        settings = replace(settings, title=f"{settings.title} at {domain.partition('/')[0]}")
    if is_public_nominatim(service, domain):
        _check_policy(reader, arguments, settings.rate, attribution)
        rate = min(settings.rate or PUBLIC_RATE, PUBLIC_RATE)
        return replace(settings, rate=rate, is_public_nominatim=True)
    return settings


def _arguments(reader: _Reader, service: str) -> dict[str, str]:
    """What goes to the service's constructor."""
    known = arguments_of(service)
    parsers = {"domain": _parse_domain, "scheme": one_of("https", "http")}
    found = {}
    for key in list(reader.table):
        if key not in known:
            cure = f"take it out; {service} takes {', '.join([*OWN_KEYS, *known])}"
            reader.refuse(key, f"{service} has no such setting", cure)
        elif value := reader.take(key, parsers.get(key, parse_text)):
            found[key] = value
    if found.get("domain") == default_domain(service):
        del found["domain"]
    for key in [key for key, is_required in known.items() if is_required and key not in found]:
        variable = f"LOCATOR_GEOCODER_{reader.within}{key}".upper().replace(".", "_")
        cure = f"set {variable} in the environment, or write it here"
        reader.refuse(key, f"{service} needs this setting", cure)
    return found


def _check_policy(
    reader: _Reader, arguments: Mapping[str, str], rate: float | None, attribution: str | bool
) -> None:
    """Holds a site to what the volunteers ask who run the public Nominatim (rule C24)."""
    policy = f"see {POLICY}"
    agent = arguments.get("user_agent", "")
    if not _CONTACT.search(agent) or _LIBRARY.match(agent) or "example." in agent.lower():
        message = "the public Nominatim wants to know who asks"
        cure = f'write your own name and address, as in "Lake Clinics finder (web@lakeclinics.org)"; {policy}'
        reader.refuse("user_agent", message, cure)
    if rate and rate > 1:
        message = "the public Nominatim answers one call a second, of the whole site"
        reader.refuse("rate", message, f"write 1 or less, or run a Nominatim of your own; {policy}", rate)
    if attribution is False or (isinstance(attribution, str) and "OpenStreetMap" not in attribution):
        message = "answers of the public Nominatim carry the name of OpenStreetMap"
        reader.refuse("attribution", message, f"take it out; {policy}", attribution)
    if arguments.get("scheme") == "http":
        reader.refuse("scheme", "addresses would travel in the open", "take it out", "http")


def _credit(service: str, attribution: str | bool) -> DataSource | None:
    if isinstance(attribution, str):
        return DataSource(attribution, "")
    return facts_of(service).credit if attribution else None


def _try(reader: _Reader, settings: ServiceSettings) -> None:
    """Makes the geocoder once: geopy knows what goes with what."""
    try:
        make_geocoder(settings)
    except ValueError:
        takes = ", ".join(arguments_of(settings.service))
        message = f"{settings.service} cannot be used with these settings"
        reader.refuse("", message, f"most services need api_key; this one takes {takes}")


def _parse_attribution(value: object) -> str | bool:
    if isinstance(value, bool) or value in ("true", "false"):
        return value in (True, "true")
    return parse_text(value)


def _parse_domain(value: object) -> str:
    text = parse_text(value).lower().strip("/")
    if not _DOMAIN.fullmatch(text):
        raise Refused("not a domain", "write it as geocoder.example.org, without https://")
    return text

"""The geocoding services that geopy knows: what each is called, takes and can be told."""

from __future__ import annotations

import inspect
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geopy.exc import GeopyError
from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service

from locator import __version__
from locator.geo.services.transport import Transport
from locator.model.data_source import DataSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.geocoder_settings import ServiceSettings

# geopy logs addresses that were asked for, with the key, and what services answer: nobody's business.
logging.getLogger("geopy").addFilter(lambda _: False)

OSM = DataSource("© OpenStreetMap contributors", "ODbL", "https://www.openstreetmap.org/copyright")
POLICY = "https://operations.osmfoundation.org/policies/nominatim/"
PUBLIC_NOMINATIM = "nominatim.openstreetmap.org"
MAX_HITS = 5

_OTHER_COUNTRIES = {"baidu", "baiduv3", "banfrance", "databc", "ignfrance", "what3words", "what3wordsv3"}
SERVICES = tuple(sorted(SERVICE_TO_GEOCODER.keys() - _OTHER_COUNTRIES))
#: What geopy may call the key of a service; `api_key` in site.toml stands for whichever it is.
_KEYS = ("api_key", "apikey", "subscription_key")
_COMMON = {"self", "timeout", "proxies", "ssl_context", "adapter_factory", "token_lifetime"}
_US_BOX = ((17.0, -180.0), (72.0, -64.0))
# What a service must be told to look in the United States only, by the name of geopy's parameter.
_BOUNDS: tuple[tuple[str, object], ...] = (
    ("country_codes", "us"),
    ("countries", ["USA"]),
    ("country", "US"),
    ("components", {"country": "US"}),
    ("bbox", _US_BOX),
    ("bounds", _US_BOX),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a service: its name in words, whose data it gives, how long answers may be kept."""

    title: str
    credit: DataSource | None = None
    days: int = 30


_FACTS = {
    "nominatim": Facts("Nominatim", OSM, 180),
    "photon": Facts("Photon", OSM, 180),
    "pelias": Facts("Pelias", None, 180),
    "openmapquest": Facts("MapQuest", OSM),
    "pickpoint": Facts("PickPoint", OSM),
    "mapbox": Facts("Mapbox", None, 0),  # its terms for the interface that geopy calls: not to be kept
    "google": Facts("Google"),
    "googlev3": Facts("Google"),
    "geocodeearth": Facts("Geocode Earth", None, 180),
    "opencage": Facts("OpenCage", OSM),
    "here": Facts("HERE"),
    "herev7": Facts("HERE"),
    "maptiler": Facts("MapTiler", OSM),
}


def facts_of(service: str) -> Facts:
    """What is known of a service; of one that nothing is known of, its class's name and 30 days."""
    return _FACTS.get(service) or Facts(get_geocoder_for_service(service).__name__)


def arguments_of(service: str) -> dict[str, bool]:
    """What the service's constructor takes, as site.toml calls it, and whether it must be given."""
    parameters = inspect.signature(get_geocoder_for_service(service).__init__).parameters
    return {
        "api_key" if name in _KEYS else name: parameter.default is inspect.Parameter.empty
        for name, parameter in parameters.items()
        if name not in _COMMON
    }


def default_domain(service: str) -> str:
    """Where the service is unless told otherwise; "" if it has no such place."""
    parameter = inspect.signature(get_geocoder_for_service(service).__init__).parameters.get("domain")
    return str(parameter.default) if parameter and isinstance(parameter.default, str) else ""


def is_public_nominatim(service: str, domain: str) -> bool:
    """Whether the service is the one that OpenStreetMap's volunteers run for everybody."""
    host = (domain or default_domain(service)).lower().partition("/")[0].partition(":")[0].rstrip(".")
    return host == PUBLIC_NOMINATIM or host.endswith(f".{PUBLIC_NOMINATIM}")


def make_geocoder(settings: ServiceSettings) -> Any:
    """Makes geopy's geocoder; raises ValueError, without repeating a setting, if it cannot be made."""
    kind = get_geocoder_for_service(settings.service)
    names = inspect.signature(kind.__init__).parameters
    key = next((name for name in _KEYS if name in names), "api_key")
    arguments = {key if name == "api_key" else name: value for name, value in settings.arguments}
    arguments.setdefault("user_agent", f"locator/{__version__}")
    try:
        return kind(**arguments, timeout=settings.timeout, adapter_factory=Transport)
    except (GeopyError, TypeError, ValueError):
        raise ValueError("the service cannot be used with these settings") from None


def search_options(geocoder: Any) -> dict[str, object]:
    """What to say with each question: several answers, of the United States only, where it can be said."""
    return dict(_search_options(set(inspect.signature(geocoder.geocode).parameters)))


def _search_options(names: set[str]) -> Iterator[tuple[str, object]]:
    bound = next((pair for pair in _BOUNDS if pair[0] in names), None)
    if bound:
        yield bound
    for name in ("limit", "maxresults", "candidates"):
        if name in names:
            yield name, MAX_HITS
    if {"addressdetails", "country_codes"} <= names:
        yield "language", "en"

"""site.toml: what the operator decides. Environment variables (LOCATOR_…) override it key by key."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from locator.model.data_source import DataSource
from locator.model.phone import parse_phone
from locator.model.units import KM_PER_MILE
from locator.site.geocoder_table import TABLE, parse_geocoder, with_environment
from locator.site.settings import (
    UNITS,
    Refused,
    one_of,
    parse_count,
    parse_day,
    parse_email,
    parse_flag,
    parse_phone_text,
    parse_radius,
    parse_site_address,
    parse_sources,
    parse_text,
    setting_problem,
    with_unit,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from locator.model.geocoder_settings import GeocoderSettings
    from locator.model.problem import Problem

PREFIX = "LOCATOR_"
MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one site, checked; `base_url` has no trailing slash, radii are in km."""

    name: str
    base_url: str
    main_treatment: str
    description: str = ""
    publisher: str = ""
    email: str = ""
    phone: str = ""
    language: str = "en"
    country: str = "US"
    units: str = "miles"
    service_radius_km: float = 25 * KM_PER_MILE
    nearest_count: int = 4
    clinic_noun: str = "clinic"  # what the site calls a clinic, and several
    clinics_noun: str = "clinics"
    affiliated: bool = True  # whether the clinics are the publisher's own
    demonstration: bool = False
    as_of: date | None = None
    notice: str = ""
    allow_ai_training: bool = False
    allow_ai_search: bool = True
    allow_ai_user_fetch: bool = True
    sources: tuple[DataSource, ...] = field(default=())
    geocoder: GeocoderSettings | None = None


def load_config(path: Path, environ: Mapping[str, str]) -> tuple[Config | None, list[Problem]]:
    """Reads site.toml and the environment; None with the problems if any setting is wrong."""
    try:
        table = _parse_toml(_read(path))
    except Refused as refusal:
        return None, [setting_problem(None, None, str(refusal), refusal.cure)]
    geocoder = with_environment(table.get(TABLE, {}), environ)
    return parse_config(table | _overrides(environ) | ({TABLE: geocoder} if geocoder else {}))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused("the site folder has no site.toml", "run `locator init DIR` to see one") from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise Refused(message, "check its name and who may read it") from None
    if len(data) > MAX_BYTES:
        raise Refused(f"the file is larger than {MAX_BYTES // 1_000_000} MB", "keep only the settings")
    return data


def _parse_toml(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("the file is not UTF-8 text", "save it again as UTF-8") from None
    except RecursionError:
        raise Refused("it is not valid TOML: lists within lists without end", "take them out") from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"it is not valid TOML: {error}", "mend that line") from None
    except ValueError:
        raise Refused("a number in it has thousands of digits", "write a smaller one") from None


def parse_config(table: Mapping[str, Any]) -> tuple[Config | None, list[Problem]]:
    """Checks every setting and reports all mistakes at once."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        if key == TABLE:
            values[TABLE], found = parse_geocoder(value)
            problems += found
            continue
        if key not in SETTINGS:
            cure = f"take it out; the settings are {', '.join([*SETTINGS, TABLE])}"
            problems.append(setting_problem(key, value, "there is no such setting", cure))
            continue
        name, parse = SETTINGS[key]
        try:
            values[name] = parse(with_unit(value, table) if key == "service_radius" else value)
        except Refused as refusal:
            problems.append(setting_problem(key, value, str(refusal), refusal.cure))
    for name in _REQUIRED - values.keys() - {p.column for p in problems}:
        problems.append(setting_problem(name, None, "this setting is missing", f'add {name} = "..."'))
    if values.get("demonstration", "demonstration" in table) is False:
        problems += _only_for_demonstrations(values)
    return (None if problems else Config(**values)), sorted(problems, key=lambda p: p.column or "")


def _only_for_demonstrations(values: Mapping[str, Any]) -> list[Problem]:
    problems = []
    if day := values.get("as_of"):
        message = "only a demonstration may fix its date"
        problems.append(setting_problem("as_of", day, message, "take as_of out"))
    if (text := values.get("phone")) and parse_phone(text, "US").is_fictional:
        message = "set aside for examples, so no call reaches anyone"
        problems.append(setting_problem("phone", text, message, "write a number of your own"))
    return problems


def _overrides(environ: Mapping[str, str]) -> dict[str, Any]:
    names = {PREFIX + key.upper(): key for key in SETTINGS if key != "sources"}
    return {names[variable]: value for variable, value in environ.items() if variable in names}


# Key in the file -> (field of Config, parser).
SETTINGS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "name": ("name", parse_text),
    "base_url": ("base_url", parse_site_address),
    "main_treatment": ("main_treatment", parse_text),
    "description": ("description", parse_text),
    "publisher": ("publisher", parse_text),
    "email": ("email", parse_email),
    "phone": ("phone", parse_phone_text),
    "language": ("language", one_of("en")),
    "country": ("country", one_of("US")),
    "units": ("units", one_of(*UNITS)),
    "service_radius": ("service_radius_km", lambda value: parse_radius(str(value))),
    "nearest_count": ("nearest_count", parse_count),
    "clinic_noun": ("clinic_noun", parse_text),
    "clinics_noun": ("clinics_noun", parse_text),
    "affiliated": ("affiliated", parse_flag),
    "demonstration": ("demonstration", parse_flag),
    "as_of": ("as_of", parse_day),
    "notice": ("notice", parse_text),
    "allow_ai_training": ("allow_ai_training", parse_flag),
    "allow_ai_search": ("allow_ai_search", parse_flag),
    "allow_ai_user_fetch": ("allow_ai_user_fetch", parse_flag),
    "sources": ("sources", parse_sources),
}
_REQUIRED = frozenset(f.name for f in fields(Config) if f.default is MISSING and f.default_factory is MISSING)

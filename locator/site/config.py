"""site.toml: what the operator decides. Environment variables (LOCATOR_…) override it key by key."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from locator.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE = "site.toml"
PREFIX = "LOCATOR_"
KM_PER_MILE = 1.609344
MAX_RADIUS_KM = 60 * KM_PER_MILE  # rule E1.1: beyond this a clinic is not near


@dataclass(frozen=True, slots=True)
class DataSource:
    """Where data on the pages came from, for /credits/."""

    name: str
    licence: str
    url: str = ""


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


class _Refused(ValueError):
    """A setting that cannot stand: what is wrong, and the cure."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


def load_config(path: Path, environ: Mapping[str, str]) -> tuple[Config | None, list[Problem]]:
    """Reads site.toml and the environment; None with the problems if any setting is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return None, [
            _problem(None, None, "the site folder has no site.toml", "run `locator init DIR` to see one")
        ]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [_problem(None, None, f"it is not valid TOML: {error}", "mend that line")]
    return parse_config(table | _overrides(environ))


def parse_config(table: Mapping[str, Any]) -> tuple[Config | None, list[Problem]]:
    """Checks every setting and reports all mistakes at once."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        if key not in SETTINGS:
            cure = f"take it out; the settings are {', '.join(SETTINGS)}"
            problems.append(_problem(key, value, "there is no such setting", cure))
            continue
        name, parse = SETTINGS[key]
        try:
            values[name] = parse(value)
        except _Refused as refusal:
            problems.append(_problem(key, value, str(refusal), refusal.cure))
    for name in _REQUIRED - values.keys() - {p.column for p in problems}:
        problems.append(_problem(name, None, "this setting is missing", f'add {name} = "..."'))
    if values.get("as_of") and not values.get("demonstration"):
        problems.append(
            _problem("as_of", values["as_of"], "only a demonstration may fix its date", "take as_of out")
        )
    return (None if problems else Config(**values)), sorted(problems, key=lambda p: p.column or "")


def _overrides(environ: Mapping[str, str]) -> dict[str, Any]:
    names = {PREFIX + key.upper(): key for key in SETTINGS if key != "sources"}
    return {names[variable]: value for variable, value in environ.items() if variable in names}


def _problem(key: str | None, value: object, message: str, cure: str) -> Problem:
    shown = None if value is None else str(value)
    quoted = "" if shown is None else f'"{shown}": '
    return Problem(Severity.ERROR, FILE, f"{quoted}{message}", cure, column=key, value=shown)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Refused("not a text", "write it between double quotes")
    return value.strip()


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "1", "yes", "false", "0", "no"):  # from the environment
        return value in ("true", "1", "yes")
    raise _Refused("neither true nor false", "write true or false, without quotes")


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise _Refused("not a date", "write it as 2026-11-22") from None


def _address(value: object) -> str:
    text = _text(value).rstrip("/")
    parts = urlsplit(text)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or parts.query
        or parts.fragment
        or parts.path
    ):
        raise _Refused("not the address of a site", "write it as https://www.example.org")
    return text


def _count(value: object) -> int:
    text = str(value)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10):  # noqa: PLR2004  # see the cure
        raise _Refused("not a count", "write a whole number from 1 to 10")
    return int(text)


def parse_radius(text: str, units: str = "miles") -> float:
    """Reads "25 miles", "40 km" or a bare number in `units`; returns km, raises ValueError."""
    number, _, unit = text.strip().partition(" ")
    unit = unit.strip() or units
    if unit not in ("km", "mi", "mile", "miles"):
        raise _Refused(f"{unit} is not a unit of length", 'write "25 miles" or "40 km"')
    try:
        value = float(number)
    except ValueError:
        raise _Refused("not a distance", 'write "25 miles" or "40 km"') from None
    km = value if unit == "km" else value * KM_PER_MILE
    if not 0 < km <= MAX_RADIUS_KM + 1e-9:
        raise _Refused("further than a clinic can serve", "choose up to 60 miles (97 km)")
    return km


def _one_of(*choices: str) -> Callable[[object], str]:
    def parse(value: object) -> str:
        if value not in choices:
            raise _Refused("not one of the choices", f"write one of {', '.join(choices)}")
        return str(value)

    return parse


def _sources(value: object) -> tuple[DataSource, ...]:
    if not isinstance(value, list):
        raise _Refused("not a list", "write each source under its own [[sources]]")
    try:
        return tuple(DataSource(**entry) for entry in value)
    except TypeError:
        raise _Refused(
            "a source lacks its name or licence", "give each name, licence and, if any, url"
        ) from None


# Key in the file -> (field of Config, parser).
SETTINGS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "name": ("name", _text),
    "base_url": ("base_url", _address),
    "main_treatment": ("main_treatment", _text),
    "description": ("description", _text),
    "publisher": ("publisher", _text),
    "email": ("email", _text),
    "phone": ("phone", _text),
    "language": ("language", _one_of("en")),
    "country": ("country", _one_of("US")),
    "units": ("units", _one_of("miles", "km")),
    "service_radius": ("service_radius_km", lambda value: parse_radius(str(value))),
    "nearest_count": ("nearest_count", _count),
    "clinic_noun": ("clinic_noun", _text),
    "clinics_noun": ("clinics_noun", _text),
    "affiliated": ("affiliated", _flag),
    "demonstration": ("demonstration", _flag),
    "as_of": ("as_of", _day),
    "notice": ("notice", _text),
    "allow_ai_training": ("allow_ai_training", _flag),
    "allow_ai_search": ("allow_ai_search", _flag),
    "allow_ai_user_fetch": ("allow_ai_user_fetch", _flag),
    "sources": ("sources", _sources),
}
_REQUIRED = frozenset(f.name for f in fields(Config) if f.default is MISSING and f.default_factory is MISSING)

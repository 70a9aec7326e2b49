"""site.toml: what the operator decides. Environment variables (LOCATOR_…) override it key by key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from locator.model.phone import parse_phone
from locator.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

FILE = "site.toml"
PREFIX = "LOCATOR_"
KM_PER_MILE = 1.609344
MAX_RADIUS_KM = 60 * KM_PER_MILE  # rule E1.1: beyond this a clinic is not near
UNITS = ("miles", "km")
MAX_BYTES = 1_000_000
SHOWN = 80  # characters of a value that a message repeats

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# A host and, if any, its port: nothing else may stand before the path of a canonical address.
_SITE = re.compile(rf"https?://(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\])(?::\d{{1,5}})?", re.ASCII)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+")
_EMAIL = re.compile(r"[^\s@<>\"'?&%,;:]+@[^\s@<>\"'?&%,;:]+\.[^\s@<>\"'?&%,;:.]+")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
# Nobody types these; half of a surrogate pair is what the environment makes of bytes that are not UTF-8.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


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
        table = _parse_toml(_read(path))
    except _Refused as refusal:
        return None, [_problem(None, None, str(refusal), refusal.cure)]
    return parse_config(table | _overrides(environ))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise _Refused("the site folder has no site.toml", "run `locator init DIR` to see one") from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise _Refused(message, "check its name and who may read it") from None
    if len(data) > MAX_BYTES:
        raise _Refused(f"the file is larger than {MAX_BYTES // 1_000_000} MB", "keep only the settings")
    return data


def _parse_toml(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _Refused("the file is not UTF-8 text", "save it again as UTF-8") from None
    except RecursionError:
        raise _Refused("it is not valid TOML: lists within lists without end", "take them out") from None
    except tomllib.TOMLDecodeError as error:
        raise _Refused(f"it is not valid TOML: {error}", "mend that line") from None
    except ValueError:
        raise _Refused("a number in it has thousands of digits", "write a smaller one") from None


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
            values[name] = parse(_with_unit(value, table) if key == "service_radius" else value)
        except _Refused as refusal:
            problems.append(_problem(key, value, str(refusal), refusal.cure))
    for name in _REQUIRED - values.keys() - {p.column for p in problems}:
        problems.append(_problem(name, None, "this setting is missing", f'add {name} = "..."'))
    if values.get("demonstration", "demonstration" in table) is False:
        problems += _only_for_demonstrations(values)
    return (None if problems else Config(**values)), sorted(problems, key=lambda p: p.column or "")


def _only_for_demonstrations(values: Mapping[str, Any]) -> list[Problem]:
    problems = []
    if day := values.get("as_of"):
        message = "only a demonstration may fix its date"
        problems.append(_problem("as_of", day, message, "take as_of out"))
    if (text := values.get("phone")) and parse_phone(text, "US").is_fictional:
        message = "set aside for examples, so no call reaches anyone"
        problems.append(_problem("phone", text, message, "write a number of your own"))
    return problems


def _overrides(environ: Mapping[str, str]) -> dict[str, Any]:
    names = {PREFIX + key.upper(): key for key in SETTINGS if key != "sources"}
    return {names[variable]: value for variable, value in environ.items() if variable in names}


def _problem(key: str | None, value: object, message: str, cure: str) -> Problem:
    shown = None if value is None else str(value)
    quoted = "" if shown is None else f'"{shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"}": '
    return Problem(Severity.ERROR, FILE, f"{quoted}{message}", cure, column=key, value=shown)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Refused("not a text", "write it between double quotes")
    text = " ".join(value.split())
    if not text:
        raise _Refused("the text is blank", "write one, or take the setting out")
    if _CONTROL.search(text):
        raise _Refused("an invisible control character is in the text", "type it anew")
    return text


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
    text = _text(value).rstrip("/").lower()
    if not _SITE.fullmatch(text):
        raise _Refused("not the address of a site", "write it as https://www.example.org")
    return text


def _email(value: object) -> str:
    text = _text(value)
    if not _EMAIL.fullmatch(text):
        raise _Refused("not an e-mail address", "write it as hello@example.org")
    return text


def _phone(value: object) -> str:
    text = _text(value)
    try:
        parse_phone(text, "US")
    except ValueError:
        raise _Refused("not a number that can be dialed", "write it as (386) 252-1234") from None
    return text


def _count(value: object) -> int:
    text = str(value)
    if text not in map(str, range(1, 11)):
        raise _Refused("not a count", "write a whole number from 1 to 10")
    return int(text)


def _with_unit(value: object, table: Mapping[str, Any]) -> str:
    """A radius that is a bare number is one in the units of the site."""
    text, units = str(value).strip(), table.get("units")
    return f"{text} {units}" if _NUMBER.fullmatch(text) and units in UNITS else text


def parse_radius(text: str, units: str = "miles") -> float:
    """Reads "25 miles", "40 km" or a bare number in `units`; returns km, raises ValueError."""
    number, _, unit = text.strip().partition(" ")
    unit = unit.strip().lower() or units
    if unit not in ("km", "mi", "mile", "miles"):
        raise _Refused(f"{unit} is not a unit of length", 'write "25 miles" or "40 km"')
    if not _NUMBER.fullmatch(number) or float(number) <= 0:
        raise _Refused("not a distance", 'write "25 miles" or "40 km"')
    km = float(number) if unit == "km" else float(number) * KM_PER_MILE
    if km > MAX_RADIUS_KM + 1e-9:
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
    return tuple(map(_source, value))


def _source(entry: object) -> DataSource:
    if not (isinstance(entry, dict) and {"name", "licence"} <= entry.keys() <= {"name", "licence", "url"}):
        raise _Refused("a source lacks its name or licence", "give each name, licence and, if any, url")
    url = _text(entry["url"]) if "url" in entry else ""
    if url and not _WEB_ADDRESS.fullmatch(url):
        raise _Refused(f"{url} is not a web address", "write it as https://www.example.org/")
    return DataSource(_text(entry["name"]), _text(entry["licence"]), url)


# Key in the file -> (field of Config, parser).
SETTINGS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "name": ("name", _text),
    "base_url": ("base_url", _address),
    "main_treatment": ("main_treatment", _text),
    "description": ("description", _text),
    "publisher": ("publisher", _text),
    "email": ("email", _email),
    "phone": ("phone", _phone),
    "language": ("language", _one_of("en")),
    "country": ("country", _one_of("US")),
    "units": ("units", _one_of(*UNITS)),
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

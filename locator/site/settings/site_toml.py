"""site.toml -> the settings of a site, every mistake in it reported at once."""

from __future__ import annotations

import tomllib
from dataclasses import MISSING, fields, replace
from typing import TYPE_CHECKING, Any

from locator.model.phone import parse_phone
from locator.model.problem import Problem, Severity
from locator.site.disk_words import why
from locator.site.settings.access import parse_hosts, parse_networks
from locator.site.settings.api_settings import KEYS as API_KEYS
from locator.site.settings.api_settings import parse_api
from locator.site.settings.basemap import KEYS as MAP_KEYS
from locator.site.settings.basemap import parse_basemap
from locator.site.settings.cdn_table import KEYS as CDN_KEYS
from locator.site.settings.cdn_table import parse_cdn
from locator.site.settings.config import Config
from locator.site.settings.demand_table import KEYS as DEMAND_KEYS
from locator.site.settings.demand_table import parse_demand
from locator.site.settings.environment import PREFIX, overridden, strangers
from locator.site.settings.holidays import parse_holidays
from locator.site.settings.indexnow import KEYS as INDEXNOW_KEYS
from locator.site.settings.indexnow import parse_indexnow
from locator.site.settings.limits_table import KEYS as LIMITS_KEYS
from locator.site.settings.limits_table import parse_limits
from locator.site.settings.store import KEY as STORE
from locator.site.settings.store import parse_store, password_problem
from locator.site.settings.values import (
    UNITS,
    Refused,
    RefusedTable,
    one_of,
    parse_contact,
    parse_count,
    parse_day,
    parse_email,
    parse_flag,
    parse_phone_text,
    parse_radius,
    parse_site_address,
    parse_sources,
    parse_text,
    with_unit,
)
from locator.site.settings.verdict_table import KEYS as VERDICT_KEYS
from locator.site.settings.verdict_table import parse_verdict
from locator.site.settings.wording import (
    FURTHER,
    Wording,
    missing_words,
    parse_languages,
    parse_wording,
)
from locator.site.settings.wording import (
    KEYS as WORDING_KEYS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from locator.model.geocoder_settings import GeocoderSettings

FILE = "site.toml"
MAX_BYTES = 1_000_000
SHOWN = 80  # characters of a value that a message repeats
LONGEST_MESSAGE = 200
VARIABLES = (  # that are no settings
    *("LOCATOR_CACHE", "LOCATOR_LOG", "LOCATOR_METRICS_TOKEN", "LOCATOR_SITE", "LOCATOR_WATCH"),
    "LOCATOR_WORKBENCH_PASSWORD",
)
DEEPEST = 8  # tables within tables; no setting needs more than three


def load_config(path: Path, environ: Mapping[str, str]) -> tuple[Config | None, list[Problem]]:
    """Reads site.toml and the environment; None with the problems if any setting is wrong."""
    try:
        table = _parse_toml(_read(path))
    except Refused as refusal:
        return None, [_problem(None, None, str(refusal), refusal.cure)]
    config, problems = parse_config(overridden(table, environ, settings=_PLAIN, tables=_TABLES))
    return config, [*(_located(problem, environ) for problem in problems), *password_problem(table)]


def _located(problem: Problem, environ: Mapping[str, str]) -> Problem:
    """The problem where it can be mended: a setting that the environment gives is not in the file."""
    variable = PREFIX + (problem.column or "").upper().replace(".", "_")
    return replace(problem, file=variable) if variable in environ else problem


def unknown_variables(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables LOCATOR_… that nobody heeds, each with the one that may be meant, or nothing."""
    inner = [f"{name}_{key}" for name, keys in _TABLES.items() for key in keys]
    return strangers(environ, [*(PREFIX + key.upper() for key in (*_PLAIN, *inner)), *VARIABLES])


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused("the site folder has no site.toml", "run `locator init DIR` to see one") from None
    except OSError as error:
        message = f"the file cannot be read: {why(error)}"
        raise Refused(message, "check its name and who may read it") from None
    if len(data) > MAX_BYTES:
        raise Refused(f"the file is larger than {MAX_BYTES // 1_000_000} MB", "keep only the settings")
    return data


def _parse_toml(data: bytes) -> dict[str, Any]:
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
        if _is_deep(table, DEEPEST):
            raise RecursionError  # as the parser itself says of brackets; dotted keys pass it
        str(table)  # a message may have to; a number in hexadecimal passes the parser too
    except UnicodeDecodeError:
        raise Refused("the file is not UTF-8 text", "save it again as UTF-8") from None
    except RecursionError:
        raise Refused("it is not valid TOML: lists within lists without end", "take them out") from None
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"it is not valid TOML: {error}", "mend that line") from None
    except ValueError:
        raise Refused("a number in it has thousands of digits", "write a smaller one") from None
    return table


def _is_deep(value: object, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not levels or any(_is_deep(each, levels - 1) for each in inner)


def parse_config(table: Mapping[str, Any]) -> tuple[Config | None, list[Problem]]:
    """Checks every setting and reports all mistakes at once."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in table.items():
        if key not in SETTINGS:
            cure = f"take it out; the settings are {', '.join(SETTINGS)}"
            # Not the value: it may be a key that has lost its table.
            problems.append(_problem(key, None, "there is no such setting", cure))
            continue
        name, parse = SETTINGS[key]
        try:
            values[name] = parse(with_unit(value, table) if key == "service_radius" else value)
        except Refused as refusal:
            shown = None if key == STORE else value  # a password may stand in it
            problems.append(_problem(key, shown, str(refusal), refusal.cure))
        except RefusedTable as table_refusal:
            problems += [
                _problem(f"{key}.{inner}".rstrip("."), given, str(refusal), refusal.cure)
                for inner, given, refusal in table_refusal.refused
            ]
    for name in _REQUIRED - values.keys() - {p.column for p in problems}:
        problems.append(_problem(name, None, "this setting is missing", f'add {name} = "..."'))
    if values.get("demonstration", "demonstration" in table) is False:
        problems += _only_for_demonstrations(values)
    problems += _join_wordings(values, {(p.column or "").partition(".")[0] for p in problems})
    return (None if problems else Config(**values)), sorted(problems, key=lambda p: p.column or "")


def _join_wordings(values: dict[str, Any], wrong: set[str]) -> list[Problem]:
    """Puts the tables of further languages into `wordings`; gives what is said in the main one alone.

    What is `wrong` already, a table or the list of languages, is not reported twice.
    """
    tables = {code: values.pop(code) for code in FURTHER if code in values}
    chosen = values.get("languages", ())
    problems = (
        []
        if "languages" in wrong
        else [
            _problem(code, None, "the site does not speak this language", f'add "{code}" to languages')
            for code in tables
            if code not in chosen
        ]
    )
    values["wordings"] = tuple(tables.get(code) or Wording(code) for code in chosen if code in FURTHER)
    for wording in values["wordings"]:
        problems += (
            []
            if wording.language in wrong
            else [
                _problem(f"{wording.language}.{key}", None, str(refusal), refusal.cure)
                for key, refusal in missing_words(wording, values)
            ]
        )
    return problems


def _only_for_demonstrations(values: Mapping[str, Any]) -> list[Problem]:
    problems = []
    if day := values.get("as_of"):
        message = "only a demonstration may fix its date"
        problems.append(_problem("as_of", day, message, "take as_of out"))
    if (text := values.get("phone")) and parse_phone(text, "US").is_fictional:
        message = "set aside for examples, so no call reaches anyone"
        problems.append(_problem("phone", text, message, "write a number of your own"))
    return problems


def _problem(key: str | None, value: object, message: str, cure: str) -> Problem:
    shown = None if value is None or _has_tables(value) else str(value)
    quoted = "" if shown is None else f'"{_cut(shown, SHOWN)}": '
    text = f"{quoted}{_cut(message, LONGEST_MESSAGE)}"
    return Problem(Severity.ERROR, FILE, text, cure, column=key, value=shown)


def _has_tables(value: object) -> bool:
    """Whether keys of services may stand in it, in a table that they do not belong to."""
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_has_tables, value)))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _parse_geocoder(value: object) -> GeocoderSettings | None:
    # geopy takes 0.1 s, and few sites need it
    from locator.site.settings.geocoder_table import parse_geocoder

    return parse_geocoder(value)


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
    "languages": ("languages", parse_languages),
    **{code: (code, parse_wording(code)) for code in FURTHER},
    "country": ("country", one_of("US")),
    "units": ("units", one_of(*UNITS)),
    "service_radius": ("service_radius_km", lambda value: parse_radius(str(value))),
    "nearest_count": ("nearest_count", parse_count),
    "clinic_noun": ("clinic_noun", parse_text),
    "clinics_noun": ("clinics_noun", parse_text),
    "holidays": ("holidays", parse_holidays),
    "affiliated": ("affiliated", parse_flag),
    "demonstration": ("demonstration", parse_flag),
    "as_of": ("as_of", parse_day),
    "store": ("store", parse_store),
    "notice": ("notice", parse_text),
    "reports": ("reports", parse_flag),
    "access_log": ("access_log", parse_flag),
    "metrics_readers": ("metrics_readers", parse_networks),
    "allow_ai_training": ("allow_ai_training", parse_flag),
    "allow_ai_search": ("allow_ai_search", parse_flag),
    "allow_ai_user_fetch": ("allow_ai_user_fetch", parse_flag),
    "hosts": ("hosts", parse_hosts),
    "trusted_proxies": ("trusted_proxies", parse_networks),
    "security_contact": ("security_contact", parse_contact),
    "limits": ("limits", parse_limits),
    "sources": ("sources", parse_sources),
    "demand": ("counted", parse_demand),
    "cdn": ("cdn_tags", parse_cdn),
    "api": ("cors_origins", parse_api),
    "map": ("basemap", parse_basemap),
    "indexnow": ("indexnow", parse_indexnow),
    "geocoder": ("geocoder", _parse_geocoder),
    "verdict": ("verdict", parse_verdict),
}
_TABLES: dict[str, Iterable[str]] = {
    "demand": DEMAND_KEYS,
    "limits": LIMITS_KEYS,
    "cdn": CDN_KEYS,
    "api": API_KEYS,
    "map": MAP_KEYS,
    "indexnow": INDEXNOW_KEYS,
    "verdict": VERDICT_KEYS,
    **dict.fromkeys(FURTHER, WORDING_KEYS),
}
_PLAIN = [key for key in SETTINGS if key not in ("sources", "geocoder", *_TABLES)]
_REQUIRED = frozenset(f.name for f in fields(Config) if f.default is MISSING and f.default_factory is MISSING)

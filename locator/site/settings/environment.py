"""LOCATOR_… in the environment, which overrides site.toml key by key, in its tables too."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PREFIX = "LOCATOR_"
GEOCODER = "geocoder"
FALLBACK = "fallback"
LIKE = 0.8  # from which on a name is taken for a slip of another
_OF_KUBERNETES = re.compile(r"\w+_(SERVICE_HOST|SERVICE_PORT\w*|PORT(_\d+_\w+)?)|LOCATOR_PORT", re.ASCII)


def overridden(
    table: Mapping[str, Any],
    environ: Mapping[str, str],
    *,
    settings: Iterable[str],
    tables: Mapping[str, Iterable[str]],
) -> dict[str, Any]:
    """The file's settings with the environment's in their place; `tables` has the keys of each table."""
    merged = dict(table) | _given(environ, PREFIX, settings)
    for name, keys in tables.items():
        inner, given = merged.get(name, {}), _given(environ, f"{PREFIX}{name.upper()}_", keys)
        if given and isinstance(inner, dict):  # a blank takes a setting out, and the last one the table
            merged[name] = {key: value for key, value in (inner | given).items() if value != ""}
            merged = {key: value for key, value in merged.items() if value != {}}
    geocoder = _geocoder(merged.get(GEOCODER, {}), environ)
    return merged | ({GEOCODER: geocoder} if geocoder else {})


def strangers(environ: Mapping[str, str], known: Iterable[str]) -> dict[str, str]:
    """The variables that nobody heeds, each with the known one that it resembles, or nothing.

    What Kubernetes says of a service that is named locator is meant for nobody here.
    """
    names = [*known]
    return {
        name: next(iter(get_close_matches(name, names, 1, LIKE)), "")
        for name in sorted(environ)
        if name.startswith(PREFIX)
        and name not in names
        and not name.startswith(f"{PREFIX}{GEOCODER.upper()}_")
        and not _OF_KUBERNETES.fullmatch(name)
    }


def _given(environ: Mapping[str, str], prefix: str, keys: Iterable[str]) -> dict[str, str]:
    return {key: environ[name] for key in keys if (name := prefix + key.upper()) in environ}


def _geocoder(table: object, environ: Mapping[str, str]) -> object:
    """The table [geocoder], whose keys are whatever a service takes: any variable of its name counts."""
    prefix = f"{PREFIX}{GEOCODER.upper()}_"
    inner_prefix = f"{prefix}{FALLBACK.upper()}_"
    own = {name: value for name, value in environ.items() if name.startswith(prefix)}
    if not own or not isinstance(table, dict):
        return table
    merged = dict(table)
    inner = merged.get(FALLBACK, {})
    for name, value in own.items():
        if not name.startswith(inner_prefix):
            merged[name.removeprefix(prefix).lower()] = value
        elif isinstance(inner, dict):
            inner = {**inner, name.removeprefix(inner_prefix).lower(): value}
    return {**merged, **({FALLBACK: inner} if inner else {})}

"""What LOCATOR_GEOCODER_… in the environment says instead of the table [geocoder] of site.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "LOCATOR_GEOCODER_"
FALLBACK = "fallback"


def with_environment(table: object, environ: Mapping[str, str]) -> object:
    """The table with LOCATOR_GEOCODER_… and LOCATOR_GEOCODER_FALLBACK_… in the place of its settings."""
    inner_prefix = f"{PREFIX}{FALLBACK.upper()}_"
    own = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    if not own or not isinstance(table, dict):
        return table
    merged = dict(table)
    inner = merged.get(FALLBACK, {})
    for name, value in own.items():
        if not name.startswith(inner_prefix):
            merged[name.removeprefix(PREFIX).lower()] = value
        elif isinstance(inner, dict):
            inner = {**inner, name.removeprefix(inner_prefix).lower(): value}
    return {**merged, **({FALLBACK: inner} if inner else {})}

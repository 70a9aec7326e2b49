"""Where the site lies: the address of a database that servers share; without one, in its folder."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from locator.model.problem import Problem, Severity
from locator.site.settings.environment import PREFIX
from locator.site.settings.values import Refused, parse_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEY = "store"
VARIABLE = f"{PREFIX}{KEY.upper()}"
SCHEMES = ("postgresql", "postgres")


def parse_store(value: object) -> str:
    """Reads the address of a database; blank is none, so that LOCATOR_STORE= takes that of site.toml out."""
    if value == "":
        return ""
    text = parse_text(value)
    if not is_store(text):
        raise Refused("not the address of a database", "write it as postgresql://user@host/name")
    return text


def is_store(text: str) -> bool:
    """Tells whether a text looks like the address of a database."""
    return text.startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def find_store(config: Path, environ: Mapping[str, str]) -> str:
    """The address that LOCATOR_STORE or else site.toml names; empty if neither does.

    Nothing else of site.toml is looked at. Raises Refused if it is no address.
    """
    if VARIABLE in environ:
        return parse_store(environ[VARIABLE])
    try:
        value = tomllib.loads(config.read_text("utf-8-sig")).get(KEY, "")
    except (OSError, ValueError, RecursionError):  # whoever reads the settings says what is wrong with them
        return ""
    return parse_store(value)


def password_problem(table: Mapping[str, object]) -> list[Problem]:
    """A warning if a password stands in site.toml, which many may read."""
    value = table.get(KEY)
    try:
        has_password = isinstance(value, str) and urlsplit(value).password is not None
    except ValueError:
        has_password = False
    if not has_password:
        return []
    message = "a password stands in this file, which others can read"
    cure = f"take it out; put the address into {VARIABLE}, or the password into ~/.pgpass"
    return [Problem(Severity.WARNING, "site.toml", message, cure, column=KEY)]

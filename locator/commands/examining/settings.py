"""The settings: what is right in form and yet not meant."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from locator.commands.examining.finding import Finding, look_at, mend
from locator.publish.security_txt import render_security_txt
from locator.site.settings.site_toml import load_config, unknown_variables
from locator.site.words import counted, date_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from locator.site.folder import SiteFolder
    from locator.site.settings.config import Config

NOWHERE = (
    ".example",
    ".test",
    ".invalid",
    ".localhost",
    ".local",
    ".internal",
)  # names that nobody outside finds
EXAMPLES = ("example.com", "example.net", "example.org")


def examined_settings(folder: SiteFolder, environ: Mapping[str, str], today: date) -> Iterator[Finding]:
    """site.toml and the environment; no value that may be a secret is told."""
    config, problems = load_config(folder.config, environ)
    for problem in problems:
        where = f"{problem.file}, {problem.column}" if problem.column else problem.file
        yield (look_at if config else mend)(where, problem.message, problem.cure)
    for name, meant in unknown_variables(environ).items():
        cure = f"if {meant} is meant, rename it; if not, unset it" if meant else f"unset {name}"
        yield look_at("environment", f"{name} is no setting, and nothing heeds it", cure)
    if config is None:
        return
    yield Finding("name", config.name)
    yield _address(config)
    yield from _doors(config)
    yield _contact(config, today)
    yield from _pretence(config, today)


def _address(config: Config) -> Finding:
    """Whether visitors could reach base_url, by its form; nobody is asked."""
    address = urlsplit(config.base_url)
    host = address.hostname or ""
    cure = 'write the public address into site.toml: base_url = "https://www.your-domain.org"'
    if _is_here(host):
        return mend("base_url", f"{config.base_url} is an address of this machine or network", cure)
    if host.endswith(NOWHERE) or host in EXAMPLES or "." not in host:
        standing = look_at if config.demonstration else mend
        return standing("base_url", f"{config.base_url} cannot be reached by anybody", cure)
    if address.scheme != "https":
        told = f"{config.base_url} is not https, and browsers tell a position to https alone"
        return look_at("base_url", told, "serve it by https (docs/how-to/run-a-server.md)")
    return Finding("base_url", config.base_url)


def _is_here(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost"


def _doors(config: Config) -> Iterator[Finding]:
    """By which names the site may be asked, and whose word on visitors counts."""
    if config.hosts:
        yield Finding("hosts", f"also {', '.join(config.hosts)}")
    if config.trusted_proxies:
        yield Finding("trusted_proxies", ", ".join(map(str, config.trusted_proxies)))
    elif config.is_https and not config.demonstration:  # which locator does not speak itself
        told = "nobody, so all visitors that a web server in front passes on count as one"
        yield look_at("trusted_proxies", told, 'if it runs here: trusted_proxies = ["127.0.0.1"]')


def _contact(config: Config, today: date) -> Finding:
    """Whom /.well-known/security.txt names, and until when (rule C26)."""
    lines = render_security_txt(config, today).decode().splitlines()
    if not lines:
        told = "there is none: nobody is named whom to tell of a hole in the site"
        return look_at("security.txt", told, "write `email` or `security_contact` into site.toml")
    fields = dict(line.split(": ", 1) for line in lines)
    return Finding(
        "security.txt", f"{fields['Contact']}, made anew each month; until {fields['Expires'][:10]}"
    )


def _pretence(config: Config, today: date) -> Iterator[Finding]:
    """What suits a demonstration alone."""
    if config.demonstration:
        cure = "take `demonstration` out of site.toml when the clinics are real"
        yield look_at("demonstration", "every page says that clinics and people are invented", cure)
    if config.as_of:
        age = counted(abs((today - config.as_of).days), "day")
        told = f"pages are made for {date_text(config.as_of)}, {age} from today"
        yield look_at("as_of", told, "take `as_of` out of site.toml")

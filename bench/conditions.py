"""When, where and with what a benchmark ran: the line above its tables."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import distributions

from peers import ROOT, from_npm, from_pypi, postgres

VERSION = re.compile(r"\d+(?:\.\d+)+")
COMMANDS = {
    "nginx": ("nginx", "-v"),
    "Caddy": ("caddy", "version"),
    "Node": ("node", "--version"),
    "Redis": ("redis-server", "--version"),
    "PostgreSQL": (str(postgres("postgres")), "--version"),
    "wrk": ("wrk", "-v"),
}
ON_NPM = ("express", "ejs")


def print_conditions(title: str, *contenders: str) -> None:
    """A heading, and the conditions below it."""
    print(f"# {title}\n\n{conditions(*contenders)}\n", flush=True)


def conditions(*contenders: str) -> str:
    """The day, the machine and how busy it is, the state of our code, the versions of those that are here."""
    versions = [f"{name} {version}" for name in contenders if (version := _version(name))]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    machine = f"{len(os.sched_getaffinity(0))} cores of {platform.machine()}, {memory:.0f} GB"
    load = f"load {os.getloadavg()[0]:.1f} before"
    ours = f"locator at {_state()}; {', '.join((f'Python {platform.python_version()}', *versions))}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {machine}, {load}; {ours}."


def _state() -> str:
    """The commit, with a plus if something differs from it."""
    told = _said(("git", "-C", str(ROOT), "describe", "--always", "--dirty=+", "--exclude=*"))
    return told.strip() or "an unknown commit"


def _version(name: str) -> str:
    """Of a command or a package, ours or a peer's; empty if it is not here."""
    if command := COMMANDS.get(name):
        found = VERSION.search(_said(command))
        return found[0] if found else ""
    if name in ON_NPM:
        return next(_on_npm(name), "")
    return next(_on_pypi(name), "")


def _on_npm(name: str) -> Iterator[str]:
    if (folder := from_npm()) and (file := folder / "node_modules" / name / "package.json").exists():
        yield json.loads(file.read_text())["version"]


def _on_pypi(name: str) -> Iterator[str]:
    yield from (each.version for each in distributions(name=name))
    if (folder := from_pypi()) and str(folder) not in sys.path:
        yield from (each.version for each in distributions(name=name, path=[str(folder)]))


def _said(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout + done.stderr

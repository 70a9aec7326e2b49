"""The database that servers share, if the settings name one: whether it answers, and who serves from it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from locator.commands.examining.finding import Finding, look_at, mend
from locator.commands.store import configured_store, open_store
from locator.errors import StoreError, UsageError
from locator.site.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MB = 1_000_000


def examined_store(path: Path) -> Iterator[Finding]:
    """What the database says of itself, for a folder that may be missing; no password is told."""
    try:
        address = configured_store(str(path))
    except UsageError as error:
        yield mend("database", str(error), "mend that setting")
        return
    if not address:
        return
    try:
        yield from _told(address)
    except StoreError as error:
        cure = "look whether it runs and lets this user in; servers that run go on with what they have"
        yield mend("database", str(error), cure)


def _told(address: str) -> Iterator[Finding]:
    from locator.commands.telling.store_status import read_status
    from locator.shared.database.migrating import missing

    with closing(open_store(address)) as database:
        database.greet()
        if steps := missing(database):
            told = f"{database.name} lacks {counted(len(steps), 'step')} of its tables"
            yield mend("database", told, "locator db migrate")
            return
        yield from _served(read_status(database))


def _served(status: dict[str, Any]) -> Iterator[Finding]:
    told = f"{status['store']}, {status['bytes'] / MB:,.0f} MB"
    if not status["version"]:
        yield look_at("database", f"{told}, and no site in it yet", "locator db load SITE")
        return
    yield Finding("database", f"{told}, version {status['version']} is served")
    living = [each for each in status["servers"] if each["lives"]]
    late = [each for each in living if each["serves"] != status["version"]]
    if late:
        names = ", ".join(f"{each['name']} (process {each['process']})" for each in late)
        yield look_at("servers", f"{counted(len(living), 'server')}; behind: {names}", "locator db status")
    else:
        yield Finding("servers", f"{counted(len(living), 'server')}, none behind")

"""The machine: processors, memory, open files, time and its zones."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.examining.finding import Finding, look_at, mend
from locator.crew import cores
from locator.geo.zones import zones_version
from locator.site.words import counted, date_text

if TYPE_CHECKING:
    from collections.abc import Iterator

MB = 1_000_000
LITTLE_MEMORY = 300 * MB  # what a small site takes with two workers
FEW_FILES = 1_024  # a worker holds one for each visitor who is connected
OLD_ZONES = 2  # years; about every second year some place that has clinics changes its clocks
NOT_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)  # when this was written


def examined_machine(now: datetime) -> Iterator[Finding]:
    """What the machine has to offer; `now` is aware."""
    yield Finding(
        "processors", f"{counted(cores(), 'core')} for locator; `--workers {cores()}` uses them all"
    )
    yield from _memory()
    yield from _open_files()
    yield _clock(now)
    yield _zones(now)
    yield _letters()


def _memory() -> Iterator[Finding]:
    """Bytes that are free; nothing where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return
    told = dict(line.split(":", 1) for line in lines if ":" in line)
    whole, free = (int(told.get(name, "0").split()[0]) * 1024 for name in ("MemTotal", "MemAvailable"))
    detail = f"{free / MB:,.0f} MB free of {whole / MB:,.0f} MB"
    if free < LITTLE_MEMORY:
        yield look_at("memory", detail, "close other programs, or serve with fewer --workers")
    else:
        yield Finding("memory", detail)


def _open_files() -> Iterator[Finding]:
    try:
        from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit
    except ImportError:  # Windows
        return
    soft, hard = getrlimit(RLIMIT_NOFILE)
    if RLIM_INFINITY in (soft, hard):
        yield Finding("open files", "as many as anybody wants")
    elif hard < FEW_FILES:
        cure = "raise the limit: LimitNOFILE=65536 in the service's unit, or `ulimit -n` in the shell"
        yield look_at("open files", f"{hard:,} at most, and each visitor takes one", cure)
    else:
        yield Finding("open files", f"{soft:,}; `locator serve` takes up to {hard:,}")


def _clock(now: datetime) -> Finding:
    detail = f"{date_text(now.date())}, {now:%H:%M} UTC"
    if now < NOT_BEFORE:
        return mend("clock", f"{detail}: that is past", "set the clock: timedatectl set-ntp true")
    return Finding("clock", detail)


def _zones(now: datetime) -> Finding:
    """Data from the database of time zones is named by year and letter: 2026b."""
    version = zones_version()
    if version is None:
        cure = "apt-get install tzdata, or pip install tzdata"
        return mend(
            "time zones", "this system has no data of time zones, so no opening hours can be told", cure
        )
    if version[:4].isdecimal() and now.year - int(version[:4]) >= OLD_ZONES:
        return look_at("time zones", f"version {version} is old", "install the system's updates: tzdata")
    return Finding("time zones", f"version {version}" if version else "there, of an unknown version")


def _letters() -> Finding:
    """What the terminal can show; names of places have letters such as ñ."""
    encoding = (sys.stdout.encoding or "nothing") if sys.stdout else "nothing"
    if encoding.lower().replace("-", "") in ("utf8", "nothing"):
        return Finding("terminal", f"{encoding}, as user {_user()}")
    return look_at("terminal", f"the terminal shows {encoding} only", "export LC_ALL=C.UTF-8")


def _user() -> str:
    from locator.commands.folder import user_name

    return user_name() or str(os.getuid())

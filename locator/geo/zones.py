"""The system's data of time zones: whether it is there, and of which version."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError

from locator.errors import DataFileError

_CURE = "apt-get install tzdata, or pip install tzdata"


def open_zone(name: str) -> ZoneInfo:
    """The time zone of that name; raises DataFileError if the system does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        msg = f"this system has no data of the time zone {name}; install it ({_CURE}), then start again"
        raise DataFileError(msg) from None


def zones_version() -> str | None:
    """The version, such as "2026b"; empty if it does not say, None if there is no data."""
    try:
        open_zone("America/New_York")
    except DataFileError:
        return None
    for folder in map(Path, TZPATH):
        if (folder / "America" / "New_York").exists():
            return _version_in(folder)
    with suppress(PackageNotFoundError):  # the data as a package: 2026.2 is 2026b
        year, number, *_ = version("tzdata").split(".")
        return f"{year}{'abcdefghij'[int(number) - 1]}"
    return ""


def _version_in(folder: Path) -> str:
    """The first line of tzdata.zi is "# version 2026b"; other systems have a file +VERSION."""
    for name in ("tzdata.zi", "+VERSION"):
        with suppress(OSError, UnicodeDecodeError), (folder / name).open(encoding="ascii") as file:
            return file.readline().strip().removeprefix("# version ")
    return ""

"""One thing that was looked at, how it stands, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How a thing stands: well, worth a look, or to be mended."""

    OK = "ok"
    LOOK = "look at"
    MEND = "mend"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and what it is like; `cure` says what to do, unless all is well."""

    what: str
    detail: str
    standing: Standing = Standing.OK
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page."""

    title: str
    findings: tuple[Finding, ...]


def look_at(what: str, detail: str, cure: str) -> Finding:
    """A finding that is worth a look."""
    return Finding(what, detail, Standing.LOOK, cure)


def mend(what: str, detail: str, cure: str) -> Finding:
    """A finding that must be mended."""
    return Finding(what, detail, Standing.MEND, cure)

"""Lines of the log: one JSON object each for programs, plain sentences for people at a terminal.

A line has no part of a request. Nothing that is told can end a line or begin another one (rule C25).
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from locator.errors import UsageError
from locator.model.kept import Kept
from locator.model.sentence import to_say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

VARIABLE = "LOCATOR_LOG"
STYLES = ("json", "text")
_OURS = "locator"

ANSWERED = "answered"
KEEPS = Kept(
    ANSWERED,
    to_say("To see that the server works, in its log:"),
    {
        "time": to_say("the time"),
        "level": to_say("that nothing is wrong"),
        "event": to_say("that a request was answered"),
        "method": to_say("whether something was asked for or sent"),
        "page": to_say("which kind of page it was, and not which page"),
        "status": to_say("whether there was such a page"),
        "network": to_say("a part of the internet address, which hundreds of people share"),
        "seconds": to_say("how long the answer took"),
    },
    days=14,  # rule C9; whoever runs the server sees to it (docs/how-to/watch-a-server.md)
)


def start_logging(environ: Mapping[str, str], *, is_server: bool) -> None:
    """Lets all that is told go to standard error; raises UsageError if LOCATOR_LOG says what cannot be."""
    writes_json = is_json(environ, sys.stderr, is_server=is_server)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if writes_json else Sentences())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.captureWarnings(is_server)


def is_json(environ: Mapping[str, str], stream: TextIO, *, is_server: bool) -> bool:
    """Whether lines are JSON: as LOCATOR_LOG says, or else those of a server that nobody reads as it runs."""
    style = environ.get(VARIABLE, "")
    if style not in ("", *STYLES):
        msg = f'{VARIABLE}="{printable(style)}" is no kind of log; write json or text'
        raise UsageError(msg)
    return style == "json" or (not style and is_server and not stream.isatty())


def json_line(time: float, level: str, event: str, **more: object) -> str:
    """One line; `time` is in seconds since 1970."""
    return json.dumps({"time": stamp(time), "level": level, "event": event, **more})


def stamp(time: float) -> str:
    """A time to the millisecond, in UTC."""
    return datetime.fromtimestamp(time, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def printable(text: str) -> str:
    """The text on one line: whatever could end it, ring a bell or color a terminal is spelled out."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


class JsonLines(logging.Formatter):
    """`time`, `level`, `event` (a sentence) and `source`; of a fault `error` and `trace` as well."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        fault = {"error": told(record), "trace": _trace(record)} if record.exc_info else {}
        source = record.name.removeprefix(f"{_OURS}.")
        return json_line(
            record.created, record.levelname.lower(), record.getMessage(), source=source, **fault
        )


class Sentences(logging.Formatter):
    """What has happened, and below it where, if it is a fault."""

    def format(self, record: logging.LogRecord) -> str:
        """A line, or several for a fault."""
        lines = [printable(record.getMessage())]
        if record.exc_info:
            lines += [*(f"  {place}" for place in _trace(record)), printable(told(record))]
        return "\n".join(lines)


def told(record: logging.LogRecord) -> str:
    """The fault of a record: of others no more than its kind, for its words may be a visitor's."""
    kind, error, _ = record.exc_info or (None, None, None)
    name = kind.__name__ if kind else ""
    is_ours = record.name.partition(".")[0] == _OURS
    return f"{name}: {error}" if is_ours else name


def _trace(record: logging.LogRecord) -> list[str]:
    place: TracebackType | None = record.exc_info[2] if record.exc_info else None
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(place)]

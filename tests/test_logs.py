"""Lines of the log: one each, whatever is told, and of a fault nothing that a visitor may have typed."""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.errors import UsageError
from locator.logs import VARIABLE, JsonLines, Sentences, is_json, printable

EVIL = 'Daytona\r\n{"level": "error"}\x1b[31m\u2028\u202e\x00'


class Terminal(io.StringIO):
    """Standard error of somebody who looks on."""

    def isatty(self) -> bool:
        return True


def record(message: str, *values: object, name: str = "locator.web.live", **more: Any) -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, values, more.get("exc_info"))


def fault(words: str) -> Any:
    try:
        raise ValueError(words)
    except ValueError:
        return sys.exc_info()


def test_a_line_says_when_how_grave_and_what() -> None:
    line = json.loads(JsonLines().format(record("Reloaded: %d pages.", 61)))
    assert line.pop("time").endswith("Z")
    assert line == {"level": "error", "event": "Reloaded: 61 pages.", "source": "web.live"}


@given(st.text())
def test_nothing_that_is_told_ends_a_line(text: str) -> None:
    """Rule C25: log injection is encoded."""
    for formatter in (JsonLines(), Sentences()):
        line = formatter.format(record("%s", text + EVIL))
        assert len(line.splitlines()) == 1
        assert line.isprintable()
    assert json.loads(JsonLines().format(record("%s", text)))["event"] == text


@pytest.mark.parametrize("formatter", [JsonLines(), Sentences()])
@pytest.mark.parametrize("name", ["uvicorn.error", "asyncio", "locator.web.live"])
def test_a_fault_says_where_and_not_what_was_typed(formatter: logging.Formatter, name: str) -> None:
    line = formatter.format(record("A fault", name=name, exc_info=fault(f"no such place: {EVIL}")))
    assert "ValueError" in line
    assert f"{__file__}:" in line
    assert ("Daytona" in line) is (name == "locator.web.live")  # our own never tell a question
    assert "\x1b" not in line
    assert "Traceback" not in line


@pytest.mark.parametrize(
    ("style", "stream", "is_server", "wanted"),
    [
        ("", io.StringIO(), True, True),
        ("", Terminal(), True, False),
        ("", io.StringIO(), False, False),
        ("json", Terminal(), False, True),
        ("text", io.StringIO(), True, False),
    ],
)
def test_programs_read_json_and_people_sentences(
    style: str, stream: io.StringIO, is_server: bool, wanted: bool
) -> None:
    assert is_json({VARIABLE: style} if style else {}, stream, is_server=is_server) is wanted


def test_another_kind_of_log_is_refused_in_words() -> None:
    with pytest.raises(UsageError, match="write json or text"):
        is_json({VARIABLE: "xml"}, io.StringIO(), is_server=True)


@given(st.text())
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert (printable(text) == text) is text.isprintable()

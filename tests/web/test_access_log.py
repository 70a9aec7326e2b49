"""The access log: its fields and no other, of the shelf and the API too, and only where it is asked for."""

from __future__ import annotations

import asyncio
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from served import serving

from locator.logs import ANSWERED, KEEPS
from locator.web.access_log import MOST_WAITING, AccessLog
from locator.web.vitals.page_kind import PageKind

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def written(*, is_json: bool, address: str = "203.0.113.77", method: str = "GET") -> str:
    """A line for one answer."""
    stream = io.StringIO()
    log = AccessLog(stream, is_json=is_json)

    async def note() -> None:
        log.note(method, PageKind.LANDING, 200, address, 0.00123456)
        log.write()

    asyncio.run(note())
    return stream.getvalue()


def test_a_line_has_its_fields_and_no_other() -> None:
    """Rule C9: no query, no body, no referrer, no browser, and of the address no more than its network."""
    line = json.loads(written(is_json=True))
    assert tuple(line) == tuple(KEEPS.parts)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("time"))
    assert line == {
        "level": "info",
        "event": ANSWERED,
        "method": "GET",
        "page": "landing",
        "status": 200,
        "network": "203.0.113.0/24",
        "seconds": 0.0012,
    }


def test_people_read_it_as_words() -> None:
    assert re.fullmatch(r"\S+Z answered GET landing 200 203\.0\.113\.0/24 0\.0012\n", written(is_json=False))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("evil\n{}", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_is_cut_short(address: str, network: str) -> None:
    assert json.loads(written(is_json=True, address=address))["network"] == network


def test_a_method_that_nobody_knows_is_another() -> None:
    assert json.loads(written(is_json=True, method="EVIL\r\n"))["method"] == "other"


def test_many_lines_wait_for_no_clock() -> None:
    stream = io.StringIO()
    log = AccessLog(stream, is_json=True)

    async def note() -> None:
        for _ in range(MOST_WAITING):
            log.note("GET", PageKind.HOME, 200, "127.0.0.1", 0.1)

    asyncio.run(note())
    assert len(stream.getvalue().splitlines()) == MOST_WAITING


def test_a_stream_that_is_closed_costs_no_answer() -> None:
    stream = io.StringIO()
    stream.close()
    log = AccessLog(stream, is_json=True)

    async def note() -> None:
        log.note("GET", PageKind.HOME, 200, "127.0.0.1", 0.1)
        log.write()

    asyncio.run(note())


@pytest.mark.parametrize("setting", ["true", "false"])
def test_every_answer_leaves_a_line_if_the_site_says_so(setting: str, folder: Path) -> None:
    stream = io.StringIO()
    with serving(folder, LOCATOR_ACCESS_LOG=setting) as served:
        served.live.access_log = AccessLog(stream, is_json=True)
        for path in ("/clinics/", "/clinics/", "/api/v1/places?q=day", "/no/such/", "/find?q=32114"):
            served.get(path)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    told = [(line["page"], line["status"]) for line in lines if line["page"] != "watch"]
    answers = [("clinics", 200), ("clinics", 200), ("api", 200), ("elsewhere", 404), ("finder", 200)]
    assert told == (answers if setting == "true" else [])

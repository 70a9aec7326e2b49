"""The finder over HTTP: questions in addresses, positions in forms, and nothing kept of either."""

from __future__ import annotations

import asyncio
import logging
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import lxml.html
import pytest
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import MutableMapping

ROOT = Path(__file__).parents[2]
MONDAY_NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
MONDAY_EVENING = datetime(2026, 11, 23, 23, 15, tzinfo=UTC)  # 6:15 p.m. there: one is open still
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def client() -> TestClient:
    live = Live(SiteFolder(ROOT), environ={}, clock=lambda: MONDAY_NOON, machine_files=machine_files)
    return TestClient(create_app(live), follow_redirects=False)


@pytest.fixture(scope="module")
def late_client() -> TestClient:
    live = Live(SiteFolder(ROOT), environ={}, clock=lambda: MONDAY_EVENING, machine_files=machine_files)
    return TestClient(create_app(live), follow_redirects=False)


def heading(body: str) -> str:
    section = lxml.html.document_fromstring(body).xpath("//*[@id='results' or @id='unknown']")
    return str(section[0].text_content()) if section else ""


def test_an_address_can_be_shared_and_restores_the_answer(client: TestClient) -> None:
    address = "/find?q=Lake+Mary&language=spanish&language=portuguese&radius=50&utm_source=x"
    first, second = client.get(address), client.get(address)
    assert first.text == second.text
    assert heading(first.text) == "7 of 9 clinics within 50 miles of Lake Mary, FL have what you chose"


def test_the_clock_of_the_server_says_who_is_open(client: TestClient) -> None:
    response = client.get("/find?q=Lake+Mary")
    assert "Open now, closes at 6\u00a0p.m." in response.text
    assert response.headers["cache-control"] == "no-store"


def test_a_position_is_answered_with_the_name_of_a_place(client: TestClient) -> None:
    """Rules C7 and D6."""
    response = client.post("/find", data={"lat": "28.758912", "lon": "-81.317845", "radius": "10"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert heading(response.text) == "2 clinics within 10 miles of your location (near Lake Mary, FL)"
    assert "28.7589" not in response.text
    assert "81.3178" not in response.text


def test_a_way_that_keeps_the_position_in_a_form_stands_in_no_paragraph(late_client: TestClient) -> None:
    """A browser ends a paragraph where a form begins, and finds its closing tag without a beginning."""
    body = late_client.post("/find", data={"lat": "28.76", "lon": "-81.32", "radius": "50"}).text
    assert "Most clinics are closed now. Open ones first." in body
    assert "Show the nearest first" in body
    assert not re.search(r"<p\b(?:(?!</p>).)*<form", body, re.DOTALL)


def test_a_town_typed_into_the_form_of_a_position_gets_an_address(client: TestClient) -> None:
    response = client.post("/find", data={"q": "DeLand", "lat": "28.76", "lon": "-81.32", "open": "now"})
    assert (response.status_code, response.headers["location"]) == (303, "/find?q=DeLand&open=now#results")


@pytest.mark.parametrize("fields", [{}, {"lat": "x", "lon": "y"}, {"lat": "91", "lon": "0"}, {"lat": "1"}])
def test_a_form_without_a_position_asks_for_a_place(client: TestClient, fields: dict[str, str]) -> None:
    response = client.post("/find", data=fields)
    assert response.status_code == 200
    assert heading(response.text) == "Where are you?"


@pytest.mark.parametrize(
    "body", [b"q=" + b"x" * 9000, b"&".join(b"language=%d" % n for n in range(200)), b"x" * 1_000_000]
)
def test_a_form_too_large_is_refused_in_words(client: TestClient, body: bytes) -> None:
    response = client.post("/find", content=body, headers=FORM)
    assert response.status_code == 413
    assert response.text == "That is too much for this form.\n"


@pytest.mark.parametrize(
    "body", [b"\xff\xfe=%ff", b"q=%00&lat=%00", b"=&=&&&=", b"lat=1;lon=2", b"\x00" * 50]
)
def test_a_form_of_rubbish_is_answered(client: TestClient, body: bytes) -> None:
    assert client.post("/find", content=body, headers=FORM).status_code in {200, 303}


@pytest.mark.parametrize("ending", ["never", "hangs up"])
def test_a_form_that_stops_half_way_is_given_up(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr("locator.web.forms.PATIENCE", 0.05)
    arriving = [{"type": "http.request", "body": b"lat=28.7&", "more_body": True}]
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, object]:
        if arriving:
            return arriving.pop()
        if ending == "never":
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/find", "query_string": b"", "headers": []}

    async def ask() -> None:
        await client.app(scope, receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 408


def test_a_query_of_a_thousand_fields_is_answered(client: TestClient) -> None:
    query = urlencode([("language", f"x{n}") for n in range(1000)] + [("q", "DeLand")])
    assert client.get(f"/find?{query}").status_code == 200


def test_neither_words_nor_position_reach_a_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """Rule C7."""
    with caplog.at_level(logging.DEBUG, "locator"):
        client.get("/find?q=Marker+Ville")
        client.post("/find", data={"lat": "28.123456", "lon": "-81.654321"})
    assert "Marker" not in caplog.text
    assert "28.1" not in caplog.text

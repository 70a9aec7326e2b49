"""Where one is led at the door: back to what was asked for, and never out of the workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import copied, fixed_clock
from desks import ORIGIN, DeskClient, live_at, with_editor

if TYPE_CHECKING:
    from locator.web.live import Live

HOME = "/workbench/"
DOOR = "/workbench/sign-in"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Live:
    return live_at(with_editor(copied(tmp_path_factory.mktemp("site"))), fixed_clock)


@pytest.fixture
def client(live: Live) -> DeskClient:
    """A browser that nobody has signed in with yet."""
    return DeskClient(live)


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/",
        "//evil.example/workbench/",
        "/\\evil.example",
        "/workbench/\\evil.example",
        "\\\\evil.example",
        "/workbench/../api/",
        "/workbench//evil.example",
        "javascript:alert(1)",
        "/",
        "/clinics/",
        "/workbenchx/",
        "workbench/",
        "/workbench/\r\nset-cookie: x=y",
        "/workbench/\x00",
        "/workbench/é",
        "/workbench/sign-in?next=/workbench/sign-in",
        "http:/workbench/",
        "https:///workbench/",
        "",
    ],
)
def test_no_address_leads_out_of_the_workbench(client: DeskClient, path: str) -> None:
    """Rule C25: no open redirect."""
    assert client.sign_in(next=path).headers["location"] == HOME
    page = client.page(HOME)
    assert page.xpath("string(//h1)") == "Overview"
    response = client.get(DOOR, params={"next": path})
    assert (response.status_code, response.headers["location"]) == (303, HOME)


def test_a_question_comes_along(client: DeskClient) -> None:
    asked = "/workbench/towns/?verdict=noindex&q=de+land"
    door = client.get(asked).headers["location"]
    page = lxml.html.document_fromstring(client.get(door).text)
    assert page.xpath("string(//input[@name='next']/@value)") == asked
    assert client.sign_in(next=asked).headers["location"] == asked


def test_a_form_sent_too_late_is_told_of(client: DeskClient) -> None:
    headers = {"origin": ORIGIN, "referer": f"{ORIGIN}/workbench/towns/?verdict=index"}
    door = client.post("/workbench/towns/add", data={"name": "x"}, headers=headers)
    assert door.status_code == 303
    assert door.headers["location"] == f"{DOOR}?next=/workbench/towns/&late=yes"
    assert "what you sent was not saved" in client.get(door.headers["location"]).text


def test_a_referrer_that_is_no_address_leads_home(client: DeskClient) -> None:
    headers = {"origin": ORIGIN, "referer": "http://["}
    door = client.post("/workbench/towns/add", data={"name": "x"}, headers=headers)
    assert (door.status_code, door.headers["location"]) == (303, f"{DOOR}?next={HOME}&late=yes")


def test_a_link_from_elsewhere_asks_again_from_here(client: DeskClient) -> None:
    """A strict cookie does not come along with it."""
    response = client.get(HOME, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 200
    assert 'http-equiv="refresh" content="0"' in response.text
    assert response.headers["cache-control"] == "no-store"

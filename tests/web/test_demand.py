"""Counts over HTTP: what is kept of a visit, and what never is."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import lxml.html
import pytest
from conftest import ROOT, fixed_clock
from starlette.testclient import TestClient

from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.demand.turnstile import Turnstile
from locator.editing.folder_cabinet import FolderCabinet
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live
from locator.web.pacing import Bucket

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response

FILE = ".locator/demand.sqlite"
PAGE = "/back-pain-treatment/fl/lake-mary/"
AGENT = "Mozilla/5.0 (Telltale OS 9.9) Browser/1"
VIEW = {"kind": "view", "page": PAGE}
CALL = {"kind": "call", "page": PAGE, "clinic": "lake-mary"}


@pytest.fixture(scope="module")
def live() -> Live:
    return Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=machine_files)


def client_of(live: Live, folder: Path) -> TestClient:
    """The site as a browser meets it; its counts go to a folder of the test's own."""
    app = create_app(live)
    app.state.turnstile = Turnstile(DemandBook(FolderCabinet(folder)), lambda: live.clock().date())
    return TestClient(
        app, follow_redirects=False, headers={"user-agent": AGENT, "sec-fetch-site": "same-origin"}
    )


@pytest.fixture
def client(live: Live, tmp_path: Path) -> TestClient:
    return client_of(live, tmp_path)


def counted(client: TestClient, folder: Path) -> dict[tuple[str, str], int]:
    """Everything that the file holds, by kind and subject; every row is of the one day."""
    client.app.state.turnstile.write()  # type: ignore[attr-defined]
    if not (folder / FILE).exists():
        return {}
    rows = sqlite3.connect(folder / FILE).execute("SELECT * FROM counts").fetchall()
    assert {row[0] for row in rows} <= {"2026-11-23"}
    return {(kind, subject): count for _, kind, subject, count in rows}


def send(client: TestClient, fields: dict[str, str], **headers: str) -> Response:
    return client.post("/demand", data=fields, headers=headers)


def test_a_view_and_a_press_are_counted_in_silence(client: TestClient, tmp_path: Path) -> None:
    for fields in (VIEW, VIEW, CALL, CALL | {"kind": "booking"}, CALL | {"kind": "directions"}):
        response = send(client, fields)
        assert (response.status_code, response.content) == (204, b"")
        assert response.headers["cache-control"] == "no-store"
    assert counted(client, tmp_path) == {
        ("view", PAGE): 2,
        ("call", "lake-mary"): 1,
        ("booking", "lake-mary"): 1,
        ("directions", "lake-mary"): 1,
    }


@pytest.mark.parametrize("page", ["/", "/clinics/lake-mary/", "/find", "/es/buscar"])
def test_every_page_has_its_count(client: TestClient, tmp_path: Path, page: str) -> None:
    assert send(client, {"kind": "view", "page": page}).status_code == 204
    assert counted(client, tmp_path) == {("view", page): 1}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "view"},
        {"kind": "mood", "page": PAGE},
        {"kind": "search", "page": PAGE},
        {"kind": "view", "page": "/nothing/"},
        {"kind": "view", "page": f"{PAGE}?q=my+sciatica"},
        {"kind": "view", "page": "/workbench/"},
        VIEW | {"clinic": "lake-mary"},
        VIEW | {"who": "me"},
        CALL | {"clinic": "no-such-clinic"},
        {"kind": "call", "page": PAGE},
    ],
)
def test_anything_else_is_refused(client: TestClient, tmp_path: Path, fields: dict[str, str]) -> None:
    """Rule C6: a page and a clinic that there are, and nothing beside them."""
    assert send(client, fields).status_code == 422
    assert counted(client, tmp_path) == {}


def test_a_field_comes_once(client: TestClient, tmp_path: Path) -> None:
    body = urlencode([*VIEW.items(), ("page", "/")])
    assert client.post("/demand", content=body).status_code == 422
    assert client.post("/demand", content="x" * 9_000).status_code == 413
    assert client.post("/demand", content=b"\xff\x00" * 50).status_code == 422
    assert counted(client, tmp_path) == {}


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "", "origin": "https://evil.example"}]
)
def test_no_other_site_counts_here(client: TestClient, tmp_path: Path, headers: dict[str, str]) -> None:
    assert send(client, VIEW, **headers).status_code == 403
    assert counted(client, tmp_path) == {}


@pytest.mark.parametrize("header", [{"sec-gpc": "1"}, {"dnt": "1"}, {"user-agent": "Examplebot/1.0"}])
def test_whoever_wishes_it_and_programs_are_not_counted(
    client: TestClient, tmp_path: Path, header: dict[str, str]
) -> None:
    """Rule C15: as the privacy page says."""
    assert send(client, VIEW, **header).status_code == 204
    assert client.get("/find?q=DeLand", headers=header).status_code == 200
    assert client.post("/find", data={"lat": "29.21", "lon": "-81.02"}, headers=header).status_code == 200
    assert counted(client, tmp_path) == {}


def test_a_flood_from_one_network_ends(client: TestClient, tmp_path: Path) -> None:
    """Rule C24: told to wait when it sends, and just not counted when it searches."""
    client.app.state.counts = Bucket(3, 60.0, lambda: 0.0)  # type: ignore[attr-defined]
    answers = [send(client, VIEW) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [204, 204, 204, 429, 429]
    assert answers[-1].headers["retry-after"] == "60"
    assert client.get("/find?q=DeLand").status_code == 200
    assert counted(client, tmp_path) == {("view", PAGE): 3}


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("q=DeLand", {("search", "DeLand, Volusia County, FL"): 1}),
        ("q=back+pain+deland+fl", {("search", "DeLand, Volusia County, FL"): 1}),
        ("q=32114", {("search", "Daytona Beach, Volusia County, FL"): 1}),
        ("q=Miami,+FL", {("search", f"{(miami := 'Miami, Miami-Dade County, FL')}"): 1, ("unmet", miami): 1}),
        ("q=Miami,+FL&radius=500", {("search", miami): 1, ("unmet", miami): 1}),
        ("q=29.2108,-81.0228", {("here", ""): 1}),
        ("q=zzqqxx+my+secret", {("unknown", ""): 1}),
        ("q=99999", {("unknown", ""): 1}),
        ("q=Springfield", {}),
        ("q=chest+pain+911", {}),
        ("q=DeLand&page=2", {}),
        ("q=", {}),
    ],
)
def test_a_search_counts_for_the_place_that_was_meant(
    client: TestClient, tmp_path: Path, asked: str, kept: dict[tuple[str, str], int]
) -> None:
    """Rule C7: the gazetteer's name of it; a choice, an emergency and a further page are no search."""
    assert client.get(f"/find?{asked}").status_code == 200
    assert counted(client, tmp_path) == kept


def test_a_position_is_a_search_and_no_place(client: TestClient, tmp_path: Path) -> None:
    """Rule C7."""
    assert client.post("/find", data={"lat": "28.75889", "lon": "-81.31777"}).status_code == 200
    assert counted(client, tmp_path) == {("here", ""): 1}
    assert client.post("/find", data={"q": "DeLand", "lat": "28.7", "lon": "-81.3"}).status_code == 303
    assert counted(client, tmp_path) == {("here", ""): 1}


def test_nothing_of_a_visitor_reaches_the_disk(client: TestClient, tmp_path: Path) -> None:
    """Rules C6, C7, C15: looked for in every byte of every file."""
    headers = {
        "x-forwarded-for": "203.0.113.77",
        "cookie": "who=me-me-me",
        "referer": "https://secret.example/",
    }
    client.get("/find", params={"q": "acupuncture for my sciatica near Deland FL"}, headers=headers)
    client.get("/find", params={"q": "17 Hidden Lane, Sanford"}, headers=headers)
    client.get("/find", params={"q": "qqzzunheardof"}, headers=headers)
    client.post("/find", data={"lat": "28.75889", "lon": "-81.31777"}, headers=headers)
    for fields in (VIEW, CALL):
        assert "set-cookie" not in send(client, fields, **headers).headers
    assert len(counted(client, tmp_path)) == 6
    client.app.state.turnstile.book.close()  # type: ignore[attr-defined]
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).lower()
    assert b"deland" in kept
    for trace in (
        *(
            "sciatica",
            "acupuncture for",
            "hidden",
            "qqzz",
            "28.7",
            "81.3",
            "203.0",
            "127.0.0.1",
            "testclient",
        ),
        *("telltale", "me-me", "secret.example", "17:00", "mozilla"),
    ):
        assert trace.encode() not in kept, trace


def test_a_broken_disk_costs_no_visitor_anything(client: TestClient, tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    assert send(client, VIEW).status_code == 204
    client.app.state.turnstile.write()  # type: ignore[attr-defined]
    assert client.get("/find?q=DeLand").status_code == 200
    assert send(client, VIEW).status_code == 204


def test_pages_load_the_script_and_links_say_what_they_are(client: TestClient) -> None:
    page = lxml.html.fromstring(client.get("/clinics/lake-mary/").text)
    assert page.xpath("//script[starts-with(@src, '/static/demand.')]")
    (call,) = page.xpath("//a[@data-press='call']")
    assert call.get("href").startswith("tel:")
    assert page.xpath("//a[@data-press='call']/ancestor::*[@data-clinic='lake-mary']")
    assert page.xpath("//a[@data-press='directions' and starts-with(@href, 'https://')]")
    for address in ("/nothing/", f"/report?page={PAGE}"):
        assert "/static/demand." not in client.get(address).text


def test_to_look_counts_nothing_and_there_is_no_page_at_the_address(
    client: TestClient, tmp_path: Path
) -> None:
    assert client.get("/demand").status_code == 404
    for path in ("/", PAGE, "/api/v1/nearest?q=DeLand", "/api/v1/places?q=day"):
        client.get(path)
    assert counted(client, tmp_path) == {}


def test_switched_off_nothing_is_loaded_written_or_answered(tmp_path: Path) -> None:
    environ = {"LOCATOR_DEMAND_COUNTED": "false"}
    off = Live(SiteFolder(ROOT), environ=environ, clock=fixed_clock, machine_files=machine_files)
    client = client_of(off, tmp_path)
    assert send(client, VIEW).status_code == 404
    assert not re.search(r"/static/demand\.", client.get(PAGE).text)
    assert client.get("/find?q=DeLand").status_code == 200
    assert client.post("/find", data={"lat": "28.75", "lon": "-81.31"}).status_code == 200
    assert counted(client, tmp_path) == {}
    assert not (tmp_path / ".locator").exists()


def test_a_server_that_stops_writes_down_what_it_has_counted(folder: Path) -> None:
    live = Live(SiteFolder(folder), environ={}, clock=fixed_clock, machine_files=machine_files)
    with TestClient(create_app(live), headers={"user-agent": AGENT}) as client:
        for _ in range(5):
            assert send(client, VIEW).status_code == 204
    assert DemandBook(FolderCabinet(folder)).months(fixed_clock().date(), fixed_clock().date()).of(
        Kind.VIEW
    ) == {PAGE: 5}

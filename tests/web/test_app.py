"""The application over HTTP: true statuses, one address a page, caches that may be trusted."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import lxml.html
import pytest
from conftest import fixed_clock
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from locator.commands.serve import GOODBYE_SECONDS
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import FILES_SECONDS, create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from starlette.applications import Starlette

    from locator.pages.catalogue import Catalogue
    from locator.pages.output import Output

ROOT = Path(__file__).parents[2]
LAKE_MARY = "/back-pain-treatment/fl/lake-mary/"


@pytest.fixture(scope="module")
def app() -> Starlette:
    """The example site as it is served."""
    return create_app(Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=machine_files))


@pytest.fixture(scope="module")
def client(app: Starlette) -> TestClient:
    return TestClient(app, follow_redirects=False)


def ask(
    app: Starlette, path: str, query: bytes = b"", method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    """Asks for a path just as it stands: no client tidies it up."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogateescape"),
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"anywhere.example")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    asyncio.run(app(scope, receive, send))
    headers = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


# Statuses


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/", 200, None),
        (LAKE_MARY, 200, None),
        ("/find", 200, None),
        ("/find?q=32114&treatment=acupuncture", 200, None),
        ("/find?q=%00&treatment=%ff", 200, None),
        ("/sitemap.xml", 200, None),
        ("/sitemaps/towns-fl.xml", 200, None),
        ("/robots.txt", 200, None),
        ("/healthz", 200, None),
        ("/clinics", 308, "/clinics/"),
        (LAKE_MARY.upper(), 308, LAKE_MARY),
        ("/about?utm_source=x&gclid=y", 308, "/about/"),
        ("/clinics/port-orange/", 301, "/clinics/daytona-beach/"),
        ("/locations/lake-mary/", 301, LAKE_MARY),
        ("/clinics/oviedo/", 410, None),
        ("/offers/new-year/", 410, None),
        ("/nothing/", 404, None),
        ("/static/none.css", 404, None),
        ("/static/", 404, None),
        ("/sitemaps/none.xml", 404, None),
        ("/workbench/", 404, None),
    ],
)
def test_an_address_answers_with_its_status(
    path: str, status: int, location: str | None, client: TestClient
) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers.get("location") == location


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/find", "/api/v1/nearest", "/static/x", "/nothing/"])
def test_nothing_can_be_written(method: str, path: str, client: TestClient) -> None:
    if (method, path) == ("POST", "/find"):
        return  # a question, not a change: the position of a visitor may stand in no address
    response = client.request(method, path)
    assert response.status_code == 405
    assert set(response.headers["allow"].replace(" ", "").split(",")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["/", "/nothing/", "/clinics", "/robots.txt", "/find?q=32114", "/healthz"])
def test_head_tells_what_get_would(path: str, client: TestClient) -> None:
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code
    assert dict(head.headers) == dict(get.headers)


def test_a_crawl_from_the_home_page_finds_every_page_and_no_fault(client: TestClient, app: Starlette) -> None:
    """Rules A1 and A39: what a visitor without JavaScript can reach."""
    seen, queue = {"/"}, ["/"]
    while queue:
        path = queue.pop()
        response = client.get(path)
        assert response.status_code == 200, path
        if not response.headers["content-type"].startswith("text/html"):
            continue
        document = lxml.html.document_fromstring(response.text)
        for link in document.xpath("//a/@href|//script/@src|//link[not(@rel='canonical')]/@href"):
            address = urljoin(path, link).partition("#")[0]
            if address.startswith("/") and address not in seen:
                seen.add(address)
                queue.append(address)
    catalogue: Catalogue = app.state.live.edition.catalogue
    assert catalogue.pages.keys() <= seen
    assert {asset.path for asset in catalogue.renderer.assets.public if ".css" in asset.path} <= seen


# Odd requests

ODD_PATHS = (
    *("//", "///", "//clinics/", "/\\evil.example/", "//evil.example/", "/../", "/../../etc/passwd"),
    *("/a\0b", "/\r\nset-cookie:x=1", "/static/../site.toml", "/static/..\\site.toml", "/static//etc/passwd"),
    *("/" + "x" * 50_000, "/" + "a/" * 20_000, "/\ufffd", "/é", "/%", "/%2e%2e/", "/clinics/?", "/clinics/#"),
    *("/clinics/{{7*7}}/", "/clinics/%0d%0a", "", "*", "/.git/config", "/.env", "/site.toml", "/clinics.csv"),
    *(
        "/locations.csv",
        "/content/articles/",
        "/templates/base.html",
        "/static/.env",
        "/\u202e/",
        "/\U0001f4a9",
    ),
)


@pytest.mark.parametrize("path", ODD_PATHS, ids=lambda path: repr(path[:30]))
def test_an_odd_path_is_no_fault_and_tells_nothing(path: str, app: Starlette) -> None:
    status, headers, body = ask(app, path)
    assert status in (200, 308, 404)
    assert status != 200 or not path.strip("/")
    assert "set-cookie" not in headers
    location = headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    for secret in (b"main_treatment", b"root:", b"Traceback", str(ROOT).encode()):
        assert secret not in body


@pytest.mark.parametrize("path", ["/", "/find", "/static/x", "/nothing/", "/api/v1/nearest"])
@pytest.mark.parametrize(
    "query", [b"q=\xff", b"\xff", b"q=%", b"q=%ff", b"=&&;=", b"q=" + b"x" * 20_000, b"%00"]
)
def test_an_odd_query_is_no_fault(path: str, query: bytes, app: Starlette) -> None:
    status, _, body = ask(app, path, query)
    assert status in (200, 404, 422)
    assert b"Traceback" not in body


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=50), st.binary(max_size=50))
def test_no_request_can_break_the_application(app: Starlette, path: str, query: bytes) -> None:
    status, headers, _ = ask(app, f"/{path}", query)
    assert status in (200, 301, 302, 307, 308, 404, 410)
    assert headers["x-content-type-options"] == "nosniff"


def test_a_question_too_long_is_cut_and_answered(client: TestClient) -> None:
    response = client.get("/find", params={"q": "x" * 5000})
    assert response.status_code == 200
    assert "x" * 120 in response.text
    assert "x" * 121 not in response.text


# One address, whoever asks


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "a b", "", "evil.example/clinics/?", "[::1]"]
)
def test_the_host_that_is_asked_never_comes_back(host: str, client: TestClient) -> None:
    """Rule A33."""
    plain = client.get(LAKE_MARY)
    headers = {"host": host, "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher"}
    response = client.get(LAKE_MARY, headers=headers)
    assert response.content == plain.content
    assert b'<link rel="canonical" href="https://clinics.example' in response.content
    assert "evil" not in client.get("/clinics", headers=headers).headers["location"]
    assert b"evil" not in client.get("/sitemap.xml", headers=headers).content


def test_robots_and_people_get_the_same_page(client: TestClient) -> None:
    """Rule A6."""
    agents = ("Mozilla/5.0", "Googlebot/2.1 (+http://www.google.com/bot.html)", "GPTBot/1.0", "")
    bodies = {client.get(LAKE_MARY, headers={"user-agent": agent}).content for agent in agents}
    assert len(bodies) == 1


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/%63linics/", "/clinics/"),
        ("/clinics/lake%2Dmary/", "/clinics/lake-mary/"),
        ("/Clin%69cs", "/clinics/"),
    ],
)
def test_plain_letters_behind_percent_signs_lead_to_the_one_address(
    path: str, location: str, client: TestClient
) -> None:
    """Rule A35."""
    response = client.get(path)
    assert (response.status_code, response.headers["location"]) == (308, location)


@pytest.mark.parametrize(
    "tracker", ["utm_source=x&utm_medium=y", "gclid=1", "fbclid=2", "msclkid=3", "srsltid=4"]
)
@pytest.mark.parametrize("path", ["/", LAKE_MARY, "/clinics/lake-mary/", "/find"])
def test_trackers_stand_in_no_address_that_a_page_names(path: str, tracker: str, client: TestClient) -> None:
    """Rule A33: one canonical address, and nothing is passed on."""
    response = client.get(f"{path}?{tracker}")
    assert response.status_code == 200
    document = lxml.html.document_fromstring(response.text)
    assert document.xpath("//link[@rel='canonical']/@href") == [f"https://clinics.example{path}"]
    name = tracker.partition("=")[0]
    assert not [link for link in document.xpath("//@href|//@action|//input/@name") if name in link]


def test_parameters_of_campaigns_change_nothing(client: TestClient) -> None:
    """Rule A33."""
    assert client.get(f"{LAKE_MARY}?utm_source=x&gclid=y").content == client.get(LAKE_MARY).content


# Caches


def test_a_client_that_has_the_page_is_told_so(client: TestClient) -> None:
    first = client.get(LAKE_MARY)
    etag = first.headers["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        again = client.get(LAKE_MARY, headers={"if-none-match": known})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == etag
        assert again.headers["cache-control"] == first.headers["cache-control"]
    assert client.get(LAKE_MARY, headers={"if-none-match": '"other"'}).status_code == 200


def test_two_pages_have_two_tags_and_one_page_has_one(client: TestClient) -> None:
    tags = [
        client.get(path).headers["etag"] for path in ("/", "/about/", "/clinics/", LAKE_MARY, "/robots.txt")
    ]
    assert len(set(tags)) == len(tags)
    assert client.get("/").headers["etag"] == tags[0]


def test_a_missing_page_is_never_not_modified(client: TestClient) -> None:
    etag = client.get("/nothing/").headers["etag"]
    assert client.get("/nothing/", headers={"if-none-match": etag}).status_code == 404


def test_static_files_are_kept_for_ever_and_answers_to_questions_never(
    client: TestClient, app: Starlette
) -> None:
    for asset in app.state.live.edition.catalogue.renderer.assets:
        response = client.get(asset.path)
        assert response.content == asset.body
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["content-type"] == asset.media_type
    for path in (
        "/find?q=32114",
        "/api/v1/nearest?q=32114",
        "/api/v1/nearest?lat=x",
        "/healthz",
        "/static/none.js",
    ):
        assert client.get(path).headers["cache-control"] == "no-store"
    assert "no-store" not in client.get("/").headers["cache-control"]


def test_media_types_say_their_encoding(client: TestClient) -> None:
    assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert client.get("/robots.txt").headers["content-type"] == "text/plain; charset=utf-8"
    assert client.get("/sitemap.xml").headers["content-type"].startswith("application/xml")


def test_nobody_waits_for_ever_for_what_machines_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is replaced while it makes the sitemaps of a large site would cut the answer off."""
    assert FILES_SECONDS < GOODBYE_SECONDS
    monkeypatch.setattr("locator.web.app.FILES_SECONDS", 0.05)
    may_end = threading.Event()

    def slowly(catalogue: Catalogue) -> dict[str, Output]:
        may_end.wait(60)
        return machine_files(catalogue)

    live = Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=slowly)
    with TestClient(create_app(live, follow=False)) as client:
        early = client.get("/sitemap.xml")
        assert (early.status_code, early.headers["retry-after"]) == (503, "60")
        assert client.get(LAKE_MARY).status_code == 200
        may_end.set()
        monkeypatch.setattr("locator.web.app.FILES_SECONDS", 60)
        assert client.get("/sitemap.xml").status_code == 200

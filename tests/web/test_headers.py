"""What every answer carries whatever its status, and what none does (rules C10, C16 to C18, H11, H12)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from conftest import ROOT, fixed_clock
from guards import check
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from httpx2 import Response

    from locator.pages.catalogue import Catalogue

NEVER = ("set-cookie", "server", "x-powered-by", "access-control-allow-origin")


class Asked(NamedTuple):
    """A request and the status that it gets."""

    status: int
    path: str
    method: str = "GET"
    form: dict[str, str] | None = None


ASKED = (
    *(Asked(200, path) for path in ("/", "/back-pain-treatment/fl/lake-mary/", "/find", "/find?q=32114")),
    *(Asked(200, path) for path in ("/sitemap.xml", "/sitemaps/pages.xml", "/robots.txt", "/healthz")),
    *(Asked(200, path) for path in ("/api/", "/api/v1/nearest?q=32114", "/api/v1/openapi.json")),
    Asked(200, "/", "HEAD"),
    Asked(200, "/find", "POST", {"lat": "28.76", "lon": "-81.34"}),
    Asked(200, "/find", "POST", {"lat": "nowhere"}),
    Asked(303, "/find", "POST", {"q": "Lake Mary"}),
    Asked(413, "/find", "POST", {"q": "x" * 10_000}),
    Asked(301, "/clinics/port-orange/"),
    *(Asked(308, path) for path in ("/clinics", "/CLINICS/", "/%63linics/")),
    *(Asked(404, path) for path in ("/nothing/", "/%0A", "/static/none", "/sitemaps/none.xml")),
    *(Asked(404, path) for path in ("/api/v1/nothing", "/api/v1/nearest?q=Scobie", "/workbench/")),
    *(Asked(405, path, "POST") for path in ("/", "/static/none", "/sitemap.xml", "/api/v1/nearest")),
    *(Asked(410, path) for path in ("/offers/new-year/", "/clinics/oviedo/")),
    Asked(422, "/api/v1/nearest"),
    Asked(500, "/fault/"),
)


@pytest.fixture(scope="module")
def client() -> TestClient:
    live = Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=machine_files)
    # A fault of ours that no visitor can cause today; what follows must hold for it as well.
    live.edition.catalogue.pages["/fault/"] = partial(int, "fault")
    return TestClient(create_app(live), follow_redirects=False, raise_server_exceptions=False)


def ask(client: TestClient, asked: Asked, **headers: str) -> Response:
    response = client.request(asked.method, asked.path, data=asked.form, headers=headers)
    assert response.status_code == asked.status
    return response


on_every_status = pytest.mark.parametrize(
    "asked", ASKED, ids=lambda asked: f"{asked.status} {asked[2]} {asked[1]}"
)


@on_every_status
def test_every_status_carries_the_headers_once(asked: Asked, client: TestClient) -> None:
    """Rules C16, C17, H11: on 200, 301, 303, 308, 404, 405, 410, 413, 422 and 500 alike."""
    check(ask(client, asked))


@on_every_status
def test_no_answer_sets_a_cookie_or_names_its_maker(asked: Asked, client: TestClient) -> None:
    """Rules C18, H12: and a cookie that comes along, of another site of the same host, is not looked at."""
    response, with_cookie = ask(client, asked), ask(client, asked, cookie="session=1; q=evil")
    for name in NEVER:
        assert name not in response.headers
        assert name not in with_cookie.headers
    assert "cookie" not in response.headers.get("vary", "").lower()
    assert with_cookie.content == response.content


def addresses(client: TestClient) -> list[str]:
    edition: Any = client.app.state.live.edition  # type: ignore[attr-defined]
    catalogue: Catalogue = edition.catalogue
    assets = [asset.path for asset in catalogue.renderer.assets]
    return [*catalogue.pages, *catalogue.gone, *catalogue.moved, *edition.files, *assets]


def test_every_address_of_the_site_carries_the_headers_and_no_cookie(client: TestClient) -> None:
    """Rules C16 to C18, H11, H12: pages, redirects, sitemaps, feeds, pictures, static files."""
    statuses = set()
    for path in addresses(client):
        response = client.get(path)
        statuses.add(response.status_code)
        check(response)
        assert "set-cookie" not in response.headers, path
    assert statuses >= {200, 301, 410, 500}


def test_not_modified_carries_them_as_well(client: TestClient) -> None:
    """Rules C17, H11, H12: on 304, which caches put in the place of the headers that they have."""
    (style,) = (path for path in addresses(client) if path.startswith("/static/style."))
    for path in ("/", "/sitemap.xml", "/api/v1/towns", style):
        response = client.get(path, headers={"if-none-match": client.get(path).headers["etag"]})
        assert response.status_code == 304
        check(response)
        assert "set-cookie" not in response.headers


def test_a_fault_of_ours_says_no_more_than_that(client: TestClient) -> None:
    response = client.get("/fault/")
    assert response.headers["cache-control"] == "no-store"
    assert "fault" not in response.text.replace("went wrong", "")
    assert "int()" not in response.text
    assert "Traceback" not in response.text

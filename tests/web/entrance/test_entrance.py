"""Who is let in, over the same application that `locator serve` serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, fixed_clock
from desks import live_at
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.entrance.bounds import MOST_HEAD, MOST_HEADERS, MOST_PARAMETERS, MOST_URL
from locator.web.entrance.entrance import Entrance
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from httpx2 import Response

BASE = "https://clinics.example"


@pytest.fixture(scope="module")
def live() -> Live:
    environ = {
        "LOCATOR_LIMITS_FINDER": "3",
        "LOCATOR_LIMITS_API": "4",
        "LOCATOR_TRUSTED_PROXIES": "10.0.0.0/8",
    }
    return Live(SiteFolder(ROOT), environ=environ, clock=fixed_clock, machine_files=machine_files)


@pytest.fixture
def visit(live: Live) -> Callable[[str], TestClient]:
    """A client at an address; all of one test ask one entrance, whose clock stands still."""
    entrance = Entrance(create_app(live), live, clock=lambda: 0.0)

    def visit(address: str = "203.0.113.7") -> TestClient:
        return TestClient(entrance, base_url=BASE, follow_redirects=False, client=(address, 50_000))

    return visit


def check_refusal(response: Response, status: int) -> None:
    assert response.status_code == status
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["connection"] == "close"
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert len(response.content) < 120


@pytest.mark.parametrize(
    "path", ["/", "/find?q=32114", "/api/v1/nearest?q=32114", "/no/such/", "/workbench/"]
)
def test_another_name_is_refused_without_being_repeated(path: str, visit: Callable[..., TestClient]) -> None:
    response = visit().get(path, headers={"host": "evil.example"})
    check_refusal(response, 421)
    assert "evil" not in f"{response.headers}{response.text}"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_watchers_ask_by_any_address(path: str, visit: Callable[..., TestClient]) -> None:
    assert visit().get(path, headers={"host": "10.1.2.3:8000"}).status_code in (200, 404, 503)


def test_two_hosts_are_none(visit: Callable[..., TestClient]) -> None:
    check_refusal(visit().get("/", headers=[("host", "clinics.example"), ("host", "clinics.example")]), 400)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/" + "x" * MOST_URL, {}, 414),
        ("/find?q=" + "x" * MOST_URL, {}, 414),
        ("/?" + "&" * MOST_PARAMETERS, {}, 400),
        ("/api/v1/nearest?" + "q=1&" * MOST_PARAMETERS, {}, 400),
        ("/", {f"x-{number}": "1" for number in range(MOST_HEADERS)}, 431),
        ("/", {"cookie": "x" * MOST_HEAD}, 431),
    ],
)
def test_what_is_too_large_is_refused(
    path: str, headers: dict[str, str], status: int, visit: Callable[..., TestClient]
) -> None:
    check_refusal(visit().get(path, headers=headers), status)


def test_who_searches_too_much_reads_a_page(visit: Callable[..., TestClient]) -> None:
    client = visit()
    assert [client.get("/find?q=32114").status_code for _ in range(2)] == [200, 200]
    assert client.post("/find", data={"lat": "28.76", "lon": "-81.34"}).status_code == 200
    for response in (client.get("/find?q=32114"), client.post("/find", data={"q": "32114"})):
        assert response.status_code == 429
        assert response.headers["retry-after"] == "20"
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert response.headers["cache-control"] == "no-store"
        assert "<h1>Too many searches at once</h1>" in response.text
        assert "32114" not in response.text
    assert "Demasiadas búsquedas a la vez" in client.get("/es/buscar?q=32114").text
    assert client.get("/clinics/").status_code == 200
    assert client.get("/api/v1/places?q=day").status_code == 200
    assert visit("198.51.100.1").get("/find?q=32114").status_code == 200


def test_a_program_that_asks_too_much_gets_a_problem(visit: Callable[..., TestClient]) -> None:
    client = visit()
    assert [client.get("/api/v1/nearest?q=32114").status_code for _ in range(5)] == [200] * 4 + [429]
    problem = client.get("/api/v1/nowhere")
    assert problem.status_code == 429
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.headers["retry-after"] == "15"
    assert problem.json() == {
        "type": "https://clinics.example/api/#too-many",
        "title": "Too many requests",
        "status": 429,
        "detail": "Please wait 15 s.",
    }
    assert client.get("/api/").status_code == 200


def test_scripts_of_other_sites_are_told_as_well(folder: Path) -> None:
    environ = {"LOCATOR_LIMITS_API": "1", "LOCATOR_API_CORS_ORIGINS": "https://www.example.org"}
    live = live_at(folder, fixed_clock, environ)
    entrance = Entrance(create_app(live), live, clock=lambda: 0.0)
    client = TestClient(entrance, base_url=BASE, client=("203.0.113.7", 1))
    headers = {"origin": "https://www.example.org"}
    assert client.get("/api/v1/places?q=day", headers=headers).status_code == 200
    late = client.get("/api/v1/places?q=day", headers=headers)
    assert (late.status_code, late.headers["retry-after"]) == (429, "60")
    assert late.headers["access-control-allow-origin"] == "https://www.example.org"
    assert "Retry-After" in late.headers["access-control-expose-headers"]


def test_visitors_behind_a_proxy_are_told_apart(visit: Callable[..., TestClient]) -> None:
    proxy = visit("10.0.0.5")

    def ask(forwarded: str) -> int:
        return proxy.get("/find?q=32114", headers={"x-forwarded-for": forwarded}).status_code

    assert [ask("203.0.113.7") for _ in range(4)] == [200, 200, 200, 429]
    assert ask("1.2.3.4, 203.0.113.7") == 429
    assert ask("198.51.100.1") == 200


def test_a_proxy_may_say_the_name(visit: Callable[..., TestClient]) -> None:
    said = {"host": "upstream", "x-forwarded-host": "clinics.example"}
    assert visit("10.0.0.5").get("/", headers=said).status_code == 200
    assert visit("203.0.113.7").get("/", headers=said).status_code == 421
    said = {"host": "clinics.example", "x-forwarded-host": "evil.example"}
    assert visit("10.0.0.5").get("/clinics/", headers=said).status_code == 421


def test_settings_that_change_hold_at_once(visit: Callable[..., TestClient], live: Live) -> None:
    """The last of this file: the site that it leaves has one name more."""
    assert visit().get("/", headers={"host": "other.example"}).status_code == 421
    live.environ = {**live.environ, "LOCATOR_HOSTS": "other.example"}
    assert live.reload()
    assert visit().get("/", headers={"host": "other.example"}).status_code == 200

"""Every route that the application has, found by walking it, and what stands before it (rule C17)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import copied, fixed_clock
from desks import NAME, PASSWORD, live_at, with_editor
from guards import check
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from locator.web.app import create_app
from locator.web.entrance.entrance import Entrance
from locator.web.workbench.way_in import WayIn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from starlette.applications import Starlette
    from starlette.routing import BaseRoute

BASE = "https://clinics.example"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FETCH")
#: What stands for the parts of an address that a route leaves open.
PARTS = {
    "id": "lake-mary",
    "region": "fl",
    "slug": "lake-mary",
    "town": "lake-mary",
    "name": "none",
    "path": "none/",
}
PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    folder = with_editor(copied(tmp_path_factory.mktemp("every-route")))
    return create_app(live_at(folder, fixed_clock))


@pytest.fixture(scope="module")
def client(app: Starlette) -> TestClient:
    return client_of(app)


def client_of(app: Starlette, base_url: str = BASE) -> TestClient:
    entrance = Entrance(app, app.state.live)
    return TestClient(entrance, base_url=base_url, follow_redirects=False, raise_server_exceptions=False)


def addresses(routes: Sequence[BaseRoute], above: str = "") -> Iterator[str]:
    """An address for each route; one of a kind that nobody here knows is an error."""
    for route in routes:
        if isinstance(route, Route):
            yield above + PLACE.sub(lambda place: PARTS.get(place[1], "x"), route.path)
        elif isinstance(route, Mount):
            yield from addresses(_within(route.app), above + route.path)
        else:
            assert isinstance(route, WayIn), route
            yield from addresses(_within(route._open()))


def _within(app: Any) -> Sequence[BaseRoute]:
    while not hasattr(app, "routes"):  # what is wrapped around an application calls it so
        app = app.app
    routes: Sequence[BaseRoute] = app.routes
    return routes


def test_every_route_answers_every_method_with_the_headers(app: Starlette, client: TestClient) -> None:
    asked = set(addresses(app.routes))
    assert asked >= {"/healthz", "/find", "/es/buscar", "/api/v1/nearest", "/workbench/draft/", "/none/"}
    statuses = set()
    for path in asked:
        for method in METHODS:
            response = client.request(method, path, headers={"origin": BASE})
            (check_workbench if path.startswith("/workbench/") else check)(response)
            assert "set-cookie" not in response.headers, path
            statuses.add(response.status_code)
    assert statuses >= {200, 303, 404, 405, 422}
    assert 500 not in statuses


def test_so_does_the_workbench_for_who_has_signed_in(app: Starlette, client: TestClient) -> None:
    client.post("/workbench/sign-in", data={"name": NAME, "password": PASSWORD}, headers={"origin": BASE})
    assert client.cookies
    statuses = set()
    for path in sorted(path for path in set(addresses(app.routes)) if path.startswith("/workbench/")):
        for method in ("GET", "POST"):
            response = client.request(method, path, headers={"origin": BASE})
            check_workbench(response)
            statuses.add(response.status_code)
    client.cookies.clear()
    assert statuses >= {200, 403, 405}
    assert 500 not in statuses


def check_workbench(response: Any) -> None:
    for name in ("strict-transport-security", "x-content-type-options", "content-security-policy"):
        assert len(response.headers.get_list(name)) == 1, (response.url, name)
    assert response.headers["cache-control"] == "no-store"


REFUSED: dict[int, dict[str, Any]] = {
    400: {"url": "/?" + "&" * 100},
    405: {"url": "/sitemap.xml", "method": "PUT"},
    413: {"url": "/find", "method": "POST", "data": {"q": "x" * 10_000}},
    414: {"url": "/" + "x" * 9_000},
    421: {"url": "/", "headers": {"host": "evil.example"}},
    422: {"url": "/api/v1/nearest"},
    431: {"url": "/", "headers": {"cookie": "x" * 40_000}},
}


@pytest.mark.parametrize("status", REFUSED)
def test_so_has_every_refusal(status: int, client: TestClient) -> None:
    response = client.request(**{"method": "GET", **REFUSED[status]})
    assert response.status_code == status
    check(response)


@pytest.mark.parametrize("path", ["/find?q=32114", "/api/v1/places?q=day"])
def test_so_has_who_asks_too_much(path: str, app: Starlette) -> None:
    entrance = Entrance(app, app.state.live, clock=lambda: 0.0)
    client = TestClient(entrance, base_url=BASE, client=("203.0.113.7", 1))
    quotas = entrance._quotas
    while not quotas.wait(path.partition("?")[0], "203.0.113.7", entrance.rules.config.limits):
        pass
    response = client.get(path)
    assert response.status_code == 429
    check(response)


def test_so_has_a_report_that_cannot_be_kept(folder: Path) -> None:
    (folder / ".locator").write_text("a file in the place of the folder", encoding="utf-8")
    client = client_of(create_app(live_at(folder, fixed_clock)))
    response = client.post(
        "/report", data={"page": "/clinics/lake-mary/", "fault": "hours"}, headers={"origin": BASE}
    )
    assert response.status_code == 503
    check(response)


def test_over_plain_http_nobody_is_told_to_come_over_https(folder: Path) -> None:
    """Rule C17: browsers would not heed it, and a proxy that speaks https says it itself."""
    live = live_at(folder, fixed_clock, {"LOCATOR_BASE_URL": "http://clinics.example"})
    client = client_of(create_app(live), "http://clinics.example")
    for path in ("/", "/", "/no/such/", "/api/v1/nearest", "/?" + "&" * 100):
        response = client.get(path)
        assert "strict-transport-security" not in response.headers
        assert response.headers["x-content-type-options"] == "nosniff"
    ready = live.edition.shelf.find(b"/")
    assert ready
    assert b"strict-transport" not in ready.whole[1]

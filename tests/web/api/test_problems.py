"""Whatever goes wrong below /api/ is told as a problem, and nothing of the request comes back unasked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

PATHS = (
    *("/api/", "/api/v1/nearest", "/api/v1/places", "/api/v1/clinics", "/api/v1/clinics/deland"),
    *("/api/v1/towns", "/api/v1/openapi.json"),
)


@pytest.mark.parametrize(
    "path",
    [
        *("/api/v1", "/api/v1/", "/api/v2/nearest", "/api/v1/nearest/", "/api/v1/clinics/", "/api//"),
        *("/api/v1/clinics/a/b", "/api/%00", "/api/a%0Ab", "/api/" + "x" * 20_000, "/api/é"),
    ],
    ids=lambda path: path[:30],
)
def test_an_address_that_does_not_exist_is_a_problem(path: str, client: TestClient) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert response.json()["type"] == "https://clinics.example/api/#no-such-address"
    assert len(response.content) < 500


def test_the_address_without_its_last_slash_leads_to_the_page(client: TestClient) -> None:
    response = client.get("/api")
    assert (response.status_code, response.headers["location"]) == (308, "/api/")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_another_method_is_a_problem(method: str, path: str, client: TestClient) -> None:
    response = client.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"].endswith("#wrong-method")


@pytest.mark.parametrize("path", [*PATHS, "/api/nothing", "/api/v1/clinics/oviedo"])
def test_head_tells_what_get_would(path: str, client: TestClient) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, dict(head.headers)) == (get.status_code, dict(get.headers))
    assert head.content == b""


def test_a_fault_is_a_problem_and_says_no_more(serve: Callable[..., TestClient]) -> None:
    client = serve(LOCATOR_API_CORS_ORIGINS="https://www.example.org")
    interface = client.app.state.live.edition.catalogue.interface  # type: ignore[attr-defined]
    interface.towns = partial(int, "fault")
    response = client.get("/api/v1/towns", headers={"origin": "https://www.example.org"})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["access-control-allow-origin"] == "https://www.example.org"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.json() == {
        "type": "https://clinics.example/api/#fault",
        "title": "Something went wrong here",
        "status": 500,
        "detail": "Please try again later.",
    }


@pytest.mark.parametrize("path", [*PATHS, "/api/nothing", "/api/v1/nearest?q=32114", "/api/v1/towns?limit=1"])
def test_the_host_of_a_request_never_comes_back(path: str, client: TestClient) -> None:
    headers = {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
    response = client.get(path, headers=headers)
    assert "evil" not in response.text
    assert not [value for value in response.headers.values() if "evil" in value]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("q=%ff", "q"),
        ("q=%", "q"),
        ("q=%zz", "q"),
        ("q=%2", "q"),
        ("q=%ED%A0%80", "q"),  # half of a surrogate pair
        ("q=%C0%80", "q"),  # an overlong NUL
        ("q=%00", "q"),
        ("q=a%0ab", "q"),
        ("%ff=1", "\ufffd"),
        ("q=a&%zz=1", "%zz"),
        ("q", "q"),
        ("q=a&limit", "limit"),
        ("q=" + "a" * 10_000, "q"),
        ("x" * 10_000 + "=1", "x" * 80),
        ("q=a&limit=5%00", "limit"),
        ("q=a&accessible=yes", "accessible"),
        ("q=a&accessible=True", "accessible"),
        ("q=a&accepting_new_patients=1", "accepting_new_patients"),
        ("q=a&treatment=", "treatment"),
        ("q=a&treatment=acupuncture&treatment=magic", "treatment"),
        ("q=a&treatment=Acupuncture", "treatment"),
        ("q=a&insurance=none", "insurance"),
        ("q=a&language=klingon", "language"),
        ("q=a&open_at=", "open_at"),
        ("q=a&open_at=today", "open_at"),
        ("q=a&open_at=now&open_at=now", "open_at"),
        ("q=a&open_at=2026-12-24", "open_at"),
        ("q=a&open_at=2026-12-24T10:00:00", "open_at"),
        ("q=a&open_at=2026-12-24T10:00:00+05:00", "open_at"),  # + is a blank here
        ("q=a&open_at=2026-12-24T10:00Z", "open_at"),
        ("q=a&open_at=2026-W52-4T10:00:00Z", "open_at"),
        ("q=a&open_at=2026-02-30T10:00:00Z", "open_at"),
        ("q=a&open_at=2026-12-24T10:00:00%2B24:00", "open_at"),
        ("q=a&open_at=0000-12-24T10:00:00Z", "open_at"),
        ("q=a&open_at=9999-12-31T23:59:59-23:59", "open_at"),
        ("q=a&open_at=%D9%A2026-12-24T10:00:00Z", "open_at"),
        ("q=32114&lat=29&lon=-81", "q"),
        ("q=32114&lat=29", "q"),
    ],
    ids=lambda value: value[:40],
)
def test_what_cannot_be_read_is_named_and_not_repeated(
    query: str, parameter: str, client: TestClient
) -> None:
    response = client.get(f"/api/v1/nearest?{query}")
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter
    assert len(response.content) < 1000


@pytest.mark.parametrize("path", PATHS[1:])
def test_an_unknown_parameter_is_refused_everywhere(path: str, client: TestClient) -> None:
    response = client.get(f"{path}?colour=red")
    assert (response.status_code, response.json()["parameter"]) == (422, "colour")


def test_letters_stand_as_they_are(client: TestClient) -> None:
    response = client.get("/api/v1/nearest?q=Cañon+City")
    assert "ñ".encode() in response.content

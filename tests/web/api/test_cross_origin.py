"""Other sites' scripts read the API only where site.toml names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from httpx2 import Response
    from starlette.testclient import TestClient

FRIEND = "https://www.example.org"
TOWNS = "/api/v1/towns"
PREFLIGHT = {"origin": FRIEND, "access-control-request-method": "GET"}
ANSWERS = (
    TOWNS,
    "/api/v1/nearest",
    "/api/v1/clinics/oviedo",
    "/api/nothing",
    "/api/v1/openapi.json",
    "/api/",
)


@pytest.fixture(scope="module")
def friendly(serve: Callable[..., TestClient]) -> TestClient:
    return serve(LOCATOR_API_CORS_ORIGINS=f"{FRIEND} https://two.example:8443")


@pytest.fixture(scope="module")
def public(serve: Callable[..., TestClient]) -> TestClient:
    return serve(LOCATOR_API_CORS_ORIGINS="*")


def varies_by_origin(response: Response) -> bool:
    return "Origin" in response.headers.get("vary", "").split(", ")


@pytest.mark.parametrize("path", ANSWERS)
def test_nobody_may_read_unless_the_settings_say_so(path: str, client: TestClient) -> None:
    response = client.get(path, headers={"origin": FRIEND})
    assert not [name for name in response.headers if name.startswith("access-control")]
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
    assert not varies_by_origin(response)
    assert client.options(path, headers=PREFLIGHT).status_code in (404, 405)


@pytest.mark.parametrize("path", ANSWERS)
def test_a_named_site_may_read_answers_and_problems(path: str, friendly: TestClient) -> None:
    response = friendly.get(path, headers={"origin": FRIEND})
    assert response.headers["access-control-allow-origin"] == FRIEND
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.headers["access-control-expose-headers"] == "ETag, Link, Retry-After"
    assert varies_by_origin(response)
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(
    "origin",
    [
        *("https://example.org", "http://www.example.org", "https://www.example.org.evil.example", "null"),
        *("https://www.example.org:8443", "https://WWW.example.org", "https://www.example.org/", "*", ""),
        "https://www.example.org, https://two.example:8443",
    ],
)
def test_no_other_site_may_read(origin: str, friendly: TestClient) -> None:
    for headers in ({"origin": origin}, {}):
        response = friendly.get(TOWNS, headers=headers)
        assert response.status_code == 200
        assert "access-control-allow-origin" not in response.headers
        assert response.headers["cross-origin-resource-policy"] == "same-origin"
        # A cache must not hand this answer to a site that may read it, nor the other way round.
        assert varies_by_origin(response)
    assert friendly.options(TOWNS, headers={**PREFLIGHT, "origin": origin}).status_code == 405


def test_a_named_site_is_told_what_it_may_ask(friendly: TestClient) -> None:
    response = friendly.options(
        TOWNS, headers={**PREFLIGHT, "access-control-request-headers": "if-none-match"}
    )
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == FRIEND
    assert response.headers["access-control-allow-methods"] == "GET, HEAD"
    assert response.headers["access-control-allow-headers"] == "If-None-Match"
    assert varies_by_origin(response)
    assert response.content == b""


def test_options_without_a_question_is_no_method(friendly: TestClient) -> None:
    assert friendly.options(TOWNS, headers={"origin": FRIEND}).status_code == 405


def test_a_site_may_be_for_everyone(public: TestClient) -> None:
    for headers in ({"origin": "https://anyone.example"}, {}):
        response = public.get(TOWNS, headers=headers)
        assert response.headers["access-control-allow-origin"] == "*"
        assert response.headers["cross-origin-resource-policy"] == "cross-origin"
        assert not varies_by_origin(response)


@pytest.mark.parametrize("path", ["/", "/find?q=32114", "/clinics/", "/sitemap.xml", "/nothing/"])
def test_pages_are_never_shared(path: str, public: TestClient) -> None:
    response = public.get(path, headers={"origin": FRIEND})
    assert "access-control-allow-origin" not in response.headers
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/clinics.geojson", "/clinics.kml"])
def test_files_for_maps_are_shared_as_the_api_is(path: str, friendly: TestClient) -> None:
    response = friendly.get(path, headers={"origin": FRIEND})
    assert response.headers["access-control-allow-origin"] == FRIEND
    known = friendly.get(path, headers={"origin": FRIEND, "if-none-match": response.headers["etag"]})
    assert (known.status_code, known.headers["access-control-allow-origin"]) == (304, FRIEND)
    assert friendly.options(path, headers={**PREFLIGHT, "origin": FRIEND}).status_code == 204
    assert friendly.options(path, headers={"origin": FRIEND}).status_code == 405
    assert friendly.post(path, headers={"origin": FRIEND}).status_code == 405
    stranger = friendly.get(path, headers={"origin": "https://stranger.example"})
    assert "access-control-allow-origin" not in stranger.headers


def test_an_answer_that_is_not_new_is_shared_too(friendly: TestClient) -> None:
    etag = friendly.get(TOWNS).headers["etag"]
    response = friendly.get(TOWNS, headers={"origin": FRIEND, "if-none-match": etag})
    assert response.status_code == 304
    assert response.headers["access-control-allow-origin"] == FRIEND


def test_a_change_of_the_settings_counts_at_once(folder: Path, serve: Callable[..., TestClient]) -> None:
    client = serve(folder)
    assert "access-control-allow-origin" not in client.get(TOWNS, headers={"origin": FRIEND}).headers
    settings = (folder / "site.toml").read_text(encoding="utf-8")
    (folder / "site.toml").write_text(f'{settings}\n[api]\ncors_origins = ["{FRIEND}"]\n', encoding="utf-8")
    client.app.state.live.reload()  # type: ignore[attr-defined]
    response = client.get(TOWNS, headers={"origin": FRIEND})
    assert response.headers["access-control-allow-origin"] == FRIEND

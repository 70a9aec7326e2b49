"""Texts travel packed, to those who take them so; each form has its own tag, and caches are told."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from locator.pages.output import Output
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.encoding import LEAST, is_text, takes_gzip
from locator.web.live import Live

if TYPE_CHECKING:
    from httpx2 import Response

ROOT = Path(__file__).parents[2]
TEXTS = ("/", "/clinics/", "/find?q=32746", "/no/such/page/", "/clinics/oviedo/", "/api/v1/openapi.json")


@pytest.fixture(scope="module")
def client() -> TestClient:
    live = Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=machine_files)
    return TestClient(create_app(live), follow_redirects=False)


def ask(client: TestClient, path: str, accepted: str, **headers: str) -> Response:
    return client.get(path, headers={"accept-encoding": accepted, **headers})


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_is_the_same_packed_and_plain(path: str, client: TestClient) -> None:
    packed, plain = ask(client, path, "gzip"), ask(client, path, "identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    for response in (packed, plain):
        assert response.headers["vary"] == "Accept-Encoding"


def test_each_form_has_a_tag_of_its_own(client: TestClient) -> None:
    tags = {accepted: ask(client, "/", accepted).headers["etag"] for accepted in ("gzip", "identity")}
    assert len(set(tags.values())) == 2
    for accepted, etag in tags.items():
        again = ask(client, "/", accepted, **{"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert again.headers["vary"] == "Accept-Encoding"
        assert "content-encoding" not in again.headers
    for accepted, other in (("gzip", tags["identity"]), ("identity", tags["gzip"])):
        assert ask(client, "/", accepted, **{"if-none-match": other}).status_code == 200


def test_what_fits_one_packet_goes_as_it_is(client: TestClient) -> None:
    for path in ("/robots.txt", "/healthz", "/static/none.css"):
        response = ask(client, path, "gzip")
        assert len(response.content) < LEAST
        assert "content-encoding" not in response.headers
        assert "vary" not in response.headers


def test_static_files_travel_packed_and_can_be_asked_after(client: TestClient) -> None:
    assets = client.app.state.live.edition.catalogue.renderer.assets  # type: ignore[attr-defined]
    for asset in assets:
        response = ask(client, asset.path, "gzip")
        assert response.content == asset.body
        assert ("content-encoding" in response.headers) == (
            len(asset.body) >= LEAST and is_text(asset.media_type)
        )
        again = ask(client, asset.path, "gzip", **{"if-none-match": response.headers["etag"]})
        assert again.status_code == 304
        assert "immutable" in again.headers["cache-control"]


def test_a_page_is_packed_once(client: TestClient) -> None:
    output = client.app.state.live.edition.catalogue.answer("/about/")  # type: ignore[attr-defined]
    assert output.gzipped is output.gzipped
    assert gzip.decompress(output.gzipped) == output.body


def test_equal_bodies_are_packed_alike() -> None:
    body = b"Nearest first. " * 200
    assert Output(body).gzipped == Output(body).gzipped


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        *(("gzip", True), ("GZIP", True), ("gzip, deflate, br, zstd", True), ("br;q=1.0, gzip;q=0.8", True)),
        *(("*", True), ("*;q=0.1", True), ("gzip;q=0", False), ("gzip; q=0.000", False), ("*;q=0", False)),
        *(("gzip;q=0, *", False), ("*;q=0, gzip", True), ("", False), ("br", False), ("identity", False)),
        *(("gzipped", False), ("gzip;q=x", False), (",,;,", False), ("gzip;q=nan", False)),
    ],
)
def test_gzip_goes_to_those_who_take_it(accepted: str, taken: bool) -> None:
    assert takes_gzip(accepted) is taken


@given(st.text(max_size=60))
def test_no_header_is_too_odd(accepted: str) -> None:
    takes_gzip(accepted)


def test_texts_are_told_from_pictures() -> None:
    for media_type in ("text/html; charset=utf-8", "application/xml; charset=utf-8", "image/svg+xml"):
        assert is_text(media_type)
    for media_type in ("application/problem+json", "application/atom+xml", "text/javascript"):
        assert is_text(media_type)
    for media_type in ("image/png", "application/octet-stream", "font/woff2", ""):
        assert not is_text(media_type)


def test_the_first_view_takes_thirty_kilobytes_at_most(client: TestClient) -> None:
    """With one stylesheet, and each file under a name that changes with its content."""
    page = ask(client, "/back-pain-treatment/fl/daytona-beach/", "gzip")
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text))
    assert sum(file.endswith(".css") for file in files) == 1
    answers = [page, *(ask(client, file, "gzip") for file in files)]
    assert sum(int(answer.headers["content-length"]) for answer in answers) <= 30_000
    assert all("immutable" in answer.headers["cache-control"] for answer in answers[1:])

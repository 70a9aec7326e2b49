"""The interactive map over HTTP: who may be asked from which page, and archives piece by piece."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import fixed_clock
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live
from locator.web.security import POLICY

LANDING, CLINIC = "/back-pain-treatment/fl/lake-mary/", "/clinics/lake-mary/"
HOST = "https://tiles.example:8443"
ARCHIVE = b"PMTiles" + bytes(range(256)) * 4


def served(folder: Path, **environ: str) -> TestClient:
    live = Live(SiteFolder(folder), environ=environ, clock=fixed_clock, machine_files=machine_files)
    return TestClient(create_app(live))


@pytest.fixture
def client(mapped: Path) -> TestClient:
    tiles = {"LOCATOR_MAP_TILES": f"{HOST}/{{z}}/{{x}}/{{y}}.png", "LOCATOR_MAP_ATTRIBUTION": "A"}
    return served(mapped, **tiles)


def policy(client: TestClient, path: str, **headers: str) -> dict[str, list[str]]:
    (text,) = client.get(path, headers=headers).headers.get_list("content-security-policy")
    return {name: sources for name, *sources in (part.split() for part in text.split(";"))}


def file_on(client: TestClient, page: str, name: str) -> str:
    (path,) = set(re.findall(rf"/static/{name}\.[0-9a-f]{{10}}\.\w+", client.get(page).text))
    assert isinstance(path, str)
    return path


@pytest.mark.parametrize("path", [LANDING, CLINIC])
def test_a_page_with_a_map_may_ask_the_configured_host_for_images_and_data(
    client: TestClient, path: str
) -> None:
    usual = {name: sources for name, *sources in (part.split() for part in POLICY.split(";"))}
    changed = usual | {"img-src": ["'self'", HOST], "connect-src": ["'self'", HOST]}
    assert policy(client, path) == changed
    etag = client.get(path).headers["etag"]
    assert policy(client, path, **{"if-none-match": etag}) == changed


def test_so_may_the_worker_whose_own_policy_counts(client: TestClient) -> None:
    worker = file_on(client, LANDING, "maplibre-gl/maplibre-gl-worker")
    assert HOST in policy(client, worker)["connect-src"]


@pytest.mark.parametrize("path", ["/", "/privacy/", "/clinics/", "/find", "/nothing/", "/robots.txt"])
def test_no_other_page_may(client: TestClient, path: str) -> None:
    assert client.get(path).headers["content-security-policy"] == POLICY


def test_without_the_setting_nothing_changes(mapped: Path) -> None:
    client = served(mapped)
    assert client.get(LANDING).headers["content-security-policy"] == POLICY
    assert "maplibre" not in client.get(LANDING).text


def test_an_archive_of_the_folder_needs_no_other_host_and_answers_to_ranges(mapped: Path) -> None:
    (mapped / "florida.pmtiles").write_bytes(ARCHIVE)
    client = served(mapped, LOCATOR_MAP_PMTILES="florida.pmtiles")
    assert client.get(LANDING).headers["content-security-policy"] == POLICY
    path = file_on(client, LANDING, "florida")
    part = client.get(path, headers={"range": "bytes=7-16"})
    assert part.status_code == 206
    assert part.content == ARCHIVE[7:17]
    assert part.headers["content-range"] == f"bytes 7-16/{len(ARCHIVE)}"
    assert "immutable" in part.headers["cache-control"]
    assert client.get(path).content == ARCHIVE
    assert client.get(path, headers={"range": f"bytes={len(ARCHIVE)}-"}).status_code == 416
    assert client.head(path).headers["accept-ranges"] == "bytes"
    (mapped / "florida.pmtiles").unlink()
    assert client.get(path).status_code == 404

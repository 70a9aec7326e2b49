"""Cards over HTTP: kept for ever, shown anywhere, drawn only for known pages."""

from __future__ import annotations

import pytest
from conftest import ROOT, fixed_clock
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live


@pytest.fixture(scope="module")
def live() -> Live:
    return Live(SiteFolder(ROOT), environ={}, clock=fixed_clock, machine_files=machine_files)


@pytest.fixture(scope="module")
def client(live: Live) -> TestClient:
    return TestClient(create_app(live), follow_redirects=False)


def test_a_card_may_be_kept_for_ever_and_shown_anywhere(client: TestClient, live: Live) -> None:
    response = client.get(live.edition.catalogue.gallery.address("/clinics/lake-mary/"))
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.headers["x-content-type-options"] == "nosniff"
    again = client.get(response.url.path, headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304


def test_an_old_card_leads_to_todays_for_a_while(client: TestClient, live: Live) -> None:
    response = client.get("/cards/clinics/lake-mary/0000000000.png")
    assert response.status_code == 302
    assert response.headers["location"] == live.edition.catalogue.gallery.address("/clinics/lake-mary/")


@pytest.mark.parametrize(
    "path", ["/cards/nowhere/0000000000.png", "/cards/", "/cards/hello.png", "/cards/%00/0000000000.png"]
)
def test_there_is_no_other_picture(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["cache-control"] == "no-store"

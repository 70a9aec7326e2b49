"""Cards, feed and reports of a site that speaks Spanish too."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import lxml.html
import pytest
from conftest import fixed_clock
from spanish import speak_spanish
from starlette.testclient import TestClient

from locator.editing.folder_cabinet import FolderCabinet
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.site.reports import ReportBook
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from pathlib import Path

LANDING = "/es/tratamiento-del-dolor-de-espalda/fl/lake-mary/"


@pytest.fixture
def client(folder: Path) -> TestClient:
    live = Live(SiteFolder(speak_spanish(folder)), environ={}, clock=fixed_clock, machine_files=machine_files)
    return TestClient(create_app(live), follow_redirects=False)


def test_a_spanish_page_is_shared_and_reported_in_spanish(client: TestClient, folder: Path) -> None:
    """Rule A40: the picture speaks the language of its page."""
    page = lxml.html.fromstring(client.get(LANDING).text)
    graph = {tag.get("property"): tag.get("content") for tag in page.iter("meta")}
    assert graph["og:locale"] == "es_US"
    assert "línea recta" in (graph["og:image:alt"] or "")
    picture = urlsplit(graph["og:image"] or "").path
    assert picture.startswith(f"/cards{LANDING}")
    assert client.get(picture).headers["content-type"] == "image/png"
    assert client.get("/privacy/").status_code == client.get("/es/privacidad/").status_code == 200

    (link,) = page.xpath("//footer//a[contains(@href, '/es/avisar')]/@href")
    form = client.get(link)
    assert 'lang="es"' in form.text
    assert 'action="/es/avisar"' in form.text
    sent = client.post("/es/avisar", data={"page": LANDING, "fault": "hours", "note": "Cerró."})
    assert sent.headers["location"].startswith("/es/avisar?page=")
    assert [report.path for report in ReportBook(FolderCabinet(folder)).reports()] == [LANDING]


def test_spanish_articles_have_a_feed_of_their_own(client: TestClient) -> None:
    feed = client.get("/es/feed.xml")
    assert feed.status_code == 200
    assert 'xml:lang="es"' in feed.text
    assert "/es/articulos/primera-visita/" in feed.text
    assert "/es/" not in client.get("/feed.xml").text

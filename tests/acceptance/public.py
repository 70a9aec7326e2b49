"""The example site as the public sees it: over HTTP, as files, through the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html
from conftest import fixed_clock
from lxml import etree
from starlette.testclient import TestClient

from locator.cli import main
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest
    from lxml.html import HtmlElement


def serve(folder: Path) -> TestClient:
    """A client of the folder's site; it follows no redirect."""
    live = Live(SiteFolder(folder), environ={}, clock=fixed_clock, machine_files=machine_files)
    return TestClient(create_app(live), follow_redirects=False)


def read(client: TestClient, path: str) -> HtmlElement:
    """The page at an address, which must be there."""
    response = client.get(path)
    assert response.status_code == 200, path
    return lxml.html.document_fromstring(response.text)


def words(element: HtmlElement) -> str:
    """What an element says, on one line."""
    return " ".join(element.text_content().split())


def sitemap(client: TestClient) -> list[str]:
    """Every path that the sitemap names."""
    index = etree.fromstring(client.get("/sitemap.xml").content)
    parts = [client.get(path_of(str(loc.text))).content for loc in index.iter("{*}loc")]
    return [
        path_of(str(loc.text))
        for part in parts
        for url in etree.fromstring(part).iter("{*}url")
        for loc in url.iterchildren("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]


def path_of(address: str) -> str:
    """The path of one of the example's canonical addresses."""
    assert address.startswith("https://clinics.example/"), address
    return address.removeprefix("https://clinics.example")


def is_noindex(page: HtmlElement) -> bool:
    """Tells whether a page asks not to be listed."""
    return "noindex" in "".join(page.xpath("//meta[@name='robots']/@content"))


def graphs(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of a page's structured data, nested ones too."""
    for script in page.xpath("//script[@type='application/ld+json']"):
        yield from _objects(json.loads(script.text))


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _objects(part)


def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `locator check --format json` reports of a folder."""
    capsys.readouterr()
    main(["check", str(folder), "--format", "json"])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report

"""The interactive map: what pages carry for it, and what is said where something is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from conftest import fixed_clock

from locator.model.basemap import Basemap
from locator.pages.assets import Assets
from locator.pages.maps.viewer import INSTALL, build_viewer, find_archives, find_modules, viewer_problems
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.site.folder import SiteFolder
from locator.site.loading import load_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

TILES = "https://tiles.example/{z}/{x}/{y}.png"
CREDIT = "© [O](https://o.example) <b>"
LANDING, CLINIC = "/back-pain-treatment/fl/lake-mary/", "/clinics/lake-mary/"
OWN = Basemap(pmtiles="/map/florida.pmtiles")


def opened(folder: Path, **environ: str) -> Catalogue:
    loaded = load_site(SiteFolder(folder), environ=environ, clock=fixed_clock)
    assert loaded.site, loaded.problems
    return open_catalogue(SiteFolder(folder), loaded.site)


def shown(catalogue: Catalogue, path: str) -> HtmlElement:
    output = catalogue.answer(path)
    assert isinstance(output, Output)
    return lxml.html.document_fromstring(output.body.decode())


@pytest.fixture
def with_tiles(mapped: Path) -> Catalogue:
    return opened(mapped, LOCATOR_MAP_TILES=TILES, LOCATOR_MAP_ATTRIBUTION="© [O](https://o.example) <b>")


def test_without_the_setting_a_page_has_neither_button_nor_script(mapped: Path) -> None:
    catalogue = opened(mapped)
    for path in (LANDING, CLINIC):
        page = shown(catalogue, path)
        assert page.xpath("//svg[contains(@class, 'loc-map__drawing')]")
        assert not page.xpath("//*[contains(@class, 'loc-live')] | //script[contains(@src, 'map')]")
    assert not any("maplibre" in asset.path for asset in catalogue.renderer.assets)
    assert catalogue.problems == ()


@pytest.mark.parametrize("path", [LANDING, CLINIC])
def test_with_it_a_page_has_a_hidden_button_the_script_and_its_places(
    with_tiles: Catalogue, path: str
) -> None:
    page = shown(with_tiles, path)
    (live,) = page.xpath("//div[@class='loc-live']")
    assert "hidden" in live.attrib
    assert live.xpath("string(button)") == "Show interactive map"
    assert "The map comes from tiles.example." in live.text_content()
    viewer, places = json.loads(live.get("data-viewer")), json.loads(live.get("data-places"))
    assert viewer["tiles"] == TILES
    assert viewer["attribution"] == '© <a href="https://o.example">O</a> &lt;b&gt;'
    for name in ("view", "styles", "script", "worker", "sheet"):
        assert with_tiles.renderer.assets.at(viewer[name].partition("?")[0])
    assert places["clinics"][0]["path"] == CLINIC
    assert len(page.xpath("//script[starts-with(@src, '/static/map.')]")) == 1


def test_pages_without_a_map_carry_nothing_of_it(with_tiles: Catalogue) -> None:
    page = shown(with_tiles, "/")
    assert not page.xpath("//*[contains(@class, 'loc-live')] | //script[contains(@src, '/map.')]")
    output = with_tiles.answer("/")
    assert isinstance(output, Output)
    assert output.origins == ()


def test_the_privacy_page_names_the_host(with_tiles: Catalogue, catalogue: Catalogue) -> None:
    assert "tiles.example" in shown(with_tiles, "/privacy/").text_content()
    assert "interactive" not in shown(catalogue, "/privacy/").text_content()
    assert "MapLibre" in shown(with_tiles, "/credits/").text_content()
    assert "Nothing on this page is sent" not in shown(with_tiles, LANDING).text_content()
    assert "Nothing on this page is sent" in shown(catalogue, LANDING).text_content()


def test_an_archive_of_ones_own_is_told_to_nobody(mapped: Path) -> None:
    (mapped / "florida.pmtiles").write_bytes(b"PMTiles")
    catalogue = opened(mapped, LOCATOR_MAP_PMTILES="florida.pmtiles")
    (live,) = shown(catalogue, LANDING).xpath("//div[@class='loc-live']")
    viewer = json.loads(live.get("data-viewer"))
    assert viewer["pmtiles"].startswith("/static/florida.")
    assert viewer["reader"].startswith("/static/pmtiles/")
    assert not live.xpath("p")
    assert catalogue.problems == ()


def test_several_hosts_are_all_named(mapped: Path) -> None:
    style = Basemap(style="https://a.example/s.json", more_origins=("https://b.example",))
    folder = SiteFolder(mapped)
    viewer = build_viewer(style, Assets(folder.static, find_modules(folder, style)))
    assert viewer
    assert viewer.hosts == ("a.example", "b.example")


def test_the_worker_has_another_address_when_other_hosts_are_asked(mapped: Path) -> None:
    """It is kept for a year, and with it the policy that it came with."""
    folder = SiteFolder(mapped)
    assets = Assets(folder.static, find_modules(folder, OWN))
    hosts = [Basemap(style=f"https://{name}.example/s.json") for name in ("a", "a", "b")]
    workers = [json.loads(viewer.data)["worker"] for host in hosts if (viewer := build_viewer(host, assets))]
    assert workers[0] == workers[1] != workers[2]
    assert len({worker.partition("?")[0] for worker in workers}) == 1


def test_a_package_that_is_missing_is_a_warning_with_the_command(mapped: Path) -> None:
    assets = Assets(SiteFolder(mapped).static)
    assert build_viewer(OWN, assets) is None
    (problem,) = viewer_problems(OWN, assets)
    assert problem.column == "map"
    assert INSTALL in problem.cure


def test_a_file_that_is_missing_is_a_warning_and_no_button_is_shown(mapped: Path) -> None:
    catalogue = opened(mapped, LOCATOR_MAP_PMTILES="florida.pmtiles")
    (problem,) = catalogue.problems
    assert (problem.severity.value, problem.column) == ("warning", "map.pmtiles")
    assert "florida.pmtiles" in problem.message
    assert not shown(catalogue, LANDING).xpath("//div[@class='loc-live']")


def test_files_are_looked_for_only_when_there_is_a_map(mapped: Path) -> None:
    folder = SiteFolder(mapped)
    assert find_modules(folder, None) == {}
    assert find_archives(folder, None) == {}
    assert len(find_modules(folder, OWN)) >= 4
    assert find_archives(folder, OWN) == {}

"""The files for machines, as the server and the export both give them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
from conftest import ROOT, fixed_clock

from locator.exchange.geojson.writing import render_geojson
from locator.exchange.kml.writing import render_kml
from locator.pages.opening import open_catalogue
from locator.pages.output import GEOJSON, KML, TEXT, XML, Output
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.site.loading import load_site

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.catalogue import Catalogue


def test_the_files_are_sitemaps_and_robots(catalogue: Catalogue) -> None:
    files = machine_files(catalogue)
    assert {path for path in files if path.startswith("/sitemaps/")}
    assert files["/sitemap.xml"].media_type == XML
    assert files["/robots.txt"].media_type == TEXT
    assert {output.status for output in files.values()} == {200}


def test_the_clinics_are_there_for_maps_of_other_people(catalogue: Catalogue) -> None:
    """Rule F17: the same bytes as `locator export` writes, and the list of clinics leads to them."""
    files = machine_files(catalogue)
    geojson, kml = files["/clinics.geojson"], files["/clinics.kml"]
    assert (geojson.body, geojson.media_type) == (render_geojson(catalogue.source).body, GEOJSON)
    assert (kml.body, kml.media_type) == (render_kml(catalogue.source).body, KML)
    answer = catalogue.answer("/clinics/")
    assert isinstance(answer, Output)
    links = lxml.html.document_fromstring(answer.body).xpath("/html/head/link[@rel='alternate'][@type]")
    leads = {link.get("type"): link.get("href") for link in links}
    assert leads[GEOJSON] == "/clinics.geojson"
    assert leads[KML] == "/clinics.kml"


def test_no_file_takes_the_address_of_a_page(catalogue: Catalogue) -> None:
    addresses = catalogue.pages.keys() | catalogue.moved.keys() | catalogue.gone.keys()
    assert not machine_files(catalogue).keys() & addresses


def test_the_same_site_gives_the_same_bytes(catalogue: Catalogue) -> None:
    assert machine_files(catalogue) == machine_files(catalogue)


def test_the_key_of_indexnow_is_answered_at_the_root(folder: Path) -> None:
    """Rule A37: at /<key>.txt, and only where the operator wants it."""
    found = {}
    for environ in ({}, {"LOCATOR_INDEXNOW_KEY": "0f3c8a52-our-own"}):
        loaded = load_site(SiteFolder(folder), environ=environ, clock=fixed_clock)
        assert loaded.site
        found[len(environ)] = machine_files(open_catalogue(SiteFolder(folder), loaded.site))
    assert found[1].keys() - found[0].keys() == {"/0f3c8a52-our-own.txt"}
    key = found[1]["/0f3c8a52-our-own.txt"]
    assert (key.body, key.media_type) == (b"0f3c8a52-our-own", TEXT)


def test_nothing_asks_a_search_engine_to_fetch_the_sitemap(catalogue: Catalogue) -> None:
    """Rule A28: robots.txt names it; the address for such requests is no more."""
    assert b"\nSitemap: https://clinics.example/sitemap.xml\n" in machine_files(catalogue)["/robots.txt"].body
    for file in (ROOT / "locator").rglob("*.py"):
        assert "ping?sitemap" not in file.read_text(encoding="utf-8")

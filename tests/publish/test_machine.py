"""The files for machines, as the server and the export both give them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.output import TEXT, XML
from locator.publish.machine import machine_files

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue


def test_the_files_are_sitemaps_and_robots(catalogue: Catalogue) -> None:
    files = machine_files(catalogue)
    assert {path for path in files if path.startswith("/sitemaps/")}
    assert files["/sitemap.xml"].media_type == XML
    assert files["/robots.txt"].media_type == TEXT
    assert {output.status for output in files.values()} == {200}


def test_no_file_takes_the_address_of_a_page(catalogue: Catalogue) -> None:
    addresses = catalogue.pages.keys() | catalogue.moved.keys() | catalogue.gone.keys()
    assert not machine_files(catalogue).keys() & addresses


def test_the_same_site_gives_the_same_bytes(catalogue: Catalogue) -> None:
    assert machine_files(catalogue) == machine_files(catalogue)

"""The files of a site that machines read: sitemaps, feeds, robots.txt, maps of clinics and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.exchange.geojson.writing import render_geojson
from locator.exchange.kml.writing import render_kml
from locator.pages.output import ATOM, GEOJSON, KML, TEXT, XML, Output
from locator.publish.dating import dated_entries
from locator.publish.feed import render_feed
from locator.publish.robots import render_robots
from locator.publish.security_txt import render_security_txt
from locator.publish.sitemaps import render_sitemaps
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.catalogue import Catalogue


def machine_files(catalogue: Catalogue) -> dict[str, Output]:
    """Every such file by its address; server and export give out the same bytes."""
    return {path: catalogue.tagged(path, output) for path, output in made_for_machines(catalogue)}


def made_for_machines(catalogue: Catalogue) -> Iterator[tuple[str, Output]]:
    """The same one after another, the sitemaps as large as they are."""
    config = catalogue.site.config
    entries = dated_entries(catalogue)
    for path, body in render_sitemaps(entries, config.base_url, language=config.language):
        yield path, Output(body, XML)
    yield urls.ROBOTS, Output(render_robots(config), TEXT)
    if text := render_security_txt(config, catalogue.site.today):
        yield urls.SECURITY, Output(text, TEXT)
    yield urls.GEOJSON, Output(render_geojson(catalogue.site).body, GEOJSON)
    yield urls.KML, Output(render_kml(catalogue.site).body, KML)
    for view in catalogue.site.views.values():
        if feed := render_feed(view):
            yield view.urls.feed, Output(feed, ATOM)
    if config.indexnow:
        yield urls.indexnow_key(config.indexnow.key), Output(config.indexnow.key.encode(), TEXT)

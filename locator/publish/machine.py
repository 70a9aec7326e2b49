"""The files of a site that machines read: sitemaps, feeds, robots.txt, maps of clinics, IndexNow's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.exchange.geojson.writing import render_geojson
from locator.exchange.kml.writing import render_kml
from locator.pages.output import ATOM, GEOJSON, KML, TEXT, XML, Output
from locator.publish.dating import dated_entries
from locator.publish.feed import render_feed
from locator.publish.robots import render_robots
from locator.publish.sitemaps import render_sitemaps
from locator.site import urls

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue


def machine_files(catalogue: Catalogue) -> dict[str, Output]:
    """Every such file by its address; server and export give out the same bytes."""
    config = catalogue.site.config
    sitemaps = render_sitemaps(dated_entries(catalogue), config.base_url, language=config.language)
    files = {path: Output(body, XML) for path, body in sitemaps.items()}
    files[urls.ROBOTS] = Output(render_robots(config), TEXT)
    files[urls.GEOJSON] = Output(render_geojson(catalogue.site).body, GEOJSON)
    files[urls.KML] = Output(render_kml(catalogue.site).body, KML)
    for view in catalogue.site.views.values():
        if feed := render_feed(view):
            files[view.urls.feed] = Output(feed, ATOM)
    if config.indexnow:
        files[urls.indexnow_key(config.indexnow.key)] = Output(config.indexnow.key.encode(), TEXT)
    return files

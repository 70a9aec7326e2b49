"""The files of a site that machines read: sitemaps, feeds and robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.output import ATOM, TEXT, XML, Output
from locator.publish.dating import dated_entries
from locator.publish.feed import render_feed
from locator.publish.robots import render_robots
from locator.publish.sitemaps import render_sitemaps
from locator.site import urls

if TYPE_CHECKING:
    from locator.model.ledger import Ledger
    from locator.pages.catalogue import Catalogue


def machine_files(catalogue: Catalogue, ledger: Ledger | None = None) -> dict[str, Output]:
    """Every such file by its address; server and export give out the same bytes.

    The ledger is the site's own, unless a build has just recorded a newer one.
    """
    config = catalogue.site.config
    entries = dated_entries(catalogue, catalogue.site.ledger if ledger is None else ledger)
    sitemaps = render_sitemaps(entries, config.base_url, language=config.language)
    files = {path: Output(body, XML) for path, body in sitemaps.items()}
    files[urls.ROBOTS] = Output(render_robots(config), TEXT)
    for view in catalogue.site.views.values():
        if feed := render_feed(view):
            files[view.urls.feed] = Output(feed, ATOM)
    return files

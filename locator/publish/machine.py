"""The files of a site that machines read: sitemaps and robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.output import TEXT, XML, Output
from locator.publish.robots import render_robots
from locator.publish.sitemaps import render_sitemaps
from locator.site import urls

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue


def machine_files(catalogue: Catalogue) -> dict[str, Output]:
    """Every such file by its address; server and export give out the same bytes."""
    config = catalogue.site.config
    sitemaps = render_sitemaps(catalogue.entries(), config.base_url)
    files = {path: Output(body, XML) for path, body in sitemaps.items()}
    files[urls.ROBOTS] = Output(render_robots(config), TEXT)
    return files

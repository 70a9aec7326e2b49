"""A site folder -> its Catalogue: load, then everything that rendering needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.assets import Assets
from locator.pages.catalogue import Catalogue
from locator.pages.maps.viewer import find_archives, find_modules
from locator.pages.rendering import Renderer

if TYPE_CHECKING:
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site


def open_catalogue(folder: SiteFolder, site: Site) -> Catalogue:
    """Reads templates and static files of the folder anew and joins them to its Site.

    Compiles every template and renders a page of each kind; raises SiteFolderError if that shows a slip.
    """
    catalogue = join_catalogue(folder, site)
    catalogue.renderer.compile_templates()
    catalogue.rehearse()
    return catalogue


def join_catalogue(folder: SiteFolder, site: Site) -> Catalogue:
    """The same untried: a slip shows when a page is first asked for."""
    basemap = site.config.basemap
    assets = Assets(folder.static, find_modules(folder, basemap), find_archives(folder, basemap))
    return Catalogue(site, Renderer(folder.templates, assets, site))

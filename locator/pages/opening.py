"""A site folder -> its Catalogue: load, then everything that rendering needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.assets import Assets
from locator.pages.catalogue import Catalogue
from locator.pages.maps.viewer import find_archives, find_modules
from locator.pages.rendering import Renderer
from locator.pages.verdicts.judgement_book import JudgementBook
from locator.site.tables.uncollected import uncollected

if TYPE_CHECKING:
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site


def open_catalogue(folder: SiteFolder, site: Site, *, book: JudgementBook | None = None) -> Catalogue:
    """Reads templates and static files of the folder anew and joins them to its Site.

    Templates of its own are tried; raises SiteFolderError if that shows a slip. `book` takes the place of
    the folder's own, in which the last judgement is kept.
    """
    catalogue = join_catalogue(folder, site, book=book)
    if catalogue.renderer.has_own_templates:
        try_templates(catalogue)
    return catalogue


def join_catalogue(folder: SiteFolder, site: Site, *, book: JudgementBook | None = None) -> Catalogue:
    """The same untried: a slip shows when a page is first asked for."""
    basemap = site.config.basemap
    assets = Assets(folder.static, find_modules(folder, basemap), find_archives(folder, basemap))
    renderer = Renderer(folder.templates, assets, site)
    with uncollected():
        return Catalogue(site, renderer, book or JudgementBook(folder.path))


def try_templates(catalogue: Catalogue) -> None:
    """Compiles every template and renders a page of each kind; raises SiteFolderError if there is a slip."""
    catalogue.renderer.compile_templates()
    catalogue.rehearse()

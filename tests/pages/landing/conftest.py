"""Every landing page of the example, rendered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reading import page

from locator.site.urls import Urls

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.model.town import Town
    from locator.pages.catalogue import Catalogue


@pytest.fixture(scope="module")
def landing_pages(catalogue: Catalogue) -> list[tuple[Town, str, HtmlElement]]:
    """Every landing page of the example with its town and treatment."""
    return [
        (town, slug, page(catalogue, Urls().landing(slug, town)))
        for town in catalogue.site.towns
        for slug in town.treatments
    ]

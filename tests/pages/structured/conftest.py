"""Both example sites, each page read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, load

from locator.pages.opening import open_catalogue
from locator.site.folder import SiteFolder
from structured.graphs import documents_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue


@pytest.fixture(scope="session")
def documents(catalogue: Catalogue) -> dict[str, HtmlElement]:
    """The pages of the example site."""
    return documents_of(catalogue)


@pytest.fixture(scope="session")
def florida() -> Catalogue:
    """The site of real places, which its publisher does not run."""
    folder = ROOT / "examples" / "florida"
    site = load(folder).site
    assert site
    return open_catalogue(SiteFolder(folder), site)


@pytest.fixture(scope="session")
def florida_documents(florida: Catalogue) -> dict[str, HtmlElement]:
    """Its pages."""
    return documents_of(florida)


@pytest.fixture(scope="session")
def all_documents(
    documents: dict[str, HtmlElement], florida_documents: dict[str, HtmlElement]
) -> list[tuple[str, HtmlElement]]:
    """The pages of both sites with their paths."""
    return [*documents.items(), *florida_documents.items()]

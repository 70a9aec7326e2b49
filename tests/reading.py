"""Pages as a reader finds them: a folder's catalogue, one of its pages, and what an element says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
from conftest import load

from locator.pages.opening import open_catalogue
from locator.pages.output import OK, Output
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue


def opened(folder: Path) -> Catalogue:
    """Every page of a folder's site, which must be there."""
    loaded = load(folder)
    assert loaded.site, loaded.problems
    return open_catalogue(SiteFolder(folder), loaded.site)


def page(catalogue: Catalogue, path: str, status: int = OK) -> HtmlElement:
    """The page at an address, which must answer with the status."""
    answer = catalogue.answer(path)
    assert isinstance(answer, Output), f"{path} redirects"
    assert answer.status == status, path
    return lxml.html.document_fromstring(answer.body.decode())


def text(element: HtmlElement) -> str:
    """What an element says, on one line."""
    return " ".join(element.text_content().split())

"""Any page of the site as the draft makes it, behind the sign-in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from locator.pages.output import HTML, Moved, Output
from locator.site.urls import CARDS
from locator.workbench.answer import Done
from locator.workbench.frame import HOME

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue
    from locator.workbench.answer import Answer

PREVIEW = f"{HOME}preview/"

# Scripts are left out: nobody who looks at a preview shall be counted for a visitor.
_SCRIPT = re.compile(rb'<script (?!type="application/ld\+json")[^>]*></script>')
# Links lead on to previews; what has a digest in its address is the same everywhere.
_LINK = re.compile(rb'(<a [^>]*?href=")/(?!static/)')


def preview_path(path: str) -> str:
    """Where a page is shown as the draft makes it."""
    return f"{PREVIEW}{path.lstrip('/')}"


def preview(catalogue: Catalogue, path: str) -> Answer:
    """The page, picture or redirect that an address would answer."""
    picture = catalogue.gallery.answer(path) if path.startswith(f"{CARDS}/") else None
    answer = picture or catalogue.answer(path)
    if isinstance(answer, Moved):
        return Done(preview_path(unquote(answer.location)))
    return previewed(answer)


def previewed(page: Output) -> Output:
    """A rendered page without scripts, whose links stay inside of the preview."""
    if page.media_type != HTML:
        return page
    body = _SCRIPT.sub(b"", page.body)
    return replace(page, body=_LINK.sub(rb"\1" + PREVIEW.encode(), body), origins=())

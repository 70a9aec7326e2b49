"""Where a form comes from: our own pages, or somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request

    from locator.site.settings.config import Config


def is_from_here(request: Request, config: Config) -> bool:
    """Whether a page of ours sent it. Our referrer policy makes its Origin "null", which says nothing."""
    if sent_from := request.headers.get("sec-fetch-site"):
        return sent_from in ("same-origin", "none")
    origin = request.headers.get("origin", "null")
    own = {urlsplit(config.base_url).netloc, request.headers.get("host", "")} - {""}
    return origin == "null" or origin.partition("://")[2] in own

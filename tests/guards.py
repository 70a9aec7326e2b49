"""The headers that every answer carries, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.security import POLICY

if TYPE_CHECKING:
    from httpx2 import Response

HEADERS = {
    "content-security-policy": POLICY,
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def check(response: Response) -> None:
    for name, value in HEADERS.items():
        assert response.headers.get_list(name) == [value], (response.url, name)
    for feature in ("geolocation=(self)", "camera=()", "microphone=()", "browsing-topics=()"):
        assert feature in response.headers["permissions-policy"], response.url

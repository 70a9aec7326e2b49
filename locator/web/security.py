"""Headers that every response carries (rules C8, C10, C16, C17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from locator.site.settings.config import Config
    from locator.web.live import Live

    RawHeaders = list[tuple[bytes, bytes]]


def content_policy(origins: Sequence[str] = (), *, framed_by: str = "'none'") -> str:
    """What a page may load: our own files, and for an interactive map images and data of `origins`.

    `framed_by` says whose pages may show it in a frame.
    """
    map_sources = " ".join(("'self'", *origins))
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src {map_sources}; "
        f"connect-src {map_sources}; form-action 'self'; frame-ancestors {framed_by}; base-uri 'none'"
    )


def map_policy(origins: Sequence[str]) -> dict[str, str]:
    """The header that lets a page ask the hosts of its interactive map; none if there are none."""
    return {"content-security-policy": content_policy(origins)} if origins else {}


POLICY = content_policy()
HEADERS: RawHeaders = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(self), camera=(), microphone=(), browsing-topics=()"),
]
# A year. Not of other hosts below this one: nobody here knows whether they all speak https.
_OVER_HTTPS = [*HEADERS, (b"strict-transport-security", b"max-age=31536000")]


def guards(config: Config) -> RawHeaders:
    """The headers of every answer of a site; over https alone browsers are told to stay there (rule C17)."""
    return _OVER_HTTPS if config.is_https else HEADERS


def guarded(headers: Iterable[tuple[bytes, bytes]], added: Iterable[tuple[bytes, bytes]]) -> RawHeaders:
    """The headers of an answer with those of every answer; one that is set already stays."""
    own = list(headers)
    given = {name for name, _ in own}
    return own + [header for header in added if header[0] not in given]


class SecurityHeaders:
    """ASGI middleware that adds the headers to whatever the app answers."""

    def __init__(self, app: ASGIApp, live: Live) -> None:
        self.app, self.live = app, live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the app does, with the headers added."""
        added = guards(self.live.edition.catalogue.site.config)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = guarded(message["headers"], added)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)

"""How a geocoder's address is fetched: once, from where it was sent, and never more than is wanted."""

from __future__ import annotations

import json
from http.client import HTTPException, HTTPResponse
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from ssl import SSLContext

MAX_BYTES = 1_000_000
CHUNK = 65_536


class Transport(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """An adapter for geopy over urllib: no redirects, no cookies, a limit of size and of time.

    geopy's own follow redirects, which would take an address to a server that nobody configured. No
    error repeats the URL or the body: they hold the visitor's words and the operator's key.
    """

    def __init__(self, *, proxies: Mapping[str, str] | None, ssl_context: SSLContext | None) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        handlers = ProxyHandler(dict(proxies) if proxies is not None else None), _NoRedirect()
        self._open = build_opener(*handlers, HTTPSHandler(context=ssl_context)).open

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:
        """Fetches JSON; raises as geopy's adapters do."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise GeocoderParseError("the answer is not JSON") from None

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """Fetches text; raises as geopy's adapters do."""
        ends = monotonic() + timeout
        try:
            with self._open(Request(url, headers=dict(headers)), timeout=timeout) as page:
                return _read(page, ends)
        except HTTPError as error:
            with error:
                lower = {name.lower(): value for name, value in error.headers.items()}
                raise AdapterHTTPError(
                    f"status {error.code}", status_code=error.code, headers=lower, text=None
                ) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = error.reason if isinstance(error, URLError) else error
            if isinstance(reason, TimeoutError):
                raise GeocoderTimedOut("no answer in time") from None
            if isinstance(error, URLError):
                raise GeocoderUnavailable("no connection") from None
            raise GeocoderServiceError("the answer broke off") from None


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """None makes urllib raise the status as an error."""


def _read(page: HTTPResponse, ends: float) -> str:
    body = bytearray()
    while chunk := page.read1(CHUNK):
        body += chunk
        if len(body) > MAX_BYTES:
            raise GeocoderParseError("the answer is too large")
        if monotonic() > ends:
            raise GeocoderTimedOut("no whole answer in time")
    try:
        return body.decode(page.headers.get_content_charset() or "utf-8")
    except (LookupError, ValueError):
        raise GeocoderParseError("the answer is not text") from None

"""IndexNow: search engines are told which addresses say something new, or nothing any more (rule A37)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from locator import __version__
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.model.indexnow import IndexNow
    from locator.model.ledger import Ledger, PageState

MOST = 10_000  # addresses in one message
SECONDS = 30
RECEIVED = (200, 202)

_MEANINGS = {
    200: "received",
    202: "received; the service has yet to read the key",
    400: "the service could not read the message",
    403: "the service does not accept the key: the site must answer {key} with it, so publish first",
    422: "the addresses do not belong to {host}, or the key is another site's: check base_url and [indexnow]",
    429: "too many messages: wait some hours and try again",
}


@dataclass(frozen=True, slots=True)
class News:
    """What search engines do not know yet, as paths: what says something new, and what is gone."""

    changed: tuple[str, ...]
    deleted: tuple[str, ...]

    def messages(self) -> list[tuple[str, ...]]:
        """All paths in messages of at most MOST."""
        paths = (*self.changed, *self.deleted)
        return [paths[at : at + MOST] for at in range(0, len(paths), MOST)]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one message, in words; what was not received is not marked as sent."""

    is_received: bool
    meaning: str


def find_news(ledger: Ledger, states: Mapping[str, PageState]) -> News:
    """What was recorded and still holds: a page that has lost its place or changed since has to wait."""

    def holds(path: str) -> bool:
        state = states.get(path)
        return state is not None and state.is_listed and not ledger.lines[path].has_changed(state.digest)

    def is_away(path: str) -> bool:
        return path not in states or not states[path].is_listed

    return News(tuple(filter(holds, ledger.changed)), tuple(filter(is_away, ledger.deleted)))


def render_message(settings: IndexNow, base_url: str, paths: Sequence[str]) -> bytes:
    """The JSON of one message."""
    message = {
        "host": urlsplit(base_url).netloc,
        "key": settings.key,
        "keyLocation": urls.absolute(base_url, urls.indexnow_key(settings.key)),
        "urlList": [urls.absolute(base_url, path) for path in paths],
    }
    return json.dumps(message).encode()


def send(settings: IndexNow, base_url: str, paths: Sequence[str]) -> Answer:
    """Sends one message over the network, once, without following redirects."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"locator/{__version__} (+{base_url})",
    }
    request = Request(settings.endpoint, render_message(settings, base_url, paths), headers)
    try:
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as response:
            return _read(response.status, settings, base_url)
    except HTTPError as error:
        with error:
            return _read(error.code, settings, base_url)
    except (OSError, HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        return Answer(False, f"no answer from {urlsplit(settings.endpoint).netloc}: {reason}")


def _read(status: int, settings: IndexNow, base_url: str) -> Answer:
    meaning = _MEANINGS.get(status, "an answer that IndexNow does not describe; check the endpoint")
    key = urls.absolute(base_url, urls.indexnow_key(settings.key))
    words = meaning.format(key=key, host=urlsplit(base_url).netloc)
    return Answer(status in RECEIVED, f"{status}: {words}")


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object, **__: object) -> None:
        """None makes urllib raise the status as an error."""

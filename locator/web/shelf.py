"""Pages as they go onto the wire, kept for those who ask again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.requests import Request

from locator.pages.output import BRIEFLY, OK
from locator.web.caching import conditional, is_known
from locator.web.encoding import takes_gzip
from locator.web.security import guarded
from locator.web.vitals.vitals import answer_place
from locator.web.wire import Form, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.pages.output import Output
    from locator.web.vitals.page_kind import PageKind

    RawHeaders = Sequence[tuple[bytes, bytes]]

MOST = 64_000_000  # bytes kept; what comes later is answered as well, only slower
GZIP = (b"accept-encoding", b"gzip")
UNCHANGED = 304
CODINGS = 64  # browsers say few different things


class Shelf:
    """What somebody has asked for of one edition, by the path as it stands in a request.

    `guards` are the headers of every answer.
    """

    def __init__(self, guards: RawHeaders, most: int = MOST) -> None:
        self._pages: dict[bytes, Ready] = {}
        self._guards, self._room = guards, most

    def find(self, url: bytes) -> Ready | None:
        """The page at an address; what stands after ? is for trackers."""
        return self._pages.get(url.partition(b"?")[0])

    def put(self, path: str, output: Output, kind: PageKind, keep: str = BRIEFLY) -> None:
        """Keeps what was answered with 200, if there is room; `keep` is its Cache-Control."""
        key = path.encode()
        if key in self._pages or self._room <= 0:
            return
        self._pages[key] = ready = make_ready(output, kind, keep, self._guards)
        self._room -= sum(len(part) for form in ready.forms for part in form)


@dataclass(frozen=True, slots=True)
class Ready:
    """One page in the forms that clients take: whole or unchanged, each plain and packed."""

    whole: Form
    packed: Form
    unchanged: Form
    packed_unchanged: Form
    tag: bytes
    packed_tag: bytes
    kind: PageKind
    places: Mapping[int, int]  # where its answers are counted, by their status

    @property
    def forms(self) -> tuple[Form, ...]:
        """All of them."""
        return self.whole, self.packed, self.unchanged, self.packed_unchanged

    def choose(self, told: Mapping[bytes, bytes]) -> Form:
        """The form for a client that sends these headers, with names in small letters."""
        known = told.get(b"if-none-match", b"")
        if _takes_gzip(told.get(b"accept-encoding", b"")):
            return self.packed_unchanged if is_known(known, self.packed_tag) else self.packed
        return self.unchanged if is_known(known, self.tag) else self.whole


def make_ready(output: Output, kind: PageKind, keep: str, guards: RawHeaders) -> Ready:
    """Asks for the page in each way that makes a difference, and keeps the answers."""

    def form(*headers: tuple[bytes, bytes]) -> tuple[Form, bytes]:
        response = conditional(Request({"type": "http", "headers": list(headers)}), output, keep)
        response.raw_headers = guarded(response.raw_headers, guards)
        return written(response), response.headers["etag"].encode()

    whole, tag = form()
    packed, packed_tag = form(GZIP)
    unchanged, _ = form((b"if-none-match", tag))
    packed_unchanged, _ = form(GZIP, (b"if-none-match", packed_tag))
    places = {status: answer_place(kind, status) for status in (OK, UNCHANGED)}
    return Ready(whole, packed, unchanged, packed_unchanged, tag, packed_tag, kind, places)


@lru_cache(maxsize=CODINGS)
def _takes_gzip(accepted: bytes) -> bool:
    return takes_gzip(accepted.decode("latin-1"))

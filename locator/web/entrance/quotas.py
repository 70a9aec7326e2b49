"""How often one network may ask what takes work: the finder and the API (rule C24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.finder import FINDERS
from locator.web.pacing import Bucket, parse_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.model.limits import Limits

BELOW_API = "/api/v1/"
MINUTE = 60.0


class Quotas:
    """Token buckets for each kind of question, as large as the limits say.

    Never for this machine itself: either its operator measures, or a proxy that `trusted_proxies` does not
    name brings everybody's requests, who would be kept out together.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, int], Bucket] = {}

    def wait(self, path: str, address: str, limits: Limits) -> int:
        """The seconds until the network of an address may ask for a path again; 0 counts it as asked."""
        if path.startswith(BELOW_API):
            kind, limit = BELOW_API, limits.api
        elif path in FINDERS:
            kind, limit = FINDERS[0], limits.finder
        else:
            return 0
        if not limit or not _is_elsewhere(address):
            return 0
        if (bucket := self._buckets.get((kind, limit))) is None:
            self._buckets = {key: each for key, each in self._buckets.items() if key[0] != kind}
            bucket = self._buckets[kind, limit] = Bucket(limit, MINUTE / limit, self._clock)
        return bucket.take(address)


def _is_elsewhere(address: str) -> bool:
    if address.startswith("127."):
        return False
    parsed = parse_address(address) if ":" in address else address
    return not (parsed is None or getattr(parsed, "is_loopback", not address))

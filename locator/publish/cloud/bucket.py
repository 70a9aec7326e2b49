"""A bucket over the network; the only module that knows obstore."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from locator.errors import LocatorError, UsageError
from locator.extras import install
from locator.publish.cloud.refusals import NOT_IMPLEMENTED, told

try:
    import obstore
    from obstore.exceptions import BaseError
    from obstore.store import from_url
except ImportError:
    msg = f"object storage is an extra: {install('cloud')}"
    raise UsageError(msg) from None

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

    from locator.publish.cloud.destination import Destination
    from locator.publish.cloud.item import Item

REDIRECT = "x-amz-website-redirect-location"
TAGS = "surrogate-key"  # as metadata of an object: x-amz-meta-surrogate-key
RETRIES = 7  # after a fault of the network or the service; each wait is about twice the one before
FIRST_WAIT, LONGEST_WAIT = 0.25, 15.0  # seconds
DAMAGED = 3  # times that an object may arrive damaged
CLIENTS = 16  # kept open, one for each way on
_MD5 = re.compile(r"[0-9a-f]{32}")


class Bucket:
    """The objects below a destination's prefix, by their keys there.

    Whatever goes wrong is a LocatorError of one line. What a retry may cure is tried again, by obstore and,
    where a request to write was cut short, here. Threads may share it.
    """

    def __init__(self, destination: Destination) -> None:
        self.destination = destination
        self._leads_on = destination.scheme == "s3"  # or was found not to
        self._tags_are_sums = True  # or was found not to be
        with self._refusing("open"):
            self._store = self._open("")
        self._toward = lru_cache(CLIENTS)(self._open)

    def found(self) -> dict[str, str]:
        """The tag of each object."""
        with self._refusing("list"):
            return {
                each["path"]: _plain(each["e_tag"]) for part in obstore.list(self._store) for each in part
            }

    def read(self, key: str) -> bytes | None:
        """The bytes of an object; None if it is not there."""
        with self._refusing(f"read {key}"):
            try:
                return bytes(obstore.get(self._store, key).bytes())
            except FileNotFoundError as error:
                if "NoSuchBucket" in str(error):
                    raise
                return None

    def send(self, item: Item) -> str:
        """Puts an object in its place, whole, and returns the tag that it has there.

        Raises LocatorError if it arrives damaged again and again.
        """
        body = item.body
        for attempt in range(DAMAGED):
            etag = self._put(item, body)
            if self._has_arrived(item.key, body, etag):
                return etag
            time.sleep(FIRST_WAIT * 2**attempt)
        msg = f"{item.key} arrives damaged in {self.destination} each time: something on the way alters it"
        raise LocatorError(msg)

    def write(self, key: str, body: bytes) -> None:
        """Puts bytes that nobody is meant to keep under a key."""
        with self._refusing(f"write {key}"):
            attributes = {"Content-Type": "application/jsonl", "Cache-Control": "no-store"}
            obstore.put(self._store, key, body, attributes=attributes)

    def delete(self, keys: Sequence[str]) -> None:
        """Takes objects away; those that are not there are no matter."""
        with self._refusing("delete objects"):
            try:
                obstore.delete(self._store, list(keys))
            except FileNotFoundError as error:
                if "NoSuchBucket" in str(error):
                    raise

    def _put(self, item: Item, body: bytes | Path) -> str:
        attributes = {"Content-Type": item.media_type, "Cache-Control": item.keep}
        attributes |= {"Content-Encoding": "gzip"} if item.is_packed else {}
        attributes |= {TAGS: item.tags} if item.tags else {}
        with self._refusing(f"write {item.key}"):
            if item.redirect and self._leads_on:
                try:
                    way = self._toward(item.redirect)
                    return _plain(obstore.put(way, item.key, body, attributes=attributes)["e_tag"])
                except BaseError as error:
                    if not NOT_IMPLEMENTED.search(str(error)):
                        raise
                    self._leads_on = False
            return _plain(obstore.put(self._store, item.key, body, attributes=attributes)["e_tag"])

    def _has_arrived(self, key: str, body: bytes | Path, etag: str) -> bool:
        """Most services give the MD5 of the bytes as tag; of others the first object is read back.

        What was sent in parts has no such tag, and the service has held each part against its signature.
        """
        is_sum = self._tags_are_sums and _MD5.fullmatch(etag)
        if (
            isinstance(body, Path)
            or not is_sum
            or etag == hashlib.md5(body, usedforsecurity=False).hexdigest()
        ):
            return True
        if self.read(key) != body:
            return False
        self._tags_are_sums = False
        return True

    def _open(self, way_on: str) -> ObjectStore:
        """A client; all that it writes leads on, if there is a way."""
        endpoint = self.destination.endpoint
        client: ClientConfig = {"timeout": "60s", "connect_timeout": "10s"}
        if endpoint.startswith("http://"):
            client["allow_http"] = True
        if way_on:
            client["default_headers"] = {REDIRECT: way_on}
        retry: RetryConfig = {
            "max_retries": RETRIES,
            "backoff": {
                "init_backoff": timedelta(seconds=FIRST_WAIT),
                "max_backoff": timedelta(seconds=LONGEST_WAIT),
                "base": 2,
            },
        }
        settings = {"endpoint": endpoint} if endpoint else {}
        return from_url(str(self.destination), client_options=client, retry_config=retry, **settings)  # type: ignore[call-overload, no-any-return]

    @contextmanager
    def _refusing(self, deed: str) -> Iterator[None]:
        """Says in one line what the service would not do."""
        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            raise LocatorError(told(error, deed, self.destination)) from None


def _plain(etag: str | None) -> str:
    """A tag without what is around it, which services do not always write alike."""
    return (etag or "").removeprefix("W/").strip('"')

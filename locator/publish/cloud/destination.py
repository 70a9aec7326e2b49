"""Where an export goes in object storage: s3://bucket/prefix."""

from __future__ import annotations

from dataclasses import dataclass

from locator.errors import UsageError

SCHEMES = {"s3": "S3", "gs": "Google Cloud Storage", "az": "Azure"}
MARK = "://"


@dataclass(frozen=True, slots=True)
class Destination:
    """A bucket with the `prefix` of all keys in it, without a slash at either end; empty for the root.

    `endpoint` is the address of the service, if it is not the one that the bucket's own has.
    """

    scheme: str
    bucket: str
    prefix: str = ""
    endpoint: str = ""

    def __str__(self) -> str:
        return f"{self.scheme}{MARK}{self.bucket}" + (f"/{self.prefix}" if self.prefix else "")


def is_destination(text: str) -> bool:
    """Tells whether a text is meant to be one, and no folder."""
    return MARK in text


def parse_destination(text: str, endpoint: str = "") -> Destination:
    """Reads s3://bucket/prefix; raises UsageError."""
    scheme, _, rest = text.partition(MARK)
    bucket, _, prefix = rest.partition("/")
    prefix = prefix.rstrip("/")
    steps = prefix.split("/") if prefix else []
    if scheme not in SCHEMES:
        msg = f"{text}: nothing can be sent to {scheme}://; write s3://bucket/prefix, or a folder"
        raise UsageError(msg)
    if not bucket or any(step in ("", ".", "..") or not step.isprintable() for step in steps):
        msg = f"{text} names no place in a bucket; write {scheme}://bucket or {scheme}://bucket/prefix"
        raise UsageError(msg)
    if endpoint and not endpoint.startswith(("https://", "http://")):
        msg = f"{endpoint} is not the address of a service; write --endpoint https://storage.example"
        raise UsageError(msg)
    return Destination(scheme, bucket, prefix, endpoint.rstrip("/"))

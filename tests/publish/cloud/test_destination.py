"""s3://bucket/prefix and its slips."""

from __future__ import annotations

import pytest

from locator.errors import UsageError
from locator.publish.cloud.destination import Destination, is_destination, parse_destination


@pytest.mark.parametrize(
    ("text", "bucket", "prefix"),
    [
        ("s3://b", "b", ""),
        ("s3://b/", "b", ""),
        ("s3://b/a/c/", "b", "a/c"),
        ("gs://b/a", "b", "a"),
        ("az://b/a", "b", "a"),
    ],
)
def test_a_bucket_and_a_prefix(text: str, bucket: str, prefix: str) -> None:
    place = parse_destination(text)
    assert (place.bucket, place.prefix) == (bucket, prefix)
    assert str(place) == text.rstrip("/")
    assert is_destination(text)


def test_an_endpoint_goes_along() -> None:
    assert parse_destination("s3://b", "http://127.0.0.1:9/") == Destination(
        "s3", "b", "", "http://127.0.0.1:9"
    )


@pytest.mark.parametrize(
    ("text", "endpoint", "message"),
    [
        ("ftp://b/a", "", "nothing can be sent to ftp://"),
        ("s3://", "", "names no place in a bucket"),
        ("s3:///a", "", "names no place in a bucket"),
        ("s3://b/a//c", "", "names no place in a bucket"),
        ("s3://b/../c", "", "names no place in a bucket"),
        ("s3://b/a\nc", "", "names no place in a bucket"),
        ("s3://b", "storage.example", "is not the address of a service"),
    ],
)
def test_slips_are_told(text: str, endpoint: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse_destination(text, endpoint)


@pytest.mark.parametrize("text", ["_site", "/tmp/x", "s3:/b", "C:\\x"])
def test_folders_are_none(text: str) -> None:
    assert not is_destination(text)

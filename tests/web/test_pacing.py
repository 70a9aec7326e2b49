"""How often one network may send something."""

from __future__ import annotations

import pytest

from locator.web import pacing
from locator.web.pacing import Bucket, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("testclient", "unknown"),
        ("", "unknown"),
        ("203.0.113.77, 10.0.0.1", "unknown"),
    ],
)
def test_only_a_part_of_an_address_is_looked_at(address: str, network: str) -> None:
    """Rule C24: /24 and /48."""
    assert network_of(address) == network


def test_a_bucket_fills_again() -> None:
    now = [100.0]
    bucket = Bucket(2, 60.0, lambda: now[0])
    assert [bucket.take("203.0.113.1") for _ in range(4)] == [0, 0, 60, 60]
    assert bucket.take("203.0.114.1") == 0
    now[0] += 60
    assert [bucket.take("203.0.113.2") for _ in range(2)] == [0, 60]
    now[0] += 10_000
    assert [bucket.take("203.0.113.1") for _ in range(3)] == [0, 0, 60]


def test_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MOST_VISITORS", 10)
    bucket = Bucket(1, 60.0, lambda: 0.0)
    for number in range(100):
        bucket.take(f"203.0.{number}.1")
    assert len(bucket._full_at) == 10

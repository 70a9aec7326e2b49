"""How often one network may ask the finder and the API (rule C24)."""

from __future__ import annotations

import pytest

from locator.model.limits import Limits
from locator.web.entrance.quotas import Quotas

HERE = "203.0.113.7"


def test_each_kind_has_its_own_bucket() -> None:
    now = [0.0]
    quotas, limits = Quotas(lambda: now[0]), Limits(finder=2, api=3)
    assert [quotas.wait("/find", HERE, limits) for _ in range(3)] == [0, 0, 30]
    assert [quotas.wait("/es/buscar", HERE, limits) for _ in range(2)] == [30, 30]
    assert [quotas.wait("/api/v1/nearest", HERE, limits) for _ in range(4)] == [0, 0, 0, 20]
    assert quotas.wait("/api/v1/places", HERE, limits) == 20
    now[0] += 30
    assert [quotas.wait("/find", "203.0.113.99", limits) for _ in range(2)] == [0, 30]
    assert quotas.wait("/find", "203.0.114.7", limits) == 0


@pytest.mark.parametrize(
    "path", ["/", "/clinics/", "/api/", "/static/x.css", "/sitemap.xml", "/healthz", "/findx"]
)
def test_pages_are_never_counted(path: str) -> None:
    quotas = Quotas(lambda: 0.0)
    assert [quotas.wait(path, HERE, Limits(1, 1)) for _ in range(9)] == [0] * 9


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "", "nobody: knows"]
)
def test_this_machine_is_never_counted(address: str) -> None:
    """Or a proxy that nobody has named would keep everybody out together."""
    quotas = Quotas(lambda: 0.0)
    assert [quotas.wait("/find", address, Limits(1, 1)) for _ in range(9)] == [0] * 9


@pytest.mark.parametrize("address", ["2001:db8:1:2::3", "203.0.113.7"])
def test_nought_is_no_limit(address: str) -> None:
    quotas = Quotas(lambda: 0.0)
    assert [quotas.wait("/find", address, Limits(0, 1)) for _ in range(9)] == [0] * 9
    assert [quotas.wait("/api/v1/x", address, Limits(0, 1)) for _ in range(2)] == [0, 60]


def test_a_new_limit_begins_anew() -> None:
    quotas = Quotas(lambda: 0.0)
    assert [quotas.wait("/find", HERE, Limits(finder=1)) for _ in range(2)] == [0, 60]
    assert [quotas.wait("/find", HERE, Limits(finder=2)) for _ in range(3)] == [0, 0, 30]
    assert len(quotas._buckets) == 1

"""Whose word on a visitor's address, scheme and host counts (rule C24)."""

from __future__ import annotations

from typing import Any

import pytest
from site_config import config

from locator.web.entrance.proxies import Proxies

PROXIES = ["127.0.0.1", "10.0.0.0/8", "2001:db8:ffff::/48"]


def proxies(*trusted: str) -> Proxies:
    return Proxies(config(trusted_proxies=list(trusted)).trusted_proxies)


def unwrapped(peer: str | None, trusted: list[str], *headers: tuple[str, str]) -> dict[str, Any]:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in (("host", "inner:8000"), *headers)]
    scope: dict[str, Any] = {"client": (peer, 1) if peer else None, "scheme": "http", "headers": raw}
    proxies(*trusted).unwrap(scope)
    return scope


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["198.51.100.9, 203.0.113.7"], "203.0.113.7"),  # the first is what the visitor says
        ("127.0.0.1", ["198.51.100.9", "203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["198.51.100.9, 203.0.113.7, 10.1.2.3"], "203.0.113.7"),
        ("10.9.9.9", ["203.0.113.7:4711"], "203.0.113.7"),
        ("127.0.0.1", ["[2001:db8::7]:4711"], "2001:db8::7"),
        ("2001:db8:ffff::1", ["2001:db8::7"], "2001:db8::7"),
        ("::ffff:127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),  # somebody in our own network
        *(
            ("127.0.0.1", [odd], "127.0.0.1")
            for odd in ("", " , ", "unknown", "_hidden", "1.2.3", "x\x00", "[")
        ),
        ("127.0.0.1", ["203.0.113.7, unknown"], "127.0.0.1"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("203.0.113.50", ["198.51.100.9"], "203.0.113.50"),  # no proxy of ours
        ("11.0.0.1", ["198.51.100.9"], "11.0.0.1"),
    ],
)
def test_the_right_most_that_is_no_proxy_asks(peer: str, forwarded: list[str], client: str) -> None:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    assert proxies(*PROXIES).client(peer, headers) == client


def test_scheme_and_host_come_along() -> None:
    scope = unwrapped(
        "127.0.0.1",
        PROXIES,
        ("x-forwarded-for", "203.0.113.7"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "clinics.example"),
    )
    assert scope["client"] == ("203.0.113.7", 0)
    assert scope["scheme"] == "https"
    assert [value for name, value in scope["headers"] if name == b"host"] == [b"clinics.example"]


@pytest.mark.parametrize("scheme", ["javascript", "HTTPS", "https\x00", "", "wss"])
def test_a_scheme_is_http_or_https(scheme: str) -> None:
    assert unwrapped("127.0.0.1", PROXIES, ("x-forwarded-proto", scheme))["scheme"] == "http"


@pytest.mark.parametrize(("peer", "trusted"), [("127.0.0.1", []), ("203.0.113.7", PROXIES), (None, PROXIES)])
def test_who_is_not_trusted_says_nothing(peer: str | None, trusted: list[str]) -> None:
    said = [
        ("x-forwarded-for", "10.1.1.1"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "evil.example"),
    ]
    scope = unwrapped(peer, trusted, *said)
    assert scope["client"] == ((peer, 1) if peer else None)
    assert scope["scheme"] == "http"
    assert dict(scope["headers"])[b"host"] == b"inner:8000"


def test_a_proxy_that_nobody_has_named_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    unnamed = proxies()
    for peer in ("203.0.113.7", "127.0.0.1", "127.0.0.1"):
        headers = [(b"x-forwarded-for", b"198.51.100.9")]
        unnamed.unwrap({"client": (peer, 1), "headers": headers})
    [record] = caplog.records
    assert "trusted_proxies" in record.message
    assert "198.51" not in record.message


def test_a_long_list_is_soon_read() -> None:
    headers = [(b"x-forwarded-for", b"10.0.0.1," * 3_000 + b"203.0.113.7")]
    assert proxies(*PROXIES).client("127.0.0.1", headers) == "203.0.113.7"

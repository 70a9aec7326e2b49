"""By which names the site may be asked."""

from __future__ import annotations

import pytest
from site_config import config

from locator.web.entrance.hosts import Hosts, is_address


@pytest.mark.parametrize(
    "host",
    [
        *(
            "clinics.example",
            "CLINICS.example",
            "clinics.example:8443",
            "clinics.example.",
            "www.clinics.example",
        ),
        *(
            "localhost",
            "localhost:8000",
            "127.0.0.1:8000",
            "127.8.8.8",
            *("0.0.0.0:8000", "[::]:8000"),
            "[::1]",
            "[::1]:8000",
            "192.0.2.7:80",
        ),
        *("[2001:db8::7]", "[2001:db8::7]:443"),
    ],
)
def test_its_own_names_are_admitted(host: str) -> None:
    hosts = Hosts(config(hosts=["www.clinics.example", "192.0.2.7", "[2001:db8::7]"]))
    assert hosts.admits(host.encode())


@pytest.mark.parametrize(
    "host",
    [
        *("", "evil.example", "clinics.example.evil.example", "evil.example:clinics.example", "192.0.2.7"),
        *("clinics.example@evil.example", "clinics.example/", "clinics.example:", "clinics.example:80:80"),
        *("clinics.example, evil.example", "clinics.example ", "x localhost", "localhost.evil.example"),
        *("[::1", "[]", "[::1]x", "[::2]", "127.0.0.1.evil.example", "clinics.example..", "clinícs.example"),
        *("clinics.example\x00", "*", "null", "x" * 9_000),
    ],
)
def test_others_are_not(host: str) -> None:
    assert not Hosts(config()).admits(host.encode())


def test_the_port_of_the_address_is_no_part_of_its_name() -> None:
    hosts = Hosts(config(base_url="http://[2001:db8::1]:8080"))
    assert hosts.admits(b"[2001:db8::1]")
    assert hosts.admits(b"[2001:db8::1]:80")
    assert not hosts.admits(b"2001:db8::1")


@pytest.mark.parametrize(
    ("host", "address", "is_so"),
    [
        *(("192.0.2.7:8000", "192.0.2.7", True), ("[2001:DB8::7]", "2001:db8::7", True)),
        *(("192.0.2.7", "::ffff:192.0.2.7", True), ("192.0.2.8", "192.0.2.7", False)),
        *(("evil.example", "192.0.2.7", False), ("", "", False), ("evil.example", "evil.example", False)),
    ],
)
def test_a_server_may_be_asked_by_the_address_that_it_has(host: str, address: str, is_so: bool) -> None:
    """As `locator serve --host 192.0.2.7` says it; a name that somebody points there is another matter."""
    assert is_address(host.encode(), address) is is_so

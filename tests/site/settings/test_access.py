"""By which names the site may be asked, who is believed, and who is told of holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from site_table import read

if TYPE_CHECKING:
    from pathlib import Path

HOSTS = ("www.example.org", "example.org", "192.0.2.7", "[2001:db8::7]")


@pytest.mark.parametrize(
    ("text", "environ", "hosts"),
    [
        ("", {}, ()),
        ('hosts = ["WWW.Example.org", "example.org.", "192.0.2.7", "[2001:db8::7]"]', {}, HOSTS),
        ("hosts = []", {"LOCATOR_HOSTS": "www.example.org example.org 192.0.2.7 [2001:db8::7]"}, HOSTS),
    ],
)
def test_hosts_are_read(text: str, environ: dict[str, str], hosts: tuple[str, ...], tmp_path: Path) -> None:
    config, problems = read(tmp_path, text, **environ)
    assert problems == []
    assert config
    assert config.hosts == hosts


def test_proxies_are_read(tmp_path: Path) -> None:
    text = 'trusted_proxies = ["127.0.0.1", "10.0.0.0/8", "2001:db8::/32", "10.0.0.0/8"]'
    config, problems = read(tmp_path, text)
    assert problems == []
    assert config
    assert [str(each) for each in config.trusted_proxies] == ["127.0.0.1/32", "10.0.0.0/8", "2001:db8::/32"]
    config, _ = read(tmp_path, text, LOCATOR_TRUSTED_PROXIES="192.0.2.1 192.0.2.2")
    assert config
    assert len(config.trusted_proxies) == 2


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("", ""),
        ('security_contact = "security@example.org"', "mailto:security@example.org"),
        ('security_contact = "https://example.org/security"', "https://example.org/security"),
    ],
)
def test_a_contact_is_an_address(text: str, contact: str, tmp_path: Path) -> None:
    config, problems = read(tmp_path, text)
    assert problems == []
    assert config
    assert config.security_contact == contact


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ('hosts = "*"', "hosts", "* is not the name of a host"),
        ("hosts = 1", "hosts", "not a list of texts"),
        *(
            (f'hosts = ["{host}"]', "hosts", f"{host} is not the name of a host")
            for host in (
                "https://a.example",
                "a.example:80",
                "a.example/x",
                "a b",
                "",
                "[::x]",
                "*.a.example",
            )
        ),
        ("trusted_proxies = true", "trusted_proxies", "not a list of texts"),
        *(
            (
                f'trusted_proxies = ["{network}"]',
                "trusted_proxies",
                f"{network} is not an address or a network",
            )
            for network in ("*", "nginx", "10.0.0.1/8", "10.0.0.0/33", "", "10.0.0.0/8, 127.0.0.1")
        ),
        ('trusted_proxies = ["0.0.0.0/0"]', "trusted_proxies", "0.0.0.0/0 is everybody"),
        ('trusted_proxies = ["::/0"]', "trusted_proxies", "::/0 is everybody"),
        *(
            (
                f'security_contact = "{contact}"',
                "security_contact",
                "neither an e-mail address nor one of the web",
            )
            for contact in (
                "security",
                "http://a.example/",
                "javascript:alert(1)",
                "https://a.example/ x",
                "https://é/",
            )
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, column: str, message: str, tmp_path: Path) -> None:
    config, [problem] = read(tmp_path, text)
    assert config is None
    assert problem.column == column
    assert message in problem.message
    assert problem.cure

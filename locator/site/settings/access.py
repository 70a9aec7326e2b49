"""The names that the site may be asked by, and networks: of proxies, of those who may read figures."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

from locator.site.settings.values import Refused, parse_site_address

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

    Network = IPv4Network | IPv6Network

_PORT = re.compile(r":\d+\Z")


def parse_hosts(value: object) -> tuple[str, ...]:
    """Reads a list of names or addresses; in the environment, a text with blanks between them."""
    return tuple(dict.fromkeys(map(_host, _texts(value, '["www.example.org"]'))))


def _host(text: str) -> str:
    plain = text.lower().rstrip(".")
    try:
        if _PORT.search(plain) or parse_site_address(f"http://{plain}") != f"http://{plain}":
            raise ValueError
        if plain.startswith("["):
            plain = f"[{ipaddress.IPv6Address(plain.strip('[]'))}]"
    except ValueError:  # Refused is one
        cure = "write a name without https:// and without a port: www.example.org"
        raise Refused(f"{text} is not the name of a host", cure) from None
    return plain


def parse_networks(value: object) -> tuple[Network, ...]:
    """Reads a list of addresses and networks; in the environment, a text with blanks between them."""
    return tuple(dict.fromkeys(map(_network, _texts(value, '["127.0.0.1", "10.0.0.0/8"]'))))


def _network(text: str) -> Network:
    try:
        network = ipaddress.ip_network(text)
    except ValueError:
        cure = "write it as 127.0.0.1, 10.0.0.0/8 or 2001:db8::/32"
        raise Refused(f"{text} is not an address or a network", cure) from None
    if not network.prefixlen:
        raise Refused(f"{text} is everybody", "name those alone that are meant")
    return network


def _texts(value: object, example: str) -> list[str]:
    texts = value.split() if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise Refused("not a list of texts", f"write it as {example}")
    return texts

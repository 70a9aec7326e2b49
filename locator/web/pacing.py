"""How often one visitor may send something (rule C24): counted in memory, by a part of the address."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from socket import AF_INET, inet_pton
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from ipaddress import IPv4Address, IPv6Address

MOST_VISITORS = 4_096  # remembered at once; the one not seen for the longest time is forgotten first
V4_BITS, V6_BITS = 24, 48
UNKNOWN = "unknown"


class Bucket:
    """A token bucket a network: `burst` at once, then one every `seconds`."""

    def __init__(self, burst: int, seconds: float, clock: Callable[[], float]) -> None:
        self._burst, self._seconds, self._clock = burst, seconds, clock
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, address: str) -> int:
        """Takes a token for a client's address; 0 if there was one, or else the seconds to wait."""
        network, now = network_of(address), self._clock()
        full_at = max(self._full_at.pop(network, now), now)
        wait = full_at - now - (self._burst - 1) * self._seconds
        self._full_at[network] = full_at if wait > 0 else full_at + self._seconds
        if len(self._full_at) > MOST_VISITORS:
            self._full_at.popitem(last=False)
        return math.ceil(wait) if wait > 0 else 0


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """An address of the internet; one of IPv4 that is written as one of IPv6 is one of IPv4."""
    try:
        ip = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(ip, "ipv4_mapped", None) or ip


def network_of(address: str) -> str:
    """The first bits of an address, which many share; one word for what is no address."""
    try:
        first, second, third, _ = inet_pton(AF_INET, address)
    except (OSError, ValueError):  # the system's own reader is a tenth of the work, and most are of this kind
        ip = parse_address(address)
    else:
        return f"{first}.{second}.{third}.0/{V4_BITS}"
    if ip is None:
        return UNKNOWN
    bits = V4_BITS if ip.version == 4 else V6_BITS  # noqa: PLR2004  # the protocol's own name
    return str(ipaddress.ip_network((ip.packed, bits), strict=False))

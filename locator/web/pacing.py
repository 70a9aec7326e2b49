"""How often one visitor may send something (rule C24): counted in memory, by a part of the address."""

from __future__ import annotations

import ipaddress
import math
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_VISITORS = 4_096  # remembered at once; the one not seen for the longest time is forgotten first
V4_BITS, V6_BITS = 24, 48


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


def network_of(address: str) -> str:
    """The first bits of an address, which many share; one word for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    ip = getattr(ip, "ipv4_mapped", None) or ip
    bits = V4_BITS if ip.version == 4 else V6_BITS  # noqa: PLR2004  # the protocol's own name
    return str(ipaddress.ip_network((ip.packed, bits), strict=False))

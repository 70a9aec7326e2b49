"""Who asks, and by which name, where proxies stand between (rule C24)."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from locator.web.pacing import parse_address

if TYPE_CHECKING:
    from collections.abc import Sequence
    from ipaddress import IPv4Network, IPv6Network

    from starlette.types import Scope

    Headers = Sequence[tuple[bytes, bytes]]

logger = logging.getLogger(__name__)

FOR, PROTO, HOST = b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host"
# An address as proxies write it: some with the port.
_HOP = re.compile(r"\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+)(?::\d+)?|(\S+)", re.ASCII)


class Proxies:
    """Those whose X-Forwarded-For, -Proto and -Host count; everybody else's are not looked at.

    uvicorn has a middleware for it: of networks that stay as they are, nothing of Host, and not for
    `ReadyProtocol`, which answers before any middleware.
    """

    _has_warned = False

    def __init__(self, networks: Sequence[IPv4Network | IPv6Network]) -> None:
        self._networks = networks

    def trusts(self, address: str) -> bool:
        """Whether an address is that of a proxy."""
        parsed = parse_address(address) if self._networks else None
        return parsed is not None and any(parsed in network for network in self._networks)

    def client(self, peer: str, headers: Headers) -> str:
        """The address of who asks: the right-most that is no proxy's; the peer's, if that is none."""
        if not self.trusts(peer):
            return peer
        for hop in reversed(_listed(headers, FOR)):
            found = _HOP.fullmatch(hop)
            address = parse_address(next(filter(None, found.groups()))) if found else None
            if address is None:
                break
            peer = str(address)
            if not self.trusts(peer):
                break
        return peer

    def unwrap(self, scope: Scope) -> None:
        """Puts into a request what its proxy says of it: client, scheme and Host."""
        peer, headers = peer_of(scope), scope["headers"]
        if not self.trusts(peer):
            self._warn(peer, headers)
            return
        scope["client"] = (self.client(peer, headers), 0)
        if (schemes := _listed(headers, PROTO)) and schemes[-1] in ("http", "https"):
            scope["scheme"] = schemes[-1]
        if hosts := _listed(headers, HOST):
            others = [(name, value) for name, value in headers if name != b"host"]
            scope["headers"] = [*others, (b"host", hosts[-1].encode("latin-1"))]

    def _warn(self, peer: str, headers: Headers) -> None:
        """Says once that a proxy on this machine is not named; of others nobody knows what they are."""
        if (
            self._has_warned
            or not peer.startswith(("127.", "::1"))
            or not any(name == FOR for name, _ in headers)
        ):
            return
        self._has_warned = True
        logger.warning(
            "A proxy on this machine brings visitors, but trusted_proxies of site.toml does not name it: "
            "all of them count as one."
        )


def peer_of(scope: Scope) -> str:
    """The address at the other end of the connection; blank if it has none."""
    client = scope.get("client")
    return client[0] if client else ""


def _listed(headers: Headers, wanted: bytes) -> list[str]:
    """The values of a header that may come several times, or as a list, in the order given."""
    values = b",".join(value for name, value in headers if name == wanted).decode("latin-1")
    return [value for part in values.split(",") if (value := part.strip())]

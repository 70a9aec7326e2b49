"""The socket that visitors connect to, or why there is none."""

from __future__ import annotations

import errno
import socket
import sys

from locator.errors import UsageError

FIRST_FREE_PORT = 1_024  # below it the system lets nobody listen but those whom it trusts
_REASONS = {
    errno.EADDRINUSE: "another program listens there, perhaps another `locator serve`",
    errno.EACCES: f"ports below {FIRST_FREE_PORT} are kept for those whom the system trusts; "
    "listen on one above, behind a web server",
    errno.EADDRNOTAVAIL: "this machine has no such address",
    errno.EAFNOSUPPORT: "this machine does not speak this kind of address",
    errno.EMFILE: "too many files are open",
}


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, which copies of this process inherit; port 0 takes a free one.

    Raises UsageError, with what to do, if it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = _bound(family, host, port)
    except (OSError, OverflowError, UnicodeError) as error:
        msg = f"cannot listen on {host} port {port} ({_why(error)}); choose another with --port or --host"
        raise UsageError(msg) from None
    listener.set_inheritable(True)
    return listener


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # where it would let two programs share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()  # whoever reads the announcement may connect at once
    except BaseException:
        listener.close()
        raise
    return listener


def _why(error: Exception) -> str:
    if isinstance(error, socket.gaierror | UnicodeError):
        return "no machine of that name is known"
    if isinstance(error, OverflowError):
        return "ports go from 0 to 65535"
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0, str(error))

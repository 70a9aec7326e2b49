"""How many files a process may have open: each connection is one."""

from __future__ import annotations

from functools import cache

from locator.errors import UsageError

try:
    import resource
except ImportError:  # Windows, which counts them in another way
    resource = None  # type: ignore[assignment]

MOST_CONNECTIONS = 10_000  # of one process; each takes about 20 KB
OWN = 128  # files that are not connections: of the program, of the folder, of databases
LEAST = OWN + 32


def widen() -> None:
    """Asks the system for as many as it lets us have; raises UsageError if nobody can be served with them."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + OWN if hard == resource.RLIM_INFINITY else min(hard, MOST_CONNECTIONS + OWN)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        most_connections.cache_clear()
    if hard != resource.RLIM_INFINITY and hard < LEAST:
        msg = (
            f"this process may open {hard} files only, and each visitor takes one; allow it {LEAST} or more, "
            "better 10,000: `ulimit -n 10000`, in systemd LimitNOFILE=10000, in Docker --ulimit nofile=10000"
        )
        raise UsageError(msg)


@cache
def most_connections() -> int:
    """How many this process keeps at once."""
    if resource is None:
        return MOST_CONNECTIONS
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(max(1, soft - OWN), MOST_CONNECTIONS)

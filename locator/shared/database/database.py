"""One PostgreSQL database, asked by threads in turns."""

from __future__ import annotations

import logging
import os
import re
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from locator.errors import StoreError
from locator.shared.database.refusals import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Connection = psycopg.Connection[tuple[Any, ...]]

T = TypeVar("T")
logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # whoever is refused a connection says so

CONNECT_SECONDS = 5  # until a server counts as away
WAIT_SECONDS = 2.0  # for a connection, when all are in use or the server is away
STATEMENT_SECONDS = 30.0  # that a statement may take, if nothing else is said
MOST = 8  # connections of one process
_QUOTED = re.compile(r'".*"')
_UNREADABLE = (
    "the address of the store cannot be read ({}); write it as postgresql://user@host/name, "
    "and in a password @ as %40, / as %2F, % as %25"
)


class Database:
    """The database at a `postgresql://` address; it is connected to when first used.

    Threads may share it. A forked process makes connections of its own.
    """

    def __init__(self, url: str, *, most: int = MOST) -> None:
        self.url, self._most = url, most
        self._lock = Lock()
        self._pool: ConnectionPool[Connection] | None = None
        self._process = 0

    def run(
        self,
        work: Callable[[Connection], T],
        *,
        seconds: float = STATEMENT_SECONDS,
        wait: float = WAIT_SECONDS,
    ) -> T:
        """Does `work` in a transaction of its own, each statement in at most so many `seconds`.

        Waits at most `wait` seconds for a connection. Raises StoreError if the database is away, too slow
        or refuses; nothing is written then.
        """
        try:
            with self._opened().connection(timeout=wait) as connection, connection.transaction():
                connection.execute(
                    "SELECT set_config('statement_timeout', %s, true)", (str(int(seconds * 1000)),)
                )
                return work(connection)
        except (psycopg.Error, PoolTimeout) as error:
            raise StoreError(f"{self.name}: {told(error)}") from error

    def greet(self) -> None:
        """Signs in and out; raises StoreError that says why, where a pool only knows that it waited."""
        self.connect().close()

    def connect(self) -> Connection:
        """A connection beside the pool, which commits by itself; raises StoreError if there can be none."""
        try:
            return psycopg.connect(_patient(self.url), autocommit=True)
        except psycopg.Error as error:
            raise StoreError(f"{self.name}: {told(error)}") from error

    @property
    def name(self) -> str:
        """What it is called in messages: host and name, never a password."""
        parts = _parsed(self.url)
        host, name = parts.get("host") or "localhost", parts.get("dbname") or "the default database"
        return f"the store {name} on {host}"

    @property
    def place(self) -> str:
        """Sixteen hexadecimal digits that are its own, whoever signs in."""
        parts = _parsed(self.url)
        told = [str(parts.get(name, "")) for name in ("host", "hostaddr", "port", "dbname", "options")]
        return sha256("\0".join(told).encode()).hexdigest()[:16]

    def close(self) -> None:
        """Lets go of all connections; they are made again when it is used."""
        with self._lock:
            if self._pool is not None and self._process == os.getpid():
                self._pool.close()
            self._pool = None

    def _opened(self) -> ConnectionPool[Connection]:
        with self._lock:
            if self._pool is None or self._process != os.getpid():  # a fork has no threads of its parent
                self._process = os.getpid()
                self._pool = ConnectionPool(
                    _patient(self.url),
                    min_size=0,
                    max_size=self._most,
                    check=ConnectionPool.check_connection,
                    open=True,
                    name="store",
                )
            return self._pool


def _patient(url: str) -> str:
    """The address with limits for what would hang, where the operator has set none."""
    limits: dict[str, str | int] = {
        "connect_timeout": CONNECT_SECONDS,
        "application_name": "locator",
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 20_000,  # ms until what was sent to a machine that has gone counts as lost
    }
    given = _parsed(url)
    return make_conninfo(url, **{name: value for name, value in limits.items() if name not in given})


def _parsed(url: str) -> dict[str, Any]:
    """The parts of the address; raises StoreError that repeats none of them, for one may be a password."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise StoreError(_UNREADABLE.format(_QUOTED.sub("...", told(error)))) from None
    if any("@" in str(parts.get(name, "")) for name in ("host", "port", "dbname")):
        raise StoreError(_UNREADABLE.format("an @ too many"))
    return parts

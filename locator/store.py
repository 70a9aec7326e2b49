"""A SQLite file that several processes share and that nobody depends on."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import sqlite3
import time
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
logger = logging.getLogger(__name__)

BUSY_SECONDS = 0.5
ATTEMPTS = 4
KEY_BYTES = 32
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class Store:
    """Something that a site remembers, in the tables of `schema`, which may be there already.

    A damaged file is set aside and begun anew; one that cannot be used costs a line in the log. Threads
    may share it; it is opened when first used. Another process is waited for `patience` seconds, some times.
    """

    def __init__(self, path: Path, schema: str, *, patience: float = BUSY_SECONDS) -> None:
        self.path, self._schema, self._patience = path, schema, patience
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._has_complained = False

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Does `work` in a transaction of its own; None if the file cannot be used."""
        with self._lock:
            for attempts_left in reversed(range(ATTEMPTS)):
                try:
                    return self._attempt(work)
                except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
                    raise  # a mistake in the program, not in the file
                except (sqlite3.Error, OSError) as error:
                    if not attempts_left or not self._is_mended(error):
                        self._complain(error)
                        break
        return None

    def _is_mended(self, error: Exception) -> bool:
        """Whether to try again: another process was busy with the file, or it was damaged and set aside."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            time.sleep(BUSY_SECONDS / 10)
            return True
        return code in _DAMAGED and self._set_aside()

    @cached_property
    def secret(self) -> bytes | None:
        """Random bytes in a file beside this one, made when first asked for; None if there can be none."""
        path = Path(f"{self.path}.key")
        try:
            secret = path.read_bytes() if path.exists() else b""
            if len(secret) != KEY_BYTES:
                _write_secret(path)
            return path.read_bytes()
        except OSError as error:
            self._complain(error)
            return None

    @property
    def are_begun(self) -> bool:
        """Whether there is a file."""
        return self.path.exists()

    @property
    def refusal(self) -> str:
        """What to say to people when the file cannot be used."""
        return f"{self.path} cannot be used; look who may write to it, or try again if it is busy"

    def close(self) -> None:
        """Lets go of the file; it is opened again when used."""
        with self._lock:
            self._let_go()

    def set_aside(self) -> None:
        """Begins a file anew that is whole, but holds what nobody understands."""
        with self._lock:
            self._set_aside()

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _attempt(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._connection is not None and _identity(self.path) != self._file:
            self._let_go()  # the file was taken away
        connection = self._connection or self._open()
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = work(connection)
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        return result

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self.path, timeout=self._patience, isolation_level=None, check_same_thread=False
        )
        try:
            self._file = _identity(self.path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(self._schema)
        except sqlite3.Error:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _set_aside(self) -> bool:
        """Renames the damaged file, unless another process has done so already."""
        self._let_go()
        if _identity(self.path) != self._file:
            return True
        logger.warning("%s is damaged: set aside, and begun anew.", self.path.name)
        try:
            self.path.replace(f"{self.path}.damaged")
            for suffix in ("-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _complain(self, error: Exception) -> None:
        if not self._has_complained:
            self._has_complained = True
            logger.warning("%s cannot be used (%s). The site goes on without it.", self.path.name, error)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _write_secret(path: Path) -> None:
    """Writes it whole or not at all; the first of several processes wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Path(f"{path}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
        if path.exists():  # cut short
            draft.replace(path)
        else:
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)

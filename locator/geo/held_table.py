"""A SQLite file that comes with the program, held in memory.

Whatever becomes of the file (an upgrade beside a running server, a disk that fails), and in however many
processes, what was opened once goes on answering. Forked processes share the memory.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def open_held(path: Path) -> sqlite3.Connection:
    """Reads the whole file, a few MB; nobody can write to it. Raises OSError and sqlite3.Error."""
    if not (data := path.read_bytes()):
        msg = "it is empty"
        raise sqlite3.DatabaseError(msg)
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    try:
        connection.deserialize(data)
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection

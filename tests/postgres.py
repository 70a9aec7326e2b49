"""A PostgreSQL with PostGIS on loopback, started for the tests and ended after them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "postgres"
TEMPLATE = "migrated"  # the database that each test's own is a copy of
# Nobody needs what tests wrote when the machine has stopped.
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def program(name: str) -> Path | None:
    """A program of the newest PostgreSQL, which Debian keeps off the path; None if PostGIS is not there."""
    found = list(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    if not found or not any(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        return None
    return max(found, key=lambda file: int(file.parts[-3]))


@dataclass
class Postgres:
    """A server with a data folder of its own; it refuses root, so it runs as its own user."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def url(self, name: str = USER) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str, name: str = USER) -> None:
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(statement)

    def start(self) -> None:
        options = [
            f"-cport={self.port}",
            "-clisten_addresses=127.0.0.1",
            f"-cunix_socket_directories={self.folder}",
        ]
        options += [f"-c{each}" for each in HASTY]
        command = [*_as_its_user(), str(program("postgres")), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=log)
        end = time.monotonic() + 60
        while True:
            try:
                return self.execute("SELECT 1")
            except psycopg.OperationalError:
                assert self.process.poll() is None and time.monotonic() < end, (
                    self.folder / "log"
                ).read_text()
                time.sleep(0.05)

    def stop(self, how: str = "immediate") -> None:
        """Ends it as pg_ctl does: "fast" ends sessions in order, "immediate" like a loss of power."""
        assert self.process
        command = [
            *_as_its_user(),
            str(program("pg_ctl")),
            "-D",
            str(self.folder / "data"),
            "-m",
            how,
            "stop",
        ]
        subprocess.run(command, cwd=self.folder, check=False, capture_output=True)
        self.process.wait(60)


@contextlib.contextmanager
def started() -> Iterator[Postgres]:
    """A server of its own, without databases but the first."""
    folder = Path(tempfile.mkdtemp(prefix="locator-postgres-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, USER)
        initdb = [
            *_as_its_user(),
            str(program("initdb")),
            "-A",
            "trust",
            "-U",
            USER,
            "--no-sync",
            "--locale=C.UTF-8",
        ]
        subprocess.run(
            [*initdb, "-D", str(folder / "data")], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        server = Postgres(folder, _free_port())
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _as_its_user() -> list[str]:
    return ["runuser", "-u", USER, "--"] if os.getuid() == 0 else []


def _free_port() -> int:
    # In a process of its own: most tests may not open a socket.
    ask = "import socket; print(socket.create_server(('127.0.0.1', 0)).getsockname()[1])"
    return int(subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True).stdout)

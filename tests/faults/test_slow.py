"""Thousands of connections that are slow on purpose, while others ask."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from dawdlers import Dawdlers
from processes import Server, seconds_until, served

from faults.figures import broken
from faults.room import small, until_ready
from locator.web.open_files import widen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLOW, ROOM = 3_000, 500  # connections; of each worker


@contextmanager
def dawdling(server: Server, count: int) -> Iterator[Dawdlers]:
    widen()  # the files of this process
    dawdlers = Dawdlers(server.port, count)
    dawdlers.start()
    try:
        seconds_until(dawdlers.are_all_here.is_set)
        yield dawdlers
    finally:
        dawdlers.stop()


def test_thousands_of_slow_connections(standing: Server) -> None:
    with broken(f"{SLOW:,} slow connections", standing) as fault, dawdling(standing, SLOW):
        fault.last(2)


def test_more_slow_connections_than_there_is_room_for(tmp_path: Path) -> None:
    folder = small(tmp_path / "site")
    few = ("sh", "-c", f'ulimit -n {ROOM + 128} && exec "$0" "$@"')
    with served(folder, tmp_path, "--workers", "2", before=few) as server:
        until_ready(server)
        what = f"{SLOW:,} slow connections, room for {2 * ROOM:,}"
        with broken(what, server) as fault, dawdling(server, SLOW) as dawdlers:
            fault.last(2)
            assert dawdlers.closed >= SLOW - 2 * ROOM
        assert "Traceback" not in server.errors.read_text()

"""Bytes laid aside on disk: what is read once or twice shall not fill the memory."""

from __future__ import annotations

from functools import cached_property, partial
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, TYPE_CHECKING
from weakref import finalize

if TYPE_CHECKING:
    from collections.abc import Callable


class Aside:
    """A file without a name, which goes with the last who may read from it.

    What cannot be written stays in memory. Threads may share it; copies of a process may read what was laid
    aside before they were made.
    """

    def __init__(self) -> None:
        self._end, self._lock = 0, Lock()

    @cached_property
    def _file(self) -> IO[bytes]:
        file = TemporaryFile(buffering=0)  # noqa: SIM115
        finalize(self, file.close)
        return file

    def lay(self, data: bytes) -> Callable[[], bytes]:
        """Lays it aside; what is returned fetches it."""
        with self._lock:
            try:
                self._file.seek(self._end)
                is_whole = 0 < len(data) == self._file.write(data)  # of nothing there is no map
            except OSError:
                is_whole = False
            if not is_whole:
                return lambda: data
            start, self._end = self._end, self._end + len(data)
        return partial(self._fetch, start, len(data))

    def _fetch(self, start: int, size: int) -> bytes:
        with mmap(self._file.fileno(), start + size, access=ACCESS_READ) as seen:  # no place moves
            return seen[start:]

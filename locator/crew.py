"""Work on many things by several processes of one machine, each a copy of this one."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, TypeVar

from locator.errors import LocatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 32  # things a process takes at a time, if nobody says otherwise

_work: list[Callable[[Any], Any]] = []  # of a copy: what it was made for


def cores() -> int:
    """How many processes may run at a time here."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int,
    *,
    begin: Callable[[], None],
    batch: int = BATCH,
) -> Iterator[Result]:
    """What `work` makes of each item, in their order, by as many processes as `jobs`.

    A copy calls `begin` first, and takes `batch` items at a time. Where a process cannot be copied safely,
    or it is not worth it, all is done here. What a copy raises is raised here, the first in the order of
    the items; none outlives this one.
    """
    if jobs <= 1 or len(items) <= batch or not _may_fork():
        yield from map(work, items)
        return
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # most starts need none

    gc.freeze()  # what a copy only reads shall not be copied by its collector
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, fork, initializer=_begin, initargs=(work, begin)) as pool:
            yield from pool.map(_do, items, chunksize=batch)
    except BrokenProcessPool:
        msg = "a copy of this process was ended from outside, perhaps for want of memory"
        raise LocatorError(msg) from None
    finally:
        gc.unfreeze()


def _may_fork() -> bool:
    """Tells whether a copy is sound: no other thread of ours, nor of pykdtree, holds what it will want.

    OpenBLAS, which numpy brings, minds its threads itself; macOS and Windows do without copies.
    """
    return (
        sys.platform == "linux" and threading.active_count() == 1 and os.environ.get("OMP_NUM_THREADS") == "1"
    )


def _begin(work: Callable[[Any], Any], begin: Callable[[], None]) -> None:
    """Makes a copy ready: Ctrl-C is for the process that made it, and when that is gone, so is the copy."""
    _work.append(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    wait([parent.sentinel] if parent else [])
    os._exit(1)


def _do(item: Any) -> Any:
    return _work[0](item)

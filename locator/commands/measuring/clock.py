"""How long work takes."""

from __future__ import annotations

from time import perf_counter, process_time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds on the clock, and what came out."""
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def worked(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of the processor, which say nothing of what else the machine does, and what came out."""
    start = process_time()
    result = work()
    return process_time() - start, result


def median(work: Callable[[T], object], values: Iterable[T]) -> float:
    """Seconds that the work takes for one of these, the first being a trial; 0 if there are none."""
    every = list(values)
    times = sorted([timed(lambda: work(value))[0] for value in (*every[:1], *every)][1:])  # noqa: B023
    return times[len(times) // 2] if times else 0.0


def some(values: Collection[T], most: int) -> list[T]:
    """At most so many of them, from all over."""
    every = list(values)
    return every[:: max(1, len(every) // most)][:most]

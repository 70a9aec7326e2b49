"""Figures as Prometheus reads them: its text format 0.0.4."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from locator.web.vitals import figures
from locator.web.vitals.figure import Figure, Sort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.web.vitals.vitals import Vitals

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def render_metrics(vitals: Vitals, *, now: float) -> str:
    """All figures of all processes; `now` is in seconds since 1970."""
    sums = vitals.sums()
    sums[figures.EDITION_AGE, ()] = max(0.0, now - sums[figures.EDITION_MADE, ()])
    return "".join(line for figure in figures.FIGURES for line in _lines(figure, sums))


def _lines(figure: Figure, sums: Mapping[tuple[Figure, tuple[str, ...]], float]) -> Iterator[str]:
    yield f"# HELP {figure.name} {figure.says}\n# TYPE {figure.name} {figure.sort}\n"
    numbers = {labels: sums[figure, labels] for labels in figure.series}
    if figure.sort is Sort.HISTOGRAM:
        yield from _histogram(figure.name, numbers)
        return
    for labels, number in numbers.items():
        pairs = ",".join(f'{name}="{value}"' for name, value in zip(figure.labels, labels, strict=True))
        yield f"{figure.name}{{{pairs}}} {number!r}\n" if pairs else f"{figure.name} {number!r}\n"


def _histogram(name: str, numbers: Mapping[tuple[str, ...], float]) -> Iterator[str]:
    """Each bucket has what the smaller ones have as well; no value of a label needs to be escaped."""
    *buckets, total = numbers.values()
    counts = list(accumulate(buckets))
    for (bound,), count in zip(numbers, counts, strict=False):
        yield f'{name}_bucket{{le="{bound}"}} {count!r}\n'
    yield f"{name}_sum {total!r}\n{name}_count {counts[-1]!r}\n"

"""One thing that is measured, and the numbers that it consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Sort(StrEnum):
    """What Prometheus calls the types of metrics."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A metric: `labels` have closed lists of values, `says` is what it tells, in a sentence.

    `bounds` of a histogram are seconds, the smallest first.
    """

    name: str
    says: str
    sort: Sort = Sort.COUNTER
    labels: Mapping[str, Iterable[str]] = field(default_factory=dict)
    bounds: tuple[float, ...] = ()

    @property
    def series(self) -> Sequence[tuple[str, ...]]:
        """The values of the labels of each of its numbers; of a histogram, its buckets and then the sum."""
        if self.sort is Sort.HISTOGRAM:
            return [(f"{bound:g}",) for bound in self.bounds] + [("+Inf",), ("sum",)]
        return list(product(*self.labels.values()))

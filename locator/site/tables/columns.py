"""What the cells of a whole column say: whatever these ways take, the readers of rows read as the same."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from math import nan
from operator import not_
from typing import TYPE_CHECKING, Any

import numpy as np

from locator.model.decimal_number import DECIMAL

if TYPE_CHECKING:
    import re
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

_OF_DECIMALS = b"0123456789+-."
# With one of these, float() may read what is no plain decimal: "1e3", "1_0"; digits of other scripts too.
_OF_OTHER_NUMBERS = (b"e", b"E", b"_")


def texts(cells: Sequence[str]) -> list[str]:
    """The cells with their runs of white space made one space, as Row.text reads them."""
    return [*map(" ".join, map(str.split, cells))]


def blanks(values: Sequence[object]) -> Iterator[int]:
    """The places of values that are empty or None."""
    return compress(range(len(values)), map(not_, values))


def unlike(pattern: re.Pattern[str], cells: Sequence[str]) -> Iterator[int]:
    """The places of cells that are not wholly such a text."""
    return blanks([*map(pattern.fullmatch, cells)])


def numbers(cells: Sequence[str]) -> NDArray[np.float64]:
    """The cells as plain decimals; NaN where a cell is none, or too large for any use."""
    values = np.array(_floats(cells))
    values[np.isinf(values)] = nan
    return values


def _floats(cells: Sequence[str]) -> list[float]:
    other = "".join(cells).encode(errors="surrogatepass").translate(None, _OF_DECIMALS)
    if not other.isascii() or any(letter in other for letter in _OF_OTHER_NUMBERS):
        return [float(cell) if DECIMAL.fullmatch(cell) else nan for cell in cells]
    values: list[float] = []
    left = iter(cells)
    while len(values) < len(cells):
        try:
            values.extend(map(float, left))
        except ValueError:  # what came before stays, and the next round begins after it
            values.append(nan)
    return values


def repeated(keys: Sequence[Hashable], seen: Mapping[Any, object]) -> list[int]:
    """The places of keys that are there twice, or seen before."""
    if len(set(keys)) == len(keys) and seen.keys().isdisjoint(keys):
        return []
    counts = Counter(keys)
    return [at for at, key in enumerate(keys) if counts[key] > 1 or key in seen]

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from locator.model.decimal_number import DECIMAL
from locator.site.tables.columns import numbers, repeated, texts
from locator.site.tables.row import Layout, Row

CELLS = st.text(alphabet="0123456789+-.", max_size=6) | st.text(max_size=6)
ODD = st.sampled_from(["nan", "inf", "-Infinity", "1e3", "1E3", "1_0", "٢٩", "0x1", "1" * 400])


@given(st.lists(CELLS | ODD))
def test_numbers_are_those_that_a_row_takes(cells: list[str]) -> None:
    for cell, number in zip(cells, numbers(cells).tolist(), strict=True):
        if DECIMAL.fullmatch(cell) and math.isfinite(float(cell)):
            assert number == float(cell)
        else:
            assert math.isnan(number)


@given(st.lists(st.text()))
def test_texts_are_those_that_a_row_reads(cells: list[str]) -> None:
    layout = Layout("clinics.csv", {"name": 0})
    assert texts(cells) == [Row(layout, 2, [cell]).text("name") for cell in cells]


@given(st.lists(st.integers(0, 9)), st.dictionaries(st.integers(0, 9), st.integers()))
def test_what_is_there_twice_or_was_seen_is_repeated(keys: list[int], seen: dict[int, int]) -> None:
    assert repeated(keys, seen) == [at for at, key in enumerate(keys) if keys.count(key) > 1 or key in seen]

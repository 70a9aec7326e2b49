"""What a spreadsheet would reckon with is kept from it, and comes back as it was."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.site.settings.values import parse_radius
from locator.site.tables.formulas import TRIGGERS, bare, guarded, is_guarded
from locator.site.tables.meaning import meant_degrees

if TYPE_CHECKING:
    from collections.abc import Callable

CELLS = st.text(st.sampled_from("'=+-@\t\r\n\0\"1,a;é"), max_size=8) | st.text()


@given(CELLS, st.booleans())
def test_a_cell_comes_back_as_it_was(cell: str, is_for_people: bool) -> None:
    """Rule C21: what is written is read back, however many apostrophes it begins with."""
    is_wrapped = cell.startswith('="') and cell.endswith('"')
    written = guarded(cell, is_for_people=is_for_people)
    assert bare(written) == cell
    assert is_guarded(written.encode()) or written == cell or not is_wrapped


@given(CELLS)
def test_no_cell_for_people_begins_with_what_is_reckoned(cell: str) -> None:
    """Rule C20: = + - @, tab, carriage return, line feed and NUL."""
    assert not guarded(cell, is_for_people=True).startswith(TRIGGERS)


@pytest.mark.parametrize("number", ["-81.02280", "+13865550100", "-.5", "29.2", "+1"])
def test_a_plain_number_is_kept_from_people_alone(number: str) -> None:
    """Rule C21: a coordinate and a telephone number gain no apostrophe in files for machines."""
    assert guarded(number) == number
    assert guarded(number, is_for_people=True) == f"'{number}" * number.startswith(TRIGGERS) or number


@pytest.mark.parametrize("cell", ["-", "=1", "@acme", "+1 (386) 555", "-1+1", "--1", "\t=1", "-81.0228,29"])
def test_what_is_more_than_a_number_is_kept_from_all(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("read", [guarded, meant_degrees, parse_radius])
def test_many_digits_are_looked_at_once(read: Callable[[str], object]) -> None:
    """Or a cell that fits a table keeps a worker, and all whom it serves, for a minute and more."""
    begun = perf_counter()
    with suppress(ValueError):
        read("1" * 40_000 + "!")
    assert perf_counter() - begun < 2

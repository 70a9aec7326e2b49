"""Small counts cannot be told, nor found out by sums and differences (rule C6, decision 32)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from locator.demand.kind import Kind
from locator.demand.release import LEAST, in_fives, release

MONTHS = (date(2026, 10, 1), date(2026, 11, 1))
KEYS = [(month, kind, subject) for month in MONTHS for kind in (Kind.SEARCH, Kind.UNMET) for subject in "abc"]
COUNTS = st.fixed_dictionaries({key: st.integers(0, 30) for key in KEYS})


@given(counts=COUNTS, others=COUNTS)
def test_what_is_shown_is_the_same_whatever_the_small_counts_are(
    counts: dict[tuple[date, Kind, str], int], others: dict[tuple[date, Kind, str], int]
) -> None:
    """Rule C6: counts under five are suppressed: zero to four look alike, and so does what is over fives."""
    fives = {key: in_fives(count) for key, count in counts.items()}
    alike = {key: fives[key] + other % LEAST for key, other in others.items()}
    assert release(MONTHS, ((*key, count) for key, count in alike.items())) == release(
        MONTHS, ((*key, count) for key, count in counts.items())
    )


@given(counts=COUNTS, later=COUNTS)
def test_no_difference_of_shown_figures_is_a_small_number(
    counts: dict[tuple[date, Kind, str], int], later: dict[tuple[date, Kind, str], int]
) -> None:
    """Rule C6: a total less its parts, a month less another, today less yesterday: all in fives."""
    grown = {key: count + later[key] for key, count in counts.items()}
    before, after = (release(MONTHS, ((*key, n) for key, n in each.items())) for each in (counts, grown))
    shown = [0]
    for each in (before, after):
        for kind in Kind:
            assert sum(each.of(kind).values()) == sum(each.by_month(kind))
            shown += [*each.of(kind).values(), *each.by_month(kind)]
    assert not any(abs(one - other) % LEAST for one in shown for other in shown)


def test_under_five_nothing_is_shown() -> None:
    rows = [
        (MONTHS[0], Kind.SEARCH, name, count)
        for name, count in zip("abcdef", (0, 1, 4, 5, 9, 10), strict=True)
    ]
    assert release(MONTHS, rows).of(Kind.SEARCH) == {"f": 10, "d": 5, "e": 5}


def test_months_in_which_nobody_came_are_there() -> None:
    shown = release(MONTHS, [(MONTHS[1], Kind.VIEW, "/", 7)])
    assert shown.by_month(Kind.VIEW) == (0, 5)
    assert shown.by_month(Kind.CALL) == (0, 0)

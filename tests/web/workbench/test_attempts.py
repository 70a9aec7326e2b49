"""Attempts at a password: the first few are free, then each makes the next wait longer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from conftest import fixed_clock
from hypothesis import given
from hypothesis import strategies as st

from locator.web.workbench.door.attempts import (
    FREE,
    KEPT,
    LONGEST_BY_NETWORK,
    Attempts,
    wait_after,
)

if TYPE_CHECKING:
    from locator.cabinet import Cabinet

NOW = fixed_clock()
HERE, THERE = "203.0.113.7", "198.51.100.7"


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def test_a_name_is_tried_from_everywhere_a_few_times_only(cabinet: Cabinet) -> None:
    """Rule C24: guesses at one name from many networks."""
    attempts = Attempts(cabinet)
    assert [attempts.take("Ana", f"10.0.{net}.1", NOW) for net in range(FREE)] == [0] * FREE
    assert attempts.take(" ANA ", "192.0.2.1", NOW) == 1
    assert attempts.take("Bo", "192.0.2.1", NOW) == 0


def test_a_network_tries_a_few_names_only(cabinet: Cabinet) -> None:
    """Rule C24: guesses at many names from one network."""
    attempts = Attempts(cabinet)
    assert [attempts.take(f"name {number}", f"203.0.113.{number}", NOW) for number in range(FREE)] == [
        0
    ] * FREE
    assert attempts.take("another", HERE, NOW) == 1
    assert attempts.take("another", THERE, NOW) == 0


def test_waits_grow_and_have_an_end(cabinet: Cabinet) -> None:
    attempts, at, waits = Attempts(cabinet), NOW, []
    for _ in range(FREE + 12):
        while wait := attempts.take("Ana", HERE, at):
            waits.append(wait)
            at += seconds(wait)
    assert waits[:6] == [1, 2, 4, 8, 16, 32]
    assert max(waits) <= LONGEST_BY_NETWORK


def test_a_refused_attempt_does_not_make_the_wait_longer(cabinet: Cabinet) -> None:
    attempts = Attempts(cabinet)
    for _ in range(FREE):
        attempts.take("Ana", HERE, NOW)
    assert [attempts.take("Ana", HERE, NOW) for _ in range(50)] == [1] * 50
    assert attempts.take("Ana", HERE, NOW + seconds(1)) == 0


def test_who_signs_in_begins_anew(cabinet: Cabinet) -> None:
    attempts = Attempts(cabinet)
    for _ in range(FREE - 1):
        attempts.take("Ana", HERE, NOW)
    attempts.forgive("ana", HERE)
    assert [attempts.take("Ana", HERE, NOW) for _ in range(FREE)] == [0] * FREE


def test_all_workers_count_together(cabinet: Cabinet) -> None:
    workers = [Attempts(cabinet) for _ in range(FREE)]
    assert [each.take("Ana", HERE, NOW) for each in workers] == [0] * FREE
    assert workers[0].take("Ana", HERE, NOW) == 1


def test_a_day_later_all_is_forgotten(cabinet: Cabinet) -> None:
    attempts = Attempts(cabinet)
    for _ in range(FREE):
        attempts.take("Ana", HERE, NOW)
    later = NOW + seconds(KEPT + 10)
    assert [attempts.take("Ana", HERE, later) for _ in range(FREE)] == [0] * FREE


def test_nothing_that_was_typed_is_kept(cabinet: Cabinet) -> None:
    """Rule C6: neither the name, which may be a password typed into the wrong field, nor the address."""
    Attempts(cabinet).take("my secret password", HERE, NOW)
    query = "SELECT * FROM attempts"
    kept = repr(cabinet.tables("workbench", "").run(lambda db: db.execute(query).fetchall()))
    assert len(kept) > 100
    assert "secret" not in kept
    assert "203.0.113" not in kept


def test_where_nothing_can_be_counted_nobody_guesses(useless: Cabinet) -> None:
    assert Attempts(useless).take("Ana", HERE, NOW) is None


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_wait_never_shrinks_and_never_passes_its_end(times: int, longest: int) -> None:
    assert 0 <= wait_after(times, longest) <= wait_after(times + 1, longest) <= longest

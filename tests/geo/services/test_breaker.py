"""The circuit breaker, by a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from locator.geo.services.breaker import Breaker


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def broken(clock: Clock) -> Breaker:
    breaker = Breaker(failures=3, pause=30, clock=clock)
    assert [breaker.failed() for _ in range(3)] == [False, False, True]
    return breaker


def test_it_opens_after_so_many_failures_in_a_row() -> None:
    assert not broken(Clock()).allows()


def test_a_success_in_between_begins_the_count_anew() -> None:
    breaker = Breaker(failures=2, clock=Clock())
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()


def test_after_the_pause_one_call_may_try() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now = 29.9
    assert not breaker.allows()
    clock.now = 30
    assert breaker.allows()
    assert not breaker.allows()


def test_a_probe_that_succeeds_closes_it() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now = 30
    assert breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()


def test_a_probe_that_fails_opens_it_for_another_pause() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now = 30
    assert breaker.allows()
    assert not breaker.failed()  # said already
    clock.now = 59
    assert not breaker.allows()
    clock.now = 60
    assert breaker.allows()


def test_a_probe_that_is_never_heard_of_is_replaced() -> None:
    clock = Clock()
    breaker = broken(clock)
    clock.now = 30
    assert breaker.allows()
    clock.now = 60
    assert breaker.allows()


def test_it_opens_at_once_for_as_long_as_it_is_told() -> None:
    clock = Clock()
    breaker = Breaker(failures=5, pause=30, clock=clock)
    assert breaker.failed(120)
    clock.now = 119
    assert not breaker.allows()
    clock.now = 120
    assert breaker.allows()


@given(st.lists(st.sampled_from(["fail", "succeed", "wait"]), max_size=40))
def test_after_a_success_it_is_always_closed(events: list[str]) -> None:
    clock = Clock()
    breaker = Breaker(failures=2, pause=10, clock=clock)
    for event in events:
        if event == "wait":
            clock.now += 11
        elif event == "fail":
            breaker.failed()
        else:
            breaker.succeeded()
            assert breaker.allows()
    clock.now += 11
    assert breaker.allows()  # never shut for good

"""One service over a real connection: what it answers, how it fails, and how it is spared."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from stand_in import (
    ADDRESS,
    EMPTY,
    FAILURES,
    FORMATS,
    KEYED,
    LAKE_MARY,
    QUICK,
    SLOW,
    Asked,
    Reply,
    StandIn,
    google,
    nominatim,
)

from locator.geo.services.breaker import PAUSE, Breaker
from locator.geo.services.hit import CENTROIDS, Hit
from locator.geo.services.known import MAX_HITS
from locator.geo.services.memory import SCHEMA
from locator.geo.services.service import QUOTA_PAUSE, REFUSED_PAUSE, Outcome, Service, Unanswered
from locator.geo.services.tally import Tally
from locator.model.point import Point
from locator.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KEY = "secret-key-4711"
MARKER = "145 Marker Street, Lake Mary"
LAKE_MARY_POINT = Point(28.75789, -81.32014)


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A service at the stand-in, with what a test may want to look at."""

    def __init__(self, server: StandIn, folder: Path, service: str = "nominatim", **more: Any) -> None:
        if service in KEYED:
            more["arguments"] = {"api_key": KEY}
        self.clock = Clock()
        self.store = Store(folder / "geocoder.sqlite", SCHEMA)
        self.tally = Tally(self.store)
        self.service = Service(
            server.settings(service, **more),
            store=self.store,
            tally=self.tally,
            breaker=Breaker(clock=self.clock),
            clock=self.clock,
            sleep=self.sleep,
        )
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.now += seconds

    def ask(self, query: str = MARKER, seconds: float = 3.0) -> tuple[Hit, ...]:
        return self.service.ask(query, seconds=seconds)

    def fails(self, seconds: float = 3.0) -> bool:
        """Whether the question left the house, all in vain."""
        with pytest.raises(Unanswered) as caught:
            self.ask(seconds=seconds)
        return caught.value.was_asked

    @property
    def outcomes(self) -> dict[str, int]:
        return {calls.outcome: count for calls, count in self.tally.counts().items()}


@pytest.mark.parametrize("service", FORMATS)
class TestEveryFormat:
    def test_an_address_is_a_hit(self, server: StandIn, tmp_path: Path, service: str) -> None:
        server.reply = FORMATS[service](LAKE_MARY)
        desk = Desk(server, tmp_path, service)
        assert desk.ask() == (Hit(LAKE_MARY_POINT),)
        assert desk.outcomes == {"found": 1}

    def test_several_are_all_hits(self, server: StandIn, tmp_path: Path, service: str) -> None:
        server.reply = FORMATS[service](LAKE_MARY, (ADDRESS, 40.0, -75.0))
        assert len(Desk(server, tmp_path, service).ask()) == 2

    def test_nothing_is_nothing(self, server: StandIn, tmp_path: Path, service: str) -> None:
        server.reply = EMPTY[service]
        desk = Desk(server, tmp_path, service)
        assert desk.ask() == ()
        assert desk.outcomes == {"empty": 1}

    def test_a_whole_state_and_nowhere_are_nothing(
        self, server: StandIn, tmp_path: Path, service: str
    ) -> None:
        coarse = {"google": "administrative_area_level_1", "photon": "state", "nominatim": "state"}
        server.reply = FORMATS[service](LAKE_MARY, kind=coarse.get(service, "region"))
        desk = Desk(server, tmp_path, service)
        assert desk.ask() == ()
        server.reply = FORMATS[service]((ADDRESS, 0.00001, 0.00001), (ADDRESS, *_pair(CENTROIDS[0])))
        assert desk.ask() == ()

    @pytest.mark.parametrize("failure", QUICK)
    def test_no_failure_is_an_answer_or_an_error(
        self, server: StandIn, tmp_path: Path, service: str, failure: str
    ) -> None:
        server.reply = FAILURES[failure]
        desk = Desk(server, tmp_path, service)
        try:
            assert desk.ask() == ()  # "features" of an odd shape are none for Google
        except Unanswered as error:
            assert error.was_asked
        assert sum(desk.outcomes.values()) == len(server.asked)  # every call is counted

    def test_it_is_told_to_look_in_the_united_states(
        self, server: StandIn, tmp_path: Path, service: str
    ) -> None:
        server.reply = EMPTY[service]
        Desk(server, tmp_path, service).ask()
        bounds = {
            "nominatim": ("countrycodes", "us"),
            "photon": ("bbox", "-180.0,17.0,-64.0,72.0"),
            "pelias": ("boundary.country", "USA"),
            "google": ("components", "country:US"),
            "mapbox": ("country", "US"),
        }
        name, value = bounds[service]
        assert server.asked[0].query[name] == value

    def test_it_never_asks_for_one_alone(self, server: StandIn, tmp_path: Path, service: str) -> None:
        server.reply = EMPTY[service]
        Desk(server, tmp_path, service).ask()
        assert server.asked[0].query.get("limit") in (None, "5")


def _pair(point: Point) -> tuple[float, float]:
    return point.lat, point.lon


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        ("quota", Outcome.QUOTA),
        ("broken", Outcome.FAILED),
        ("forbidden", Outcome.REFUSED),
        ("hangs", Outcome.TIMEOUT),
        ("drips", Outcome.TIMEOUT),
        ("garbage", Outcome.GARBAGE),
        ("no JSON", Outcome.GARBAGE),
        ("wrong types", Outcome.GARBAGE),
        ("a number", Outcome.GARBAGE),
        ("off the globe", Outcome.GARBAGE),
        ("deep", Outcome.GARBAGE),
        ("huge", Outcome.GARBAGE),
        ("redirect", Outcome.FAILED),
    ],
)
def test_each_failure_has_its_name(server: StandIn, tmp_path: Path, failure: str, outcome: Outcome) -> None:
    server.reply = FAILURES[failure]
    desk = Desk(server, tmp_path, timeout=0.2 if failure in SLOW else 2.0)
    assert desk.fails()
    assert set(desk.outcomes) == {outcome}


def test_a_result_without_a_position_is_none(server: StandIn, tmp_path: Path) -> None:
    server.reply = Reply(b'[{"display_name": "Marker Street"}]')
    assert Desk(server, tmp_path).ask() == ()


def test_of_a_thousand_results_a_few_are_taken(server: StandIn, tmp_path: Path) -> None:
    server.reply = nominatim(*((ADDRESS, 28.5 + n / 10_000, -81.3) for n in range(1_000)))
    assert len(Desk(server, tmp_path).ask()) == MAX_HITS


def test_a_redirect_is_not_followed(server: StandIn, tmp_path: Path) -> None:
    elsewhere = StandIn()
    elsewhere.reply = nominatim(LAKE_MARY)
    server.reply = Reply(b"", 302, {"Location": f"http://{elsewhere.domain}/search?q=x"})
    assert Desk(server, tmp_path).fails()
    assert not elsewhere.asked
    elsewhere.close()


def test_nobody_there_is_a_failure(server: StandIn, tmp_path: Path) -> None:
    gone = StandIn()
    gone.close()
    desk = Desk(gone, tmp_path)
    assert desk.fails()
    assert set(desk.outcomes) == {"failed"}


@pytest.mark.parametrize("failure", ["broken", "hangs"])
def test_what_may_pass_is_tried_once_more(server: StandIn, tmp_path: Path, failure: str) -> None:
    replies = iter([FAILURES[failure], nominatim(LAKE_MARY)])
    server.reply = lambda _: next(replies)
    assert Desk(server, tmp_path, timeout=2.0).ask(seconds=30) == (Hit(LAKE_MARY_POINT),)


@pytest.mark.parametrize("failure", ["quota", "forbidden", "garbage"])
def test_what_will_not_pass_is_not_tried_again(server: StandIn, tmp_path: Path, failure: str) -> None:
    server.reply = FAILURES[failure]
    assert Desk(server, tmp_path).fails()
    assert len(server.asked) == 1


def test_five_failures_in_a_row_give_it_a_rest(
    server: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.reply = FAILURES["garbage"]
    desk = Desk(server, tmp_path)
    assert [desk.fails() for _ in range(7)] == [True] * 5 + [False] * 2
    assert len(server.asked) == 5
    assert len(caplog.records) == 1
    server.reply = nominatim(LAKE_MARY)
    desk.clock.now += PAUSE
    assert desk.ask()
    assert desk.ask()


def test_too_many_calls_give_it_a_rest_as_long_as_it_asks_for(server: StandIn, tmp_path: Path) -> None:
    server.reply = FAILURES["quota"]  # Retry-After: 120
    desk = Desk(server, tmp_path)
    assert desk.fails()
    server.reply = nominatim(LAKE_MARY)
    desk.clock.now += 119
    assert not desk.fails()
    desk.clock.now += 1
    assert desk.ask()


def test_another_process_learns_of_the_rest(server: StandIn, tmp_path: Path) -> None:
    server.reply = FAILURES["quota"]
    assert Desk(server, tmp_path).fails()
    other = Desk(server, tmp_path)
    assert not other.fails()
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, QUOTA_PAUSE),
        ({"Retry-After": "soon"}, QUOTA_PAUSE),
        ({"Retry-After": "90"}, 90),
        ({"Retry-After": "-5"}, PAUSE),
        ({"Retry-After": format_datetime(datetime.now(UTC) + timedelta(days=2), usegmt=True)}, 3600),
    ],
)
def test_retry_after_is_read_in_any_form(
    server: StandIn, tmp_path: Path, headers: dict[str, str], seconds: float
) -> None:
    server.reply = Reply(b"", 429, headers)
    desk = Desk(server, tmp_path)
    assert desk.fails()
    server.reply = nominatim(LAKE_MARY)
    desk.clock.now += seconds - 1
    assert not desk.fails()
    desk.clock.now += 1
    assert desk.ask()


def test_googles_quota_comes_with_status_200(server: StandIn, tmp_path: Path) -> None:
    server.reply = google(status="OVER_QUERY_LIMIT")
    desk = Desk(server, tmp_path, "google")
    assert desk.fails()
    assert desk.outcomes == {"quota": 1}
    assert not desk.fails()


def test_a_wrong_key_gives_it_a_long_rest(server: StandIn, tmp_path: Path) -> None:
    server.reply = FAILURES["forbidden"]
    desk = Desk(server, tmp_path)
    assert desk.fails()
    desk.clock.now += REFUSED_PAUSE - 1
    assert not desk.fails()


def test_no_more_calls_a_day_than_are_paid_for(server: StandIn, tmp_path: Path) -> None:
    server.reply = nominatim(LAKE_MARY)
    desks = [Desk(server, tmp_path, calls_per_day=3) for _ in range(2)]  # two processes
    assert [bool(desk.ask()) for desk in (*desks, desks[0])] == [True] * 3
    assert not any(desk.fails() for desk in desks)
    assert len(server.asked) == 3


def test_a_hit_that_left_words_out_says_so(server: StandIn, tmp_path: Path) -> None:
    server.reply = google(LAKE_MARY, is_partial=True)
    assert Desk(server, tmp_path, "google").ask() == (Hit(LAKE_MARY_POINT, is_partial=True),)


def test_no_longer_than_it_may_take(server: StandIn, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path)
    assert not desk.fails(seconds=0.1)
    assert not server.asked


def test_it_waits_for_its_turn_and_no_longer_than_it_may(server: StandIn, tmp_path: Path) -> None:
    server.reply = nominatim(LAKE_MARY)
    desk = Desk(server, tmp_path, rate=0.5)
    assert desk.ask()
    assert desk.ask()
    assert desk.slept == pytest.approx([0, 2])
    desk.clock.now -= 2  # somebody else has the turn
    assert not desk.fails()


def test_a_second_try_takes_a_turn_too(server: StandIn, tmp_path: Path) -> None:
    server.reply = FAILURES["broken"]
    desk = Desk(server, tmp_path, rate=1)
    assert desk.fails()
    assert desk.slept == pytest.approx([0, 1])


def test_threads_keep_to_the_rate(server: StandIn, tmp_path: Path) -> None:
    server.reply = nominatim(LAKE_MARY)
    desk = Desk(server, tmp_path, rate=20)
    turns: list[float] = []
    take = desk.service._pace.take

    def noted(patience: float) -> float | None:
        turn = take(patience)
        turns.extend([turn] if turn else [])
        return turn

    desk.service._pace.take = noted  # type: ignore[method-assign]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: desk.ask(), range(16)))
    assert len(server.asked) == 16
    assert all(b - a >= 0.05 - 1e-6 for a, b in pairwise(sorted(turns)))


def test_the_public_nominatim_is_not_asked_without_a_file_to_keep_the_rate_in(
    server: StandIn, tmp_path: Path
) -> None:
    server.reply = nominatim(LAKE_MARY)
    (tmp_path / "file").write_text("")
    assert not Desk(server, tmp_path / "file", is_public_nominatim=True, rate=1).fails()
    assert Desk(server, tmp_path / "file").ask()
    assert len(server.asked) == 1


@pytest.mark.parametrize("service", KEYED)
def test_neither_key_nor_question_stands_in_the_log(
    server: StandIn, tmp_path: Path, service: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def reply(asked: Asked) -> Reply:
        return Reply(asked.path.encode(), 429)  # a service that repeats what it was asked

    replies: list[Reply | Callable[[Asked], Reply]] = [FAILURES[name] for name in QUICK]
    for server.reply in (*replies, reply, FORMATS[service](LAKE_MARY)):
        desk = Desk(server, tmp_path, service)
        desk.store.run(lambda db: db.execute("DELETE FROM turns"))
        for _ in range(6):
            try:
                desk.ask()
            except Unanswered as error:
                assert KEY not in repr(error.__context__)
    assert any(KEY in asked.path for asked in server.asked)
    assert caplog.records
    assert KEY not in caplog.text
    assert "arker" not in caplog.text
    assert KEY not in repr(desk.service.settings)


def test_it_says_who_asks(server: StandIn, tmp_path: Path) -> None:
    Desk(server, tmp_path, arguments={"user_agent": "Lake Clinics (web@lakeclinics.org)"}).ask()
    assert server.asked[0].headers["User-Agent"] == "Lake Clinics (web@lakeclinics.org)"


def test_it_tells_nothing_else(server: StandIn, tmp_path: Path) -> None:
    Desk(server, tmp_path).ask()
    assert server.asked[0].headers.keys() <= {"User-Agent", "Host", "Accept-Encoding", "Connection"}

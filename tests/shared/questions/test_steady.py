"""A database that is slow, away or broken: memory answers, quickly, and it is counted and told of once."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from invented import clinic, site_with

from locator.errors import StoreError
from locator.model.point import Point
from locator.shared.database.database import Database
from locator.shared.questions import shared_questions
from locator.shared.questions.filling import fill_rows, forget_rows
from locator.shared.questions.shared_questions import SharedQuestions, share_questions
from locator.shared.questions.steady import REST, SILENCE, Outcome, SteadyQuestions, Turns
from locator.site.questions import SnapshotQuestions

if TYPE_CHECKING:
    from locator.shared.database.database import Connection
    from locator.site.questions import Questions
    from locator.site.snapshot import Site

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
HERE = Point(28.5, -81.5)


class Hands:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def site(example: Site) -> Site:
    return site_with(example, clinic("a", point=HERE))


@pytest.fixture
def shared(database: Database, site: Site) -> SharedQuestions:
    database.run(lambda connection: fill_rows(connection, 1, site))
    return share_questions(database, 1, site)


def nearest(questions: Questions) -> tuple[type, list[str]]:
    return type(questions), [near.clinic.id for near in questions.nearest_clinics(HERE, 1)]


def test_the_database_answers_as_long_as_it_can(shared: SharedQuestions) -> None:
    told: list[Outcome] = []
    assert SteadyQuestions(shared, Turns(), told.append).answer(nearest) == (SharedQuestions, ["a"])
    assert told == [Outcome.DATABASE]


def test_a_database_that_is_away_is_left_alone_for_a_while(
    shared: SharedQuestions, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_questions, "WAIT", 0.1)
    away = replace(shared, database=Database("postgresql://nobody@127.0.0.1:1/none"))
    clock = Hands()
    told: list[Outcome] = []
    steady = SteadyQuestions(away, turns := Turns(clock), told.append)
    with caplog.at_level(logging.WARNING, "locator"):
        for _ in range(3):
            assert steady.answer(nearest) == (SnapshotQuestions, ["a"])
        assert told == [Outcome.FAILED, Outcome.SPARED, Outcome.SPARED]
        clock.now = REST
        steady.answer(nearest)
        assert turns.failed == 2
        assert len(caplog.records) == 1
        clock.now = SILENCE
        steady.answer(nearest)
    assert [record.getMessage().count("failure 3") for record in caplog.records] == [0, 1]
    assert SteadyQuestions(shared, turns).answer(nearest)[0] is SnapshotQuestions
    clock.now += REST
    assert SteadyQuestions(shared, turns).answer(nearest)[0] is SharedQuestions


def test_nobody_waits_for_a_table_that_is_locked(
    shared: SharedQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_questions, "PATIENCE", 0.3)
    steady = SteadyQuestions(shared, Turns())
    with shared.database.connect() as connection, connection.transaction():
        connection.execute("LOCK TABLE clinic")
        assert steady.answer(nearest) == (SnapshotQuestions, ["a"])
    assert steady.turns.failed == 1


def test_a_second_question_of_one_visitor_has_what_time_is_left(shared: SharedQuestions) -> None:
    late = replace(shared, deadline=0.0)
    assert SteadyQuestions(shared, Turns()).answer(nearest) == (SharedQuestions, ["a"])
    with pytest.raises(StoreError, match="did not answer in time"):
        late.nearest_clinics(HERE, 1)


def test_tables_that_are_gone_are_no_fault_for_visitors(shared: SharedQuestions) -> None:
    shared.database.run(lambda connection: connection.execute("DROP TABLE clinic"))
    assert SteadyQuestions(shared, Turns()).answer(nearest) == (SnapshotQuestions, ["a"])


def test_a_clinic_that_only_the_database_knows_is_no_fault_for_visitors(
    shared: SharedQuestions, site: Site
) -> None:
    """As while servers are updated, whose programs read one file differently."""
    other = site_with(site, clinic("b", point=Point(28.6, -81.5)))
    steady = SteadyQuestions(replace(shared, site=other), Turns())
    assert steady.answer(nearest) == (SnapshotQuestions, ["b"])
    assert steady.turns.failed == 1


def test_a_fault_of_ours_is_not_hidden(shared: SharedQuestions) -> None:
    with pytest.raises(ZeroDivisionError):
        SteadyQuestions(shared, Turns()).answer(lambda _: 1 / 0)


def test_a_version_whose_rows_are_gone_is_answered_by_memory(shared: SharedQuestions, site: Site) -> None:
    def forget(connection: Connection) -> None:
        fill_rows(connection, 2, site_with(site))
        forget_rows(connection, 2)

    shared.database.run(forget)
    assert SteadyQuestions(shared, Turns()).answer(nearest) == (SnapshotQuestions, ["a"])
    with pytest.raises(StoreError, match="no rows of version 1"):
        shared.nearest_clinics(HERE, 1)


def test_a_version_that_is_forgotten_while_somebody_asks_is_answered_by_memory(
    shared: SharedQuestions, site: Site
) -> None:
    def forget(connection: Connection) -> None:
        fill_rows(connection, 2, site_with(site))
        forget_rows(connection, 2)

    def count(connection: Connection) -> object:
        shared.database.run(forget)
        return connection.execute("SELECT count(*) FROM clinic").fetchone()

    with pytest.raises(StoreError, match="no rows of version 1"):
        shared._run(count)

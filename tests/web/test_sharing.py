"""A store behind the finder and the API: asked in threads, a few at once, and never waited for long."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.shared.questions import shared_questions
from locator.shared.questions.filling import fill_rows
from locator.shared.questions.shared_questions import share_questions
from locator.shared.questions.steady import Outcome, SteadyQuestions, Turns
from locator.site import urls
from locator.web import sharing
from locator.web.api.at_once import answer_at_once
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from locator.shared.database.database import Database
    from locator.site.folder import SiteFolder

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
NEAREST = f"{urls.API_NEAREST}?lat=28.76&lon=-81.32"
PATHS = (NEAREST, f"{urls.API_NEAREST}?q=32114", f"{urls.API_PLACES}?q=lake+m", "/find?q=32114&open=now", "/")


@pytest.fixture
def live(site_folder: SiteFolder) -> Live:
    return Live(site_folder, environ={}, clock=fixed_clock, machine_files=machine_files)


@pytest.fixture
def told(live: Live, database: Database, monkeypatch: pytest.MonkeyPatch) -> Counter[Outcome]:
    """Who has answered, since a store stands behind the site."""
    monkeypatch.setattr(shared_questions, "PATIENCE", 30.0)
    monkeypatch.setattr(shared_questions, "WAIT", 30.0)
    site = live.edition.catalogue.site
    database.run(lambda connection: fill_rows(connection, 1, site))
    told: Counter[Outcome] = Counter()
    shared = share_questions(database, 1, site)
    questions = SteadyQuestions(shared, Turns(), lambda outcome: told.update([outcome]))
    live.edition = replace(live.edition, questions=questions)
    return told


def answers(live: Live) -> list[bytes]:
    client = TestClient(create_app(live))
    return [client.get(path).content for path in PATHS]


def test_the_store_is_asked_for_what_depends_on_the_visitor(live: Live, told: Counter[Outcome]) -> None:
    before = answers(live)
    assert told == {Outcome.DATABASE: 4}
    live.edition = replace(live.edition, questions=None)
    assert answers(live) == before
    assert told == {Outcome.DATABASE: 4}


def test_when_too_many_wait_for_the_store_memory_answers(live: Live, told: Counter[Outcome]) -> None:
    before = answers(live)
    for _ in range(sharing.AT_ONCE):
        assert sharing._places.acquire(blocking=False)
    try:
        assert answers(live) == before
    finally:
        for _ in range(sharing.AT_ONCE):
            sharing._places.release()
    assert told == {Outcome.DATABASE: 4, Outcome.SPARED: 4}
    assert answers(live) == before
    assert told[Outcome.DATABASE] == 8


def test_a_store_that_has_lost_its_tables_is_no_fault(
    live: Live, told: Counter[Outcome], database: Database
) -> None:
    before = answers(live)
    database.run(lambda connection: connection.execute("DROP TABLE clinic, town, town_key"))
    assert answers(live) == before
    assert told == {Outcome.DATABASE: 4, Outcome.FAILED: 1, Outcome.SPARED: 3}


def test_what_has_to_wait_is_left_to_the_application(live: Live, told: Counter[Outcome]) -> None:
    assert answer_at_once(live, NEAREST.encode(), []) is None
    assert answer_at_once(live, urls.API_CLINICS.encode(), []) is not None
    assert not told
    live.edition = replace(live.edition, questions=None)
    assert answer_at_once(live, NEAREST.encode(), []) is not None

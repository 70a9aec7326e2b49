"""A store behind the finder and the API: asked in threads, a few at once, and never waited for long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.shared.questions import shared_questions
from locator.shared.questions.filling import fill_rows
from locator.shared.questions.shared_questions import share_questions
from locator.shared.questions.steady import SteadyQuestions, Turns
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
def turns(live: Live, database: Database, monkeypatch: pytest.MonkeyPatch) -> Turns:
    """Whose turn it is, once a store stands behind the site."""
    monkeypatch.setattr(shared_questions, "PATIENCE", 30.0)
    monkeypatch.setattr(shared_questions, "WAIT", 30.0)
    site = live.edition.catalogue.site
    database.run(lambda connection: fill_rows(connection, 1, site))
    turns = Turns()
    questions = SteadyQuestions(share_questions(database, 1, site), turns)
    live.edition = replace(live.edition, questions=questions)
    return turns


def answers(live: Live) -> list[bytes]:
    client = TestClient(create_app(live))
    return [client.get(path).content for path in PATHS]


def test_the_store_is_asked_for_what_depends_on_the_visitor(live: Live, turns: Turns) -> None:
    told = answers(live)
    assert (turns.answered, turns.failed, turns.spared) == (4, 0, 0)
    live.edition = replace(live.edition, questions=None)
    assert answers(live) == told
    assert turns.answered == 4


def test_when_too_many_wait_for_the_store_memory_answers(live: Live, turns: Turns) -> None:
    told = answers(live)
    for _ in range(sharing.AT_ONCE):
        assert sharing._places.acquire(blocking=False)
    try:
        assert answers(live) == told
    finally:
        for _ in range(sharing.AT_ONCE):
            sharing._places.release()
    assert (turns.answered, turns.spared) == (4, 4)
    assert answers(live) == told
    assert turns.answered == 8


def test_a_store_that_has_lost_its_tables_is_no_fault(live: Live, turns: Turns, database: Database) -> None:
    told = answers(live)
    database.run(lambda connection: connection.execute("DROP TABLE clinic, town, town_key"))
    assert answers(live) == told
    assert (turns.failed, turns.spared) == (1, 3)


def test_what_has_to_wait_is_left_to_the_application(live: Live, turns: Turns) -> None:
    assert answer_at_once(live, NEAREST.encode(), []) is None
    assert answer_at_once(live, urls.API_CLINICS.encode(), []) is not None
    assert turns.answered == 0
    live.edition = replace(live.edition, questions=None)
    assert answer_at_once(live, NEAREST.encode(), []) is not None

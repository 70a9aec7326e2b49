"""/healthz says that the loop turns; /readyz whether visitors should be sent here, and what stands behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from desks import live_at
from stand_in import FAILURES, StandIn
from starlette.testclient import TestClient

from locator.shared.database.database import Database
from locator.shared.questions.filling import fill_rows
from locator.shared.questions.shared_questions import share_questions
from locator.shared.questions.steady import REST, SteadyQuestions, Turns
from locator.web.app import create_app
from locator.web.vitals.figures import LEAVING
from locator.web.vitals.readiness import ANSWERS, LEAVING_NOW, LEFT_ALONE, NOT_USED, STARTING

if TYPE_CHECKING:
    from pathlib import Path

    from locator.web.live import Live

NOTHING = {"database": NOT_USED, "geocoder": NOT_USED}


@pytest.fixture
def live(folder: Path) -> Live:
    return live_at(folder, fixed_clock)


def test_it_lives_before_it_is_ready(live: Live) -> None:
    client = TestClient(create_app(live))
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "reason": STARTING, "behind": NOTHING}
    assert answer.headers["cache-control"] == "no-store"


def test_it_is_ready_when_warm_until_it_leaves(live: Live) -> None:
    client = TestClient(create_app(live))
    live.warm()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "reason": "", "behind": NOTHING}
    live.vitals.set(LEAVING, to=1)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, LEAVING_NOW)
    assert client.get("/healthz").status_code == 200


def test_a_broken_folder_leaves_it_ready(live: Live, folder: Path) -> None:
    live.warm()
    (folder / "site.toml").write_text("no settings", encoding="utf-8")
    assert not live.reload()
    assert TestClient(create_app(live)).get("/readyz").status_code == 200


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_geocoder_that_is_down_is_told_and_leaves_it_ready(folder: Path, server: StandIn) -> None:
    server.reply = FAILURES["forbidden"]
    settings = {"SERVICE": "photon", "DOMAIN": server.domain, "SCHEME": "http"}
    live = live_at(folder, fixed_clock, {f"LOCATOR_GEOCODER_{key}": each for key, each in settings.items()})
    live.warm()
    client = TestClient(create_app(live))
    assert client.get("/readyz").json()["behind"]["geocoder"] == ANSWERS
    client.get("/find?q=145%20East%20Crystal%20Lake%20Avenue%2C%20Lake%20Mary%2C%20FL")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["behind"]["geocoder"] == LEFT_ALONE


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_database_that_is_down_is_told_and_leaves_it_ready(live: Live, database: Database) -> None:
    live.warm()
    site, now = live.edition.catalogue.site, [0.0]
    turns, away = Turns(lambda: now[0]), Database("postgresql://postgres@127.0.0.1:1/site")
    database.run(lambda connection: fill_rows(connection, 1, site))
    client = TestClient(create_app(live))

    def behind(asked: Database) -> str:
        questions = SteadyQuestions(share_questions(asked, 1, site), turns)
        live.edition = replace(live.edition, questions=questions)
        answer = client.get("/readyz")
        assert answer.status_code == 200
        return str(answer.json()["behind"]["database"])

    assert behind(database) == ANSWERS
    assert behind(away) == LEFT_ALONE
    assert behind(database) == LEFT_ALONE
    now[0] += REST
    assert behind(database) == ANSWERS
    away.close()

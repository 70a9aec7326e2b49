"""/healthz says that the loop turns; /readyz whether visitors should be sent here, and what stands behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from conftest import fixed_clock
from desks import live_at
from stand_in import FAILURES, StandIn
from starlette.testclient import TestClient

from locator.errors import StoreError
from locator.shared.questions.steady import SteadyQuestions, Turns
from locator.web.app import create_app
from locator.web.vitals.figures import LEAVING
from locator.web.vitals.readiness import ANSWERS, LEAVING_NOW, LEFT_ALONE, NOT_USED, STARTING

if TYPE_CHECKING:
    from pathlib import Path

    from locator.shared.questions.shared_questions import SharedQuestions
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


def test_a_database_that_is_down_is_told_and_leaves_it_ready(live: Live) -> None:
    live.warm()
    turns = Turns(clock=lambda: 0.0)
    steady = SteadyQuestions(cast("SharedQuestions", None), turns)  # nobody asks it here
    live.edition = replace(live.edition, questions=steady)
    client = TestClient(create_app(live))
    assert client.get("/readyz").json()["behind"]["database"] == ANSWERS
    turns.take_failure(StoreError("away"))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["behind"]["database"]) == (200, LEFT_ALONE)

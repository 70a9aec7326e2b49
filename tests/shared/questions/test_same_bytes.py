"""Served from a database or from memory: finder and API answer with the same bytes."""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, fixed_clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from locator.publish.machine import machine_files
from locator.shared.questions.filling import fill_rows
from locator.shared.questions.shared_questions import share_questions
from locator.shared.questions.steady import Outcome, SteadyQuestions, Turns
from locator.site import urls
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.shared.database.database import Database

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

with (ROOT / "tests" / "data" / "location_queries.csv").open(encoding="utf-8") as file:
    QUERIES = [row["query"] for row in csv.DictReader(file)]
WISHES = st.fixed_dictionaries(
    {},
    optional={
        "limit": st.integers(1, 50),
        "treatment": st.sampled_from(["acupuncture", "back-pain-treatment"]),
        "insurance": st.sampled_from(["sample-mutual", "placeholder-choice"]),
        "language": st.sampled_from(["spanish", "portuguese"]),
        "accessible": st.sampled_from(["true", "false"]),
        "accepting_new_patients": st.just("true"),
        "open_at": st.sampled_from(["now", "2026-12-25T10:00:00-05:00"]),
        "max_distance_km": st.sampled_from([1, 20, 300]),
    },
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "treatment": st.sampled_from(["acupuncture", "physical-therapy"]),
        "insurance": st.sampled_from(["sample-mutual", "placeholder-choice"]),
        "language": st.sampled_from(["spanish", "portuguese", "klingon"]),
        "open": st.just("now"),
        "accessible": st.just("yes"),
        "radius": st.sampled_from([5, 100, 500]),
        "page": st.sampled_from([2]),
    },
)
some = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


class Both:
    """The same folder served twice."""

    def __init__(self, folder: str, store: Database, version: int) -> None:
        self.memory, self.shared = (self._live(folder) for _ in range(2))
        site = self.shared.edition.catalogue.site
        store.run(lambda connection: fill_rows(connection, version, site))
        self.told: set[Outcome] = set()
        questions = SteadyQuestions(share_questions(store, version, site), Turns(), self.told.add)
        self.shared.edition = replace(self.shared.edition, questions=questions)
        self._clients = [TestClient(create_app(live)) for live in (self.memory, self.shared)]

    @staticmethod
    def _live(folder: str) -> Live:
        return Live(SiteFolder(ROOT / folder), environ={}, clock=fixed_clock, machine_files=machine_files)

    def get(self, path: str, **params: Any) -> bytes:
        memory, shared = (client.get(path, params=params) for client in self._clients)
        assert (shared.status_code, shared.headers) == (memory.status_code, memory.headers)
        assert shared.content == memory.content
        return shared.content


@pytest.fixture(scope="module", params=["", "examples/florida"])
def both(request: pytest.FixtureRequest, store: Database) -> Iterator[Both]:
    both = Both(request.param, store, next(VERSIONS))
    yield both
    assert both.told == {Outcome.DATABASE}


@some
@given(query=st.sampled_from(QUERIES), wishes=WISHES)
def test_the_nearest_by_name(both: Both, query: str, wishes: dict[str, object]) -> None:
    both.get(urls.API_NEAREST, q=query, **wishes)


@some
@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180), wishes=WISHES)
def test_the_nearest_by_position(both: Both, lat: float, lon: float, wishes: dict[str, object]) -> None:
    both.get(urls.API_NEAREST, lat=f"{lat:.6f}", lon=f"{lon:.6f}", **wishes)


@some
@given(query=st.sampled_from(QUERIES), choices=CHOICES, finder=st.sampled_from(["/find", "/es/buscar"]))
def test_the_finder(both: Both, query: str, choices: dict[str, object], finder: str) -> None:
    both.get(finder, q=query, **choices)


NAMES = [*QUERIES, "Daytona Beach", "DeLand", "Lake Mary", "St. Augustine", "New Smyrna Beach"]
VERSIONS = count(1)
SLIPS = ["", "", "x", "e", "_", "%"]


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(NAMES), end=st.integers(1, 14), at=st.integers(0, 13), slip=st.sampled_from(SLIPS)
)
def test_places_while_typing(both: Both, name: str, end: int, at: int, slip: str) -> None:
    typed = name[:end]
    both.get(urls.API_PLACES, q=typed[:at] + slip + typed[at + 1 :] if slip else typed, limit=5)

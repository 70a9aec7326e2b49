"""/metrics: every figure as Prometheus reads it, for those who may, and nothing of anybody in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, fixed_clock
from desks import live_at
from prometheus_client.parser import text_string_to_metric_families
from stand_in import LAKE_MARY, StandIn, nominatim
from starlette.testclient import TestClient

from locator.geo.services.service import Outcome
from locator.web.app import create_app
from locator.web.entrance.entrance import Entrance
from locator.web.vitals.figure import Sort
from locator.web.vitals.figures import FIGURES, OUTCOMES
from locator.web.vitals.routes import TOKEN_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TOKEN = "a token that nobody guesses"
BEARER = {"authorization": f"Bearer {TOKEN}"}
Figures = dict[tuple[str, tuple[str, ...]], float]


def client_of(
    folder: Path, environ: Mapping[str, str] | None = None, *, address: str = "127.0.0.1"
) -> TestClient:
    live = live_at(folder, fixed_clock, environ)
    client = TestClient(
        Entrance(create_app(live), live),
        base_url="https://clinics.example",
        client=(address, 50_000),
        follow_redirects=False,
        raise_server_exceptions=False,
    )
    client.live = live  # type: ignore[attr-defined]
    return client


def figures(client: TestClient) -> Figures:
    """Every number, by the name and the values of its labels."""
    answer = client.get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_what_happens_is_counted(folder: Path) -> None:
    client = client_of(folder)
    before = figures(client)
    for path in (
        "/back-pain-treatment/fl/lake-mary/",
        "/find?q=32746",  # near
        "/find?q=Key%20West%2C%20FL",  # outside
        "/find?q=51.5%2C-0.1",  # outside
        "/find?q=Springfield",  # ambiguous
        "/find?q=zzqqxx",  # nothing
        "/find?q=zzqqxx&page=2",  # the same search
        "/find",  # none at all
        "/api/v1/nearest?q=32746",
        "/api/v1/nearest?q=zzqqxx",
        "/no/such/page/",
    ):
        client.get(path)
    client.post("/find", data={"lat": "28.76", "lon": "-81.34"})
    now = figures(client)
    grown = {key: now[key] - before[key] for key in now if now[key] != before[key] and "second" not in key[0]}
    assert {key: number for key, number in grown.items() if "bucket" not in key[0]} == {
        ("locator_requests_total", ("landing", "2xx")): 1,
        ("locator_requests_total", ("finder", "2xx")): 8,
        ("locator_requests_total", ("api", "2xx")): 1,
        ("locator_requests_total", ("api", "4xx")): 1,
        ("locator_requests_total", ("elsewhere", "4xx")): 1,
        ("locator_requests_total", ("watch", "2xx")): 1,
        ("locator_rendered_pages_total", ()): 10,
        ("locator_searches_total", ("finder", "near")): 2,
        ("locator_searches_total", ("finder", "outside")): 2,
        ("locator_searches_total", ("finder", "ambiguous")): 1,
        ("locator_searches_total", ("finder", "nothing")): 1,
        ("locator_searches_total", ("api", "place")): 1,
        ("locator_searches_total", ("api", "nothing")): 1,
    }
    assert now["locator_requests_in_flight", ()] == 1  # this one
    assert now["locator_answer_seconds_count", ()] - before["locator_answer_seconds_count", ()] == 13
    assert now["locator_answer_seconds_sum", ()] > before["locator_answer_seconds_sum", ()]
    assert now["locator_rendering_seconds_total", ()] > 0


def test_a_fault_of_ours_is_counted(folder: Path) -> None:
    client = client_of(folder)
    client.live.edition.catalogue.pages["/fault/"] = lambda: 1 / 0  # type: ignore[attr-defined]
    assert client.get("/fault/").status_code == 500
    assert figures(client)["locator_requests_total", ("about", "5xx")] == 0
    assert sum(n for (name, labels), n in figures(client).items() if labels[1:] == ("5xx",)) == 1


def test_what_the_entrance_refuses_is_counted(folder: Path) -> None:
    client = client_of(folder, {"LOCATOR_LIMITS_FINDER": "1", TOKEN_VARIABLE: TOKEN}, address="203.0.113.7")
    client.get("/", headers={"host": "evil.example"})
    statuses = [client.get("/find?q=32746").status_code for _ in range(2)]
    now = figures(client)
    assert now["locator_requests_total", ("home", "4xx")] == 1
    assert statuses == [200, 429]
    assert now["locator_rate_limited_total", ("finder",)] == 1


def test_reloads_and_problems_are_counted(folder: Path) -> None:
    client = client_of(folder)
    live = client.live  # type: ignore[attr-defined]
    assert figures(client)["locator_problems", ("error",)] == 0
    assert figures(client)["locator_pages", ()] == len(live.edition.catalogue.pages)
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Xyzzyville,FL\n")
    assert live.reload()
    assert figures(client)["locator_problems", ("error",)] == 1
    (folder / "site.toml").write_text("no settings", encoding="utf-8")
    assert not live.reload()
    now = figures(client)
    assert (now["locator_reloads_total", ("served",)], now["locator_reloads_total", ("kept",)]) == (1, 1)
    assert now["locator_edition_age_seconds", ()] == 0  # by a clock that stands


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_geocoder_is_watched(folder: Path, server: StandIn) -> None:
    server.reply = nominatim(LAKE_MARY)
    settings = {"SERVICE": "nominatim", "DOMAIN": server.domain, "SCHEME": "http"}
    client = client_of(folder, {f"LOCATOR_GEOCODER_{key}": value for key, value in settings.items()})
    client.get("/find?q=145%20East%20Crystal%20Lake%20Avenue%2C%20Lake%20Mary%2C%20FL")
    now = figures(client)
    assert now["locator_geocoder_calls_total", ("found",)] == 1
    assert now["locator_geocoder_seconds_count", ()] == 1


def test_outcomes_are_those_of_the_geocoders() -> None:
    assert set(OUTCOMES) == set(Outcome)


def test_every_figure_is_told_with_its_type(folder: Path) -> None:
    families = list(text_string_to_metric_families(client_of(folder).get("/metrics").text))
    told = {family.name.removesuffix("_total"): (family.type, family.documentation) for family in families}
    assert told == {each.name.removesuffix("_total"): (each.sort, each.says) for each in FIGURES}
    assert all(each.name.startswith("locator_") for each in FIGURES)


def test_every_figure_is_described_and_no_other() -> None:
    told = (ROOT / "docs/how-to/watch-a-server.md").read_text(encoding="utf-8")
    rows = [line for line in told.splitlines() if line.startswith("| `locator_")]
    cells = [(row.split("|")[1], row.split("|")[2]) for row in rows]
    described = {
        name: set(re.findall(r"`(\w+)`", labels))
        for names, labels in cells
        for name in re.findall(r"`(\w+)`", names)
    }
    assert described == {
        each.name: {"le"} if each.sort is Sort.HISTOGRAM else set(each.labels) for each in FIGURES
    }
    words = {word for each in FIGURES for values in each.labels.values() for word in values}
    assert sorted(word for word in words - {"3xx", "4xx"} if f"`{word}`" not in told) == []


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("::ffff:127.0.0.1", {}, 200),
        ("10.1.2.3", {}, 200),
        ("203.0.113.7", {}, 404),
        ("2001:db8::1", {}, 404),
        ("testclient", {}, 404),
        ("", {}, 404),
        ("127.0.0.1", {"x-forwarded-for": "127.0.0.1"}, 404),  # whoever the proxy asks for
        ("10.1.2.3", {"forwarded": "for=10.1.2.3"}, 404),
        ("203.0.113.7", BEARER, 200),
        ("127.0.0.1", BEARER | {"x-forwarded-for": "203.0.113.7"}, 200),
        ("203.0.113.7", {"authorization": f"bearer {TOKEN}"}, 200),
        ("203.0.113.7", {"authorization": f"Basic {TOKEN}"}, 404),
        ("203.0.113.7", {"authorization": "Bearer another"}, 404),
        ("203.0.113.7", {"authorization": "Bearer"}, 404),
    ],
)
def test_only_those_who_may_read_them(
    address: str, headers: Mapping[str, str], status: int, folder: Path
) -> None:
    more = {TOKEN_VARIABLE: TOKEN, "LOCATOR_METRICS_READERS": "10.0.0.0/8"}
    answer = client_of(folder, more, address=address).get("/metrics", headers=headers)
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    assert ("locator_" in answer.text) is (status == 200)


@pytest.mark.parametrize("token", ["", "short"])
def test_no_token_opens_nothing(token: str, folder: Path) -> None:
    client = client_of(folder, {TOKEN_VARIABLE: token}, address="203.0.113.7")
    assert client.get("/metrics", headers={"authorization": f"Bearer {token}"}).status_code == 404

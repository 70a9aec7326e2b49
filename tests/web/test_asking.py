"""A visitor's words over the web: a geocoder betters the answer, and its faults never show."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import lxml.html
import pytest
from conftest import fixed_clock
from stand_in import EMPTY, FAILURES, LAKE_MARY, QUICK, Asked, Reply, StandIn, nominatim
from starlette.testclient import TestClient

import locator
from locator.geo.services.known import OSM
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.site.queries.search import find_place
from locator.web import asking
from locator.web.api.at_once import answer_at_once
from locator.web.app import create_app
from locator.web.asking import AT_ONCE, understand
from locator.web.live import Live

if TYPE_CHECKING:
    from locator.site.queries.answer import Answer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

PACKAGE = Path(locator.__file__).parent
TEXT = "145 Crystal Lake Ave, Lake Mary, FL 32746"
QUERY = TEXT.lower()


@pytest.fixture
def live(folder: Path, server: StandIn) -> Live:
    server.reply = nominatim(LAKE_MARY)
    with (folder / "site.toml").open("a") as file:
        file.write(f'\n[geocoder]\nservice = "nominatim"\ndomain = "{server.domain}"\nscheme = "http"\n')
    return Live(SiteFolder(folder), environ={}, clock=fixed_clock, machine_files=machine_files)


@pytest.fixture
def client(live: Live) -> TestClient:
    return TestClient(create_app(live))


def asked(live: Live, text: str = TEXT) -> Answer:
    return asyncio.run(understand(live, text))


def page(client: TestClient, text: str = TEXT) -> lxml.html.HtmlElement:
    response = client.get("/find", params={"q": text})
    assert response.status_code == 200
    return lxml.html.document_fromstring(response.text)


def words(document: lxml.html.HtmlElement) -> str:
    return " ".join(document.xpath("//main")[0].text_content().split())


def test_the_page_says_who_was_asked_and_whose_data_it_is(client: TestClient, server: StandIn) -> None:
    document = page(client)
    said = words(document)
    assert f"We asked Nominatim at {server.domain} where this is: near Lake Mary, FL." in said
    assert "It learned the place that you typed, not who you are." in said
    assert "from the middle of" not in said
    assert f"of {TEXT}" in said
    assert document.xpath(f"//main//a[@href='{OSM.url}']/text()") == [OSM.name]
    assert [each.query["q"] for each in server.asked] == [QUERY]


def test_the_second_time_nobody_is_asked(client: TestClient, server: StandIn) -> None:
    page(client)
    document = page(client)
    assert "We know this place from an earlier search: near Lake Mary, FL." in words(document)
    assert "We asked" not in words(document)
    assert document.xpath(f"//main//a[@href='{OSM.url}']")
    assert len(server.asked) == 1


@pytest.mark.parametrize("failure", [*QUICK, "nothing"])
def test_a_fault_costs_nothing_that_is_known_without(
    client: TestClient, server: StandIn, failure: str
) -> None:
    server.reply = FAILURES.get(failure, EMPTY["nominatim"])
    said = words(page(client))
    assert "of 32746 Lake Mary, FL" in said
    assert "where this is: without an answer." in said
    assert "Distances are from the middle of ZIP code 32746" in said


def test_without_an_answer_there_is_still_a_way_on(client: TestClient, server: StandIn) -> None:
    server.reply = EMPTY["nominatim"]
    said = words(page(client, "Epcot Spaceship"))
    assert "We could not find “Epcot Spaceship”" in said
    assert "We asked" in said


def test_several_places_are_a_choice(client: TestClient, server: StandIn) -> None:
    spots = ("Main Street, Sanford", 28.80, -81.27), ("Main Street, Tampa", 27.95, -82.46)
    server.reply = nominatim(*spots)
    document = page(client, "12 Main Street")
    assert "Which of these places?" in words(document)
    links = document.xpath("//ul[contains(@class, 'loc-choices')]//a/text()")
    assert links[:2] == ["12 Main Street, Sanford, FL", "12 Main Street, Tampa, FL"]


def test_the_api_says_it_too(client: TestClient, server: StandIn) -> None:
    data = client.get("/api/v1/nearest", params={"q": TEXT}).json()
    assert data["origin"] == {"name": TEXT, "lat": LAKE_MARY[1], "lon": LAKE_MARY[2]}
    assert data["understood"]["how"] == "address"
    assert data["understood"]["asked"] == [f"Nominatim at {server.domain}"]
    assert data["understood"]["attribution"] == OSM.name
    assert client.get("/api/v1/nearest?lat=28.7&lon=-81.3").status_code == 200
    assert len(server.asked) == 1


def test_towns_and_zips_are_told_to_nobody(client: TestClient, server: StandIn) -> None:
    for text in ("Lake Mary, FL", "32746", "Springfield", "28.7,-81.3", "99.1,200", " "):
        page(client, text)
    assert not server.asked


def test_what_is_typed_letter_by_letter_is_told_to_nobody(client: TestClient, server: StandIn) -> None:
    """Rule C24: no autocomplete. Only whole questions have a way to the geocoder."""
    for end in range(1, len(TEXT), 7):
        assert client.get("/api/v1/places", params={"q": TEXT[:end]}).status_code == 200
    assert not server.asked
    users = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "queries.geocoding import" in path.read_text()
    }
    assert users == {"web/asking.py", "commands/nearest.py"}


def test_who_has_to_wait_is_not_answered_before_the_application(live: Live, server: StandIn) -> None:
    url = b"/api/v1/nearest?q="
    assert answer_at_once(live, url + quote(TEXT).encode(), []) is None
    assert answer_at_once(live, url + b"32746", [])
    assert not server.asked


def test_coordinates_off_the_globe_are_told(client: TestClient) -> None:
    assert "is not on the globe" in words(page(client, "99.1,200"))
    assert client.get("/api/v1/nearest?q=99.1,200").status_code == 422


def test_it_is_asked_off_the_event_loop(live: Live, server: StandIn) -> None:
    """While a service takes its time, the loop serves others."""
    answering = threading.Event()

    def reply(_: Asked) -> Reply:
        answering.wait(timeout=30)
        return nominatim(LAKE_MARY)

    async def visit() -> Answer:
        visit = asyncio.ensure_future(understand(live, TEXT))
        while not server.asked:  # the loop goes round
            await asyncio.sleep(0)
        answering.set()
        return await visit

    server.reply = reply
    assert asyncio.run(visit()).origin


def test_who_comes_when_all_places_are_taken_is_answered_without(live: Live, server: StandIn) -> None:
    for _ in range(AT_ONCE):
        assert asking._places.acquire(blocking=False)
    try:
        assert asked(live) == find_place(live.edition.catalogue.site, TEXT)
    finally:
        for _ in range(AT_ONCE):
            asking._places.release()
    assert not server.asked
    assert asked(live).asked


def test_a_finder_that_stumbles_costs_nothing(
    live: Live, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(query: str) -> None:
        raise RuntimeError(query)

    assert live.address_finder
    monkeypatch.setattr(live.address_finder, "find", stumble)
    assert asked(live) == find_place(live.edition.catalogue.site, TEXT)
    assert "RuntimeError" in caplog.text
    assert "crystal" not in caplog.text.lower()


def test_a_finder_that_takes_too_long_is_not_waited_for(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(_: str) -> None:
        release.wait(timeout=30)
        raise RuntimeError

    async def visit() -> Answer:
        answer = await understand(live, TEXT)
        release.set()
        return answer

    assert live.address_finder
    monkeypatch.setattr(live.address_finder, "find", hang)
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    monkeypatch.setattr(asking, "GRACE", 0.05)
    answer = asyncio.run(visit())
    assert answer.origin
    assert answer.asked == (live.address_finder.settings.primary.title,)


def test_geocoders_that_never_let_go_leave_the_threads_that_read_the_folder(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, began = threading.Event(), threading.Barrier(AT_ONCE + 1)

    def hang(_: str) -> None:
        began.wait(timeout=30)
        release.wait(timeout=30)
        raise RuntimeError

    async def visits() -> tuple[Answer, bool]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        waiting = [asyncio.create_task(understand(live, TEXT)) for _ in range(AT_ONCE)]
        await asyncio.to_thread(began.wait, 30)
        answer = await understand(live, TEXT)  # one too many
        reloaded = await asyncio.to_thread(live.reload)
        release.set()
        await asyncio.gather(*waiting)
        return answer, reloaded

    assert live.address_finder
    monkeypatch.setattr(live.address_finder, "find", hang)
    answer, is_reloaded = asyncio.run(visits())
    assert answer.origin
    assert not answer.asked
    assert is_reloaded


def test_a_reload_keeps_the_finder_unless_its_settings_changed(live: Live, folder: Path) -> None:
    finder = live.address_finder
    assert live.reload()
    assert live.address_finder is finder
    path = folder / "site.toml"
    path.write_text(path.read_text() + "timeout = 1\n")
    assert live.reload()
    assert live.address_finder is not finder
    path.write_text(path.read_text().partition("[geocoder]")[0])
    assert live.reload()
    assert live.address_finder is None


def test_a_mistake_in_the_table_keeps_the_last_good_site(live: Live, folder: Path) -> None:
    finder, path = live.address_finder, folder / "site.toml"
    path.write_text(path.read_text() + 'api_key = "sk-secret"\n')
    assert not live.reload()
    assert live.address_finder is finder
    assert "sk-secret" not in " ".join(map(str, live.problems))


def test_nothing_that_was_typed_stands_in_the_log_or_the_folder(
    client: TestClient, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "locator")
    caplog.set_level("DEBUG", "geopy")
    page(client, "145 Markerplanted Ave, Lake Mary, FL 32746")
    client.get("/api/v1/nearest", params={"q": "146 Markerplanted Ave, Lake Mary, FL 32746"})
    assert "arkerplanted" not in caplog.text
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.parent.name == ".locator" for path in files)
    assert not any(b"arkerplanted" in path.read_bytes() for path in files)

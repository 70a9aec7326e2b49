"""The chain: what is remembered, then the first service, then the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from stand_in import EMPTY, FAILURES, LAKE_MARY, QUICK, SLOW, StandIn, nominatim, photon

from locator.geo.services.address_finder import AddressFinder, FoundAddress, open_address_finder
from locator.geo.services.hit import Hit
from locator.geo.services.known import OSM
from locator.model.geocoder_settings import GeocoderSettings
from locator.model.point import Point

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

MARKER = "145 Marker Street, Lake Mary"
HIT = Hit(Point(28.75789, -81.32014))


@pytest.fixture
def other() -> Iterator[StandIn]:
    stand_in = StandIn()
    stand_in.reply = photon(LAKE_MARY)
    yield stand_in
    stand_in.close()


@pytest.fixture
def finder(server: StandIn, other: StandIn, tmp_path: Path) -> AddressFinder:
    primary = server.settings("nominatim", credit=OSM)
    return open_address_finder(GeocoderSettings(primary, other.settings("photon")), tmp_path)


def test_an_answer_is_asked_for_once(server: StandIn, finder: AddressFinder) -> None:
    server.reply = nominatim(LAKE_MARY)
    assert finder.find(MARKER) == FoundAddress((HIT,), ("Nominatim",), OSM)
    assert finder.find(MARKER.upper()) == FoundAddress((HIT,), (), OSM)
    assert len(server.asked) == 1


def test_another_process_remembers_it_too(server: StandIn, finder: AddressFinder, tmp_path: Path) -> None:
    server.reply = nominatim(LAKE_MARY)
    finder.find(MARKER)
    assert open_address_finder(finder.settings, tmp_path).find(MARKER).hits == (HIT,)
    assert len(server.asked) == 1


def test_an_empty_answer_is_an_answer_but_not_remembered(
    server: StandIn, other: StandIn, finder: AddressFinder
) -> None:
    server.reply = EMPTY["nominatim"]
    assert finder.find(MARKER).hits == ()
    assert finder.find(MARKER).hits == ()
    assert len(server.asked) == 2
    assert not other.asked  # who pays for two services does not want two to say "no"


@pytest.mark.parametrize("failure", QUICK)
def test_a_failure_is_not_remembered_and_the_other_is_asked(
    server: StandIn, other: StandIn, finder: AddressFinder, failure: str
) -> None:
    server.reply = FAILURES[failure]
    other.reply = FAILURES["garbage"]
    assert finder.find(MARKER) == FoundAddress(asked=("Nominatim", "Photon"))
    other.reply = photon(LAKE_MARY)
    found = finder.find(MARKER)
    assert found.hits == (HIT,)
    assert found.asked[-1] == "Photon"


@pytest.mark.parametrize("failure", sorted(SLOW))
def test_a_service_that_hangs_leaves_time_for_the_other(
    server: StandIn, other: StandIn, tmp_path: Path, failure: str
) -> None:
    server.reply = FAILURES[failure]
    services = server.settings(timeout=3.0), other.settings("photon")
    found = open_address_finder(GeocoderSettings(*services), tmp_path).find(MARKER)
    assert found == FoundAddress((HIT,), ("Nominatim", "Photon"))


def test_a_service_at_rest_is_not_said_to_have_been_asked(server: StandIn, finder: AddressFinder) -> None:
    server.reply = FAILURES["quota"]
    assert finder.find(MARKER).asked == ("Nominatim", "Photon")
    assert finder.find("another street, Lake Mary").asked == ("Photon",)


def test_all_calls_are_counted(server: StandIn, finder: AddressFinder) -> None:
    server.reply = FAILURES["quota"]
    finder.find(MARKER)
    counts = {(calls.service.partition("@")[0], calls.outcome): n for calls, n in finder.calls().items()}
    assert counts == {("nominatim", "quota"): 1, ("photon", "found"): 1}


def test_no_file_holds_the_question_or_where_it_is(
    server: StandIn, finder: AddressFinder, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    server.reply = nominatim(LAKE_MARY)
    assert finder.find(MARKER).hits
    files = list((tmp_path / ".locator").iterdir())
    assert len(files) > 1
    for planted in (b"arker", b"Lake", b"28.75", b"81.32"):
        assert not any(planted in path.read_bytes() for path in files)
        assert planted.decode() not in caplog.text


def test_two_services_of_one_kind_are_told_apart(server: StandIn, other: StandIn, tmp_path: Path) -> None:
    server.reply = FAILURES["quota"]
    other.reply = nominatim(LAKE_MARY)
    services = server.settings(title="Ours"), other.settings(title="Theirs", credit=OSM)
    finder = open_address_finder(GeocoderSettings(*services), tmp_path)
    assert finder.find(MARKER) == FoundAddress((HIT,), ("Ours", "Theirs"), OSM)
    assert finder.find(MARKER) == FoundAddress((HIT,), (), OSM)
    assert len(finder.calls()) == 2


def test_an_unusable_folder_costs_the_memory_and_no_answer(server: StandIn, tmp_path: Path) -> None:
    (tmp_path / ".locator").write_text("a file where a folder should be")
    server.reply = nominatim(LAKE_MARY)
    finder = open_address_finder(GeocoderSettings(server.settings()), tmp_path)
    assert finder.find(MARKER).hits == (HIT,)
    assert finder.find(MARKER).hits == (HIT,)
    assert len(server.asked) == 2

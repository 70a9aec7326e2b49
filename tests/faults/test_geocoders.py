"""A geocoder that hangs, drips, answers garbage or refuses, while visitors ask for street addresses."""

from __future__ import annotations

import signal
from itertools import count, cycle
from typing import TYPE_CHECKING

import pytest
from crowd import Wish, mixed
from processes import served
from stand_in import FAILURES, StandIn

from faults.figures import broken
from faults.room import small, until_new, until_ready, workers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = '[geocoder]\nservice = "nominatim"\ndomain = "{}"\nscheme = "http"\n'
# New workers for each, which have not learnt that it fails; 429 comes last, for it is remembered on disk.
ORDER = (("hangs",), ("drips",), ("garbage", "broken", "breaks off", "deep", "huge"), ("quota",))


def addresses(number: int) -> Iterator[Wish]:
    """Two visitors ask for streets, ever others; all others for what they always ask for."""
    if number > 1:
        yield from mixed(number)
    for house in count(1):
        yield Wish(f"/find?q={house}{number}+Crystal+Lake+Avenue,+Lake+Mary,+FL")


@pytest.fixture
def geocoder() -> Iterator[StandIn]:
    stand_in = StandIn()
    yield stand_in
    stand_in.close()


def test_geocoders_that_fail(geocoder: StandIn, tmp_path: Path) -> None:
    folder = small(tmp_path / "site")
    with (folder / "site.toml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS.format(geocoder.domain))
    with served(folder, tmp_path, "--workers", "2") as server:
        until_ready(server)
        for failures in ORDER:
            asked, first = len(geocoder.asked), workers(server)
            replies = cycle(FAILURES[failure] for failure in failures)
            geocoder.reply = lambda _: next(replies)  # noqa: B023
            with broken(f"a geocoder: {', '.join(failures)}", server, wishes=addresses) as fault:
                fault.last(1)
            assert len(geocoder.asked) > asked
            server.process.send_signal(signal.SIGHUP)
            until_new(server, first)
        assert "Traceback" not in server.errors.read_text()

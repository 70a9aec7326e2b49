"""Every call is counted, for all processes together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from locator.geo.services.memory import SCHEMA
from locator.geo.services.tally import KEPT_DAYS, Calls, Tally
from locator.store import Store

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_calls_are_counted_by_day_service_and_outcome(tmp_path: Path) -> None:
    path = tmp_path / "geocoder.sqlite"
    tally = Tally(Store(path, SCHEMA), clock=NOON.timestamp)
    for outcome in ("found", "found", "quota"):
        tally.count("google", outcome)
    Tally(Store(path, SCHEMA), clock=NOON.timestamp).count("google", "found")
    assert (tally.of_today("google"), tally.of_today("here")) == (4, 0)
    assert tally.counts() == {
        Calls("2026-11-23", "google", "found"): 3,
        Calls("2026-11-23", "google", "quota"): 1,
    }


def test_old_days_are_dropped(tmp_path: Path) -> None:
    store = Store(tmp_path / "geocoder.sqlite", SCHEMA)
    Tally(store, clock=NOON.timestamp).count("google", "found")
    later = NOON + timedelta(days=KEPT_DAYS + 1)
    tally = Tally(store, clock=later.timestamp)
    tally.count("google", "found")
    assert [calls.day for calls in tally.counts()] == [later.date().isoformat()]


def test_without_a_usable_file_this_process_counts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    tally = Tally(Store(tmp_path / "file" / "x", SCHEMA), clock=NOON.timestamp)
    tally.count("google", "found")
    tally.count("google", "found")
    assert tally.counts() == {Calls("2026-11-23", "google", "found"): 2}
    assert tally.of_today("google") == 2

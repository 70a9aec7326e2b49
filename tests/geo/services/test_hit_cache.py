"""Answers are kept for a while, sealed, and only good ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.geo.services.hit import Hit
from locator.geo.services.hit_cache import DAY, HitCache, Kept
from locator.geo.services.memory import SCHEMA
from locator.model.point import Point
from locator.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = Kept("nominatim", (Hit(Point(28.75789, -81.32014)), Hit(Point(28.1, -81.2), is_partial=True)))
QUERY = "145 Marker Street, Lake Mary"


@dataclass
class Clock:
    now: float = 20_000.0 * DAY

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "geocoder.sqlite", SCHEMA)
    yield store
    store.close()


def bytes_of(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(store.path.parent.iterdir()))


def test_what_is_kept_is_found_however_it_is_written(store: Store) -> None:
    cache = HitCache(store, scope="a", days=180)
    assert cache.find(QUERY) is None
    cache.keep(QUERY, KEPT)
    assert cache.find(QUERY) == KEPT
    assert cache.find("  145 MARKER street  lake, mary ") == KEPT
    assert cache.find("146 Marker Street, Lake Mary") is None


def test_answers_of_other_services_are_not_its_own(store: Store) -> None:
    HitCache(store, scope="nominatim", days=180).keep(QUERY, KEPT)
    assert HitCache(store, scope="google", days=180).find(QUERY) is None


def test_an_empty_answer_is_never_kept(store: Store) -> None:
    cache = HitCache(store, scope="a", days=180)
    cache.keep(QUERY, Kept("nominatim", ()))
    assert store.run(lambda db: db.execute("SELECT count(*) FROM answers").fetchone()) == (0,)


def test_an_answer_ages(store: Store) -> None:
    clock = Clock()
    cache = HitCache(store, scope="a", days=180, clock=clock)
    cache.keep(QUERY, KEPT)
    clock.now += 179 * DAY
    assert cache.find(QUERY) == KEPT
    clock.now += DAY
    assert cache.find(QUERY) is None
    cache.keep("another", KEPT)  # and the old row goes
    assert store.run(lambda db: db.execute("SELECT count(*) FROM answers").fetchone()) == (1,)


def test_no_days_keep_nothing(store: Store) -> None:
    cache = HitCache(store, scope="a", days=0)
    cache.keep(QUERY, KEPT)
    assert cache.find(QUERY) is None
    assert not store.path.exists()


def test_the_newest_rows_are_kept(store: Store) -> None:
    clock = Clock()
    cache = HitCache(store, scope="a", days=180, max_rows=3, clock=clock)
    for number in range(6):
        clock.now += DAY
        cache.keep(f"{number} Main", KEPT)
    assert [cache.find(f"{number} Main") is not None for number in range(6)] == [False] * 3 + [True] * 3


def test_the_file_tells_neither_question_nor_answer(store: Store) -> None:
    HitCache(store, scope="a", days=180).keep(QUERY, KEPT)
    assert store.secret is not None
    written = bytes_of(store)
    store.close()
    for text in (written, bytes_of(store)):
        for planted in (b"Marker", b"marker", b"28.7", b"81.3", b"Lake", b"lake"):
            assert planted not in text.replace(store.secret, b"")


def test_the_same_answer_looks_different_each_time(store: Store) -> None:
    cache = HitCache(store, scope="a", days=180)
    sealed = set()
    for _ in range(3):
        cache.keep(QUERY, KEPT)
        sealed.add(store.run(lambda db: db.execute("SELECT sealed FROM answers").fetchone()))
    assert len(sealed) == 3


@pytest.mark.parametrize("sealed", [b"", b"short", b"\x00" * 200, "text", 7])
def test_a_damaged_row_is_no_answer(store: Store, sealed: object) -> None:
    cache = HitCache(store, scope="a", days=180)
    cache.keep(QUERY, KEPT)
    store.run(lambda db: db.execute("UPDATE answers SET sealed = ?", (sealed,)))
    assert cache.find(QUERY) is None


def test_without_a_usable_file_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = HitCache(Store(tmp_path / "file" / "geocoder.sqlite", SCHEMA), scope="a", days=180)
    cache.keep(QUERY, KEPT)
    assert cache.find(QUERY) is None


points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
hits = st.lists(st.builds(Hit, points, st.booleans()), min_size=1, max_size=8).map(tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(query=st.text(max_size=100), kept=st.builds(Kept, st.text(max_size=20), hits))
def test_any_answer_comes_back_as_it_was(store: Store, query: str, kept: Kept) -> None:
    cache = HitCache(store, scope="law", days=180)
    cache.keep(query, kept)
    assert cache.find(query) == kept

"""Rows by version: only what changed is written, and an older version goes on getting its answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import clinic, site_with
from random_sites import PLACES, filters, points, sites

from locator.errors import StoreError
from locator.model.point import Point
from locator.shared.questions.filling import fill_rows, forget_rows, is_filled
from locator.shared.questions.shared_questions import share_questions
from locator.site.filters import Filters
from locator.site.questions import SnapshotQuestions

if TYPE_CHECKING:
    from engines import Engine

    from locator.shared.database.database import Database
    from locator.site.snapshot import Site

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
MOVED = Point(28.9, -81.3)


def fill(database: Database, version: int, site: Site) -> int:
    return database.run(lambda connection: fill_rows(connection, version, site))


def rows(database: Database, table: str = "clinic") -> list[tuple[str, int, int | None]]:
    sql = f"SELECT id, since, until FROM {table} ORDER BY id, since"
    return database.run(lambda connection: connection.execute(sql).fetchall())


def test_only_what_changed_is_written(database: Database, example: Site) -> None:
    a, b, c = (clinic(id_, point=PLACES[6]) for id_ in "abc")
    assert fill(database, 1, site_with(example, a, b)) > 2
    assert fill(database, 1, site_with(example, a, b)) == 0
    assert fill(database, 2, site_with(example, a, b)) == 0
    fill(database, 3, site_with(example, replace(a, point=MOVED), c))
    assert rows(database) == [("a", 1, 3), ("a", 3, None), ("b", 1, 3), ("c", 3, None)]


def test_a_version_filled_again_says_what_it_said_last(database: Database, example: Site) -> None:
    a, b = clinic("a"), clinic("b")
    fill(database, 1, site_with(example, a))
    fill(database, 2, site_with(example, a, b))
    fill(database, 2, site_with(example, replace(a, point=MOVED)))
    fill(database, 2, site_with(example, a))
    assert rows(database) == [("a", 1, 2), ("a", 2, None)]
    near = share_questions(database, 2, site_with(example, a)).nearest_clinics(MOVED, 9)
    assert [(each.clinic.id, each.clinic.point) for each in near] == [("a", a.point)]


def test_versions_come_in_order(database: Database, example: Site) -> None:
    fill(database, 5, example)
    with pytest.raises(StoreError, match="version 5 are there already, which comes after 4"):
        fill(database, 4, example)
    assert database.run(lambda connection: is_filled(connection, 5))
    assert not database.run(lambda connection: is_filled(connection, 4))


def test_what_fails_half_way_leaves_nothing(database: Database, example: Site) -> None:
    fill(database, 1, site_with(example, clinic("a")))
    twice = site_with(example, clinic("b"), clinic("b"))
    with pytest.raises(StoreError):
        fill(database, 2, twice)
    assert rows(database) == [("a", 1, None)]
    assert not database.run(lambda connection: is_filled(connection, 2))


def test_rows_of_versions_that_nobody_shows_are_forgotten(database: Database, example: Site) -> None:
    a, b = clinic("a"), clinic("b")
    for version, clinics in ((1, [a]), (2, [a, b]), (3, [b])):
        fill(database, version, site_with(example, *clinics))
    database.run(lambda connection: forget_rows(connection, 2))
    assert rows(database) == [("a", 1, 3), ("b", 2, None)]
    assert not database.run(lambda connection: is_filled(connection, 1))
    database.run(lambda connection: forget_rows(connection, 3))
    assert rows(database) == [("b", 2, None)]


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), origin=points, asked=filters)
def test_every_version_answers_as_it_was(
    example: Site, sharing: Engine, data: st.DataObject, origin: Point, asked: Filters
) -> None:
    versions = [data.draw(sites(example)) for _ in range(3)]
    for site, questions in [(site, sharing(site)) for site in versions]:
        memory = SnapshotQuestions(site)
        assert questions.nearest_clinics(origin, 5) == memory.nearest_clinics(origin, 5)
        assert questions.find_clinics(origin, asked, 500) == memory.find_clinics(origin, asked, 500)


def test_another_language_counts_the_treatments_that_it_has(sharing: Engine, example: Site) -> None:
    some = [
        clinic("a", treatments=("back-pain-treatment", "acupuncture")),
        clinic("b", treatments=("acupuncture",)),
    ]
    site = site_with(example, *some)
    view = replace(
        site,
        clinics=tuple(replace(each, treatments=each.treatments[:1][: each.id == "a"]) for each in some),
        treatments={"back-pain-treatment": site.main_treatment},
        original=site,
    )
    shared = sharing(site).of(view)
    asked = Filters(fixed_clock())
    assert shared.find_clinics(MOVED, asked, 100) == SnapshotQuestions(view).find_clinics(MOVED, asked, 100)

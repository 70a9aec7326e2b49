"""Both engines that answer visitors' questions: memory and the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from engines import Engine, sharing_engine
from postgres import TEMPLATE, Postgres

from locator.shared.database.database import Database
from locator.shared.questions import shared_questions
from locator.site.questions import SnapshotQuestions

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module", autouse=True)
def patient() -> Iterator[None]:
    """On a busy machine the first question of a connection takes longer than visitors would wait."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared_questions, "PATIENCE", 30.0)
        patch.setattr(shared_questions, "WAIT", 30.0)
        yield


@pytest.fixture(scope="module")
def store(postgres_server: Postgres) -> Iterator[Database]:
    """A database for all examples of a module, each a version of its own."""
    postgres_server.execute(f"CREATE DATABASE questions TEMPLATE {TEMPLATE}")
    database = Database(postgres_server.url("questions"))
    yield database
    database.close()
    postgres_server.execute("DROP DATABASE questions WITH (FORCE)")


@pytest.fixture(scope="module")
def sharing(store: Database) -> Engine:
    """The database, a version for each site."""
    return sharing_engine(store)


@pytest.fixture(scope="module", params=["memory", "database"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """One engine, then the other."""
    if request.param == "memory":
        return SnapshotQuestions
    sharing: Engine = request.getfixturevalue("sharing")
    return sharing

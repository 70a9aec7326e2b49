"""Steps are taken once, whole, and by one process at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from postgres import Postgres

from locator.errors import StoreError
from locator.shared.database.database import Database
from locator.shared.database.migrating import migrate, migrations, missing


def test_numbers_go_up_by_one() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_an_empty_database_gets_every_step_once(postgres_server: Postgres) -> None:
    postgres_server.execute("CREATE DATABASE empty")
    database = Database(postgres_server.url("empty"))
    assert missing(database) == migrations()
    with ThreadPoolExecutor(2) as both:
        taken = list(both.map(migrate, (database, Database(database.url))))
    assert sorted(map(len, taken)) == [0, len(migrations())]
    assert missing(database) == migrate(database) == ()


def test_newer_tables_are_left_alone(database: Database) -> None:
    database.run(lambda db: db.execute("INSERT INTO migration (number, name) VALUES (9999, 'later')"))
    with pytest.raises(StoreError, match=r"newer locator \(step 9999\)"):
        migrate(database)


def test_a_user_without_rights_is_told_what_it_needs(postgres_server: Postgres) -> None:
    """Debian's administrator has made the database, and not said whose it is."""
    for statement in ("CREATE ROLE guest LOGIN", "CREATE DATABASE others", "CREATE DATABASE own OWNER guest"):
        postgres_server.execute(statement)
    for extension in ("postgis", "pg_trgm"):
        postgres_server.execute(f"CREATE EXTENSION {extension}", "others")
    guest = "postgresql://guest@127.0.0.1:{port}/{name}"
    others = Database(guest.format(port=postgres_server.port, name="others"))
    with pytest.raises(StoreError, match="this user may not do that; let it own the database"):
        migrate(others)
    own = Database(guest.format(port=postgres_server.port, name="own"))
    with pytest.raises(StoreError, match="administrator has to make its extensions"):
        migrate(own)

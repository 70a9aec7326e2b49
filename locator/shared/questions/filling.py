"""Writing the rows of a version: only those that are not what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.errors import StoreError
from locator.shared.questions.rows import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.shared.database.database import Connection
    from locator.shared.questions.rows import Table
    from locator.site.snapshot import Site


def fill_rows(connection: Connection, version: int, site: Site) -> int:
    """Makes the rows of a version say what `site` says, in the transaction that there is.

    `site` is the one that pages speak of (`Catalogue.site`), in its main language. Versions come in order:
    raises StoreError if a later one has been filled already. Once more with the same changes nothing.
    Returns how many rows were written.
    """
    connection.execute("LOCK TABLE filling IN SHARE ROW EXCLUSIVE MODE")
    newest = connection.execute("SELECT max(version) FROM filling").fetchone()
    if newest and newest[0] and newest[0] > version:
        msg = f"the rows of version {newest[0]} are there already, which comes after {version}"
        raise StoreError(msg)
    written = sum(_fill(connection, version, table, table.rows(site)) for table in TABLES)
    connection.execute("INSERT INTO filling (version) VALUES (%s) ON CONFLICT DO NOTHING", (version,))
    return written


def is_filled(connection: Connection, version: int) -> bool:
    """Tells whether the rows of a version are there."""
    return connection.execute("SELECT 1 FROM filling WHERE version = %s", (version,)).fetchone() is not None


def forget_rows(connection: Connection, before: int) -> None:
    """Takes away what held only in versions before one, which then nobody may ask about."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table.name} WHERE until <= %s", (before,))
    connection.execute("DELETE FROM filling WHERE version < %s", (before,))


def _fill(connection: Connection, version: int, table: Table, rows: Iterable[tuple[object, ...]]) -> int:
    coming, columns = f"coming_{table.name}", ", ".join(table.columns)
    connection.execute(
        f"CREATE TEMP TABLE {coming} ON COMMIT DROP AS SELECT {columns} FROM {table.name} WITH NO DATA"
    )
    with connection.cursor().copy(f"COPY {coming} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.execute(f"ANALYZE {coming}")
    ends = f"""
        UPDATE {table.name} AS old SET until = %(version)s WHERE until IS NULL AND NOT EXISTS (
            SELECT FROM {coming} AS new WHERE {_same("old", "new", table.key)}
            AND ({_row("old", table.compared)}) IS NOT DISTINCT FROM ({_row("new", table.compared)})
        )"""
    begins = f"""
        INSERT INTO {table.name} ({columns}, since) SELECT {columns}, %(version)s FROM {coming} AS new
        WHERE NOT EXISTS (
            SELECT FROM {table.name} AS old WHERE until IS NULL AND {_same("old", "new", table.key)}
        )"""
    connection.execute(ends, {"version": version})
    # Where this version was filled before with something else.
    connection.execute(f"DELETE FROM {table.name} WHERE until = since")
    written = connection.execute(begins, {"version": version}).rowcount
    connection.execute(f"DROP TABLE {coming}")
    if written:
        connection.execute(f"ANALYZE {table.name}")
    return written


def _same(one: str, other: str, columns: Iterable[str]) -> str:
    return " AND ".join(f"{one}.{column} = {other}.{column}" for column in columns)


def _row(of: str, columns: Iterable[str]) -> str:
    return ", ".join(f"{of}.{column}" for column in columns)

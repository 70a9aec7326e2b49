"""What `locator db status` says of a database: its size, its versions, its servers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.site.words import counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.shared.database.database import Connection, Database
    from locator.shared.versions.roster import Server

SHOWN = 10  # versions; `locator history` has them all


def read_status(database: Database) -> dict[str, Any]:
    """The whole as plain values for JSON."""

    def work(connection: Connection) -> dict[str, Any]:
        from locator.shared.versions.roster import read_roster
        from locator.shared.versions.version_rows import read_edition, read_versions

        edition = read_edition(connection)
        size = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        versions = tuple(read_versions(connection))
        return {
            "store": database.name,
            "bytes": size[0] if size else 0,
            "version": edition.version or None,
            "announced": edition.announced,
            "versions": [
                {"number": each.number, "when": each.when.isoformat(), "who": each.who, "told": each.told}
                for each in versions
            ],
            "servers": [_server(each) for each in read_roster(connection)],
        }

    return database.run(work)


def status_text(status: dict[str, Any]) -> str:
    """The same in lines."""
    return "\n".join(map(printable, _lines(status)))


def _server(server: Server) -> dict[str, Any]:
    return {
        "name": server.name,
        "process": server.process,
        "serves": server.serving,
        "reads": server.reading,
        "ready": server.ready,
        "refused": server.refused,
        "since": server.begun.isoformat(),
        "seen": server.seen.isoformat(),
        "lives": server.is_living,
    }


def _lines(status: dict[str, Any]) -> Iterator[str]:
    yield f"{status['store']}: {status['bytes'] / 1e6:,.1f} MB"
    if status["version"] is None:
        yield "No site yet: `locator db load SITE` sends one."
    if status["announced"]:
        yield f"Version {status['announced']} is announced; servers are making it ready."
    for version in status["versions"][:SHOWN]:
        mark = "*" if version["number"] == status["version"] else " "
        when, who = version["when"][:16].replace("T", " "), version["who"] or "-"
        yield f"{mark}{version['number']:>5}  {when}  {who:<12} {version['told']}"
    if len(status["versions"]) > SHOWN:
        yield f"       and {counted(len(status['versions']) - SHOWN, 'older version')}"
    if not status["servers"]:
        yield "No server serves from it."
    for server in status["servers"]:
        yield f"{server['name']}, process {server['process']}: {_doing(server, status['version'])}"


def _doing(server: dict[str, Any], version: int | None) -> str:
    if not server["lives"]:
        return f"nothing heard of it since {server['seen'][:19]}"
    told = f"serves version {server['serves']}"
    if server["reads"]:
        told += f", makes version {server['reads']} ready"
    elif server["refused"] and server["refused"] == version:
        told += f"; it could not read version {server['refused']}, its log says why"
    return told

"""What others would use to find the nearest points, each set up with the same points."""

from __future__ import annotations

import math
import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import numpy as np
from peers import from_debian, postgres

from locator.geo.distance import WGS84, distance_km
from locator.geo.nearest import cartesian_km
from locator.model.point import Point

Points = dict[str, Point]
Search = Callable[[Point], list[str]]
Value = TypeVar("Value")
Prepare = Callable[[Points, int, ExitStack], Search]

SPARE = 20  # that PostGIS fetches beyond those wanted, to put them into the ellipsoid's order


def bare(points: Points, k: int, _: ExitStack) -> Search:
    """The least that exact work takes: no ties, no filter, no proof that the candidates suffice."""
    from pykdtree.kdtree import KDTree

    items = list(points.items())
    tree = KDTree(np.array([cartesian_km(point) for point in points.values()]))

    def search(origin: Point) -> list[str]:
        _, rows = tree.query(np.array([cartesian_km(origin)]), k=k + 3)
        found = []
        for row in rows[0].tolist():
            id_, point = items[row]
            found.append((WGS84.inv(origin.lon, origin.lat, point.lon, point.lat)[2], id_))
        return [id_ for _, id_ in sorted(found)[:k]]

    return search


def scipy_tree(points: Points, k: int, _: ExitStack) -> Search:
    """The same with SciPy's tree."""
    from scipy.spatial import KDTree  # type: ignore[import-untyped]

    items = list(points.items())
    tree = KDTree(np.array([cartesian_km(point) for point in points.values()]))

    def search(origin: Point) -> list[str]:
        _, rows = tree.query(cartesian_km(origin), k=k + 3)
        found = []
        for row in rows.tolist():
            id_, point = items[row]
            found.append((WGS84.inv(origin.lon, origin.lat, point.lon, point.lat)[2], id_))
        return [id_ for _, id_ in sorted(found)[:k]]

    return search


def rtree(points: Points, k: int, stack: ExitStack) -> Search:
    """SQLite's R*Tree: boxes that widen until the k-th lies nearer than the box's edge."""
    connection = sqlite3.connect(":memory:")
    stack.callback(connection.close)
    connection.execute("CREATE VIRTUAL TABLE box USING rtree(id, south, north, west, east)")
    items = list(points.items())
    rows = ((i, p.lat, p.lat, p.lon, p.lon) for i, (_, p) in enumerate(items))
    connection.executemany("INSERT INTO box VALUES (?, ?, ?, ?, ?)", rows)

    def search(origin: Point) -> list[str]:
        km = 5.0
        while True:
            high = km / 110.0
            wide = km / (110.0 * math.cos(math.radians(min(89.0, abs(origin.lat) + high))))
            box = (origin.lat - high, origin.lat + high, origin.lon - wide, origin.lon + wide)
            where = "north >= ? AND south <= ? AND east >= ? AND west <= ?"
            ids = connection.execute(f"SELECT id FROM box WHERE {where}", box).fetchall()
            found = sorted((distance_km(origin, items[i][1]), items[i][0]) for (i,) in ids)
            if len(found) >= k and found[k - 1][0] <= km:
                return [id_ for _, id_ in found[:k]]
            km *= 2

    return search


def ball_tree(points: Points, k: int, _: ExitStack) -> Search:
    """scikit-learn on a sphere."""
    from sklearn.neighbors import BallTree

    ids = list(points)
    tree = BallTree(np.radians([(p.lat, p.lon) for p in points.values()]), metric="haversine")

    def search(origin: Point) -> list[str]:
        rows = tree.query(np.radians([(origin.lat, origin.lon)]), k=k, return_distance=False)
        return [ids[row] for row in rows[0]]

    return search


def redis(points: Points, k: int, stack: ExitStack) -> Search:
    """GEOSEARCH over a socket: a sphere, and positions that are rounded to half a meter."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    at = folder / "redis.sock"
    options = ["--port", "0", "--unixsocket", str(at), "--save", "", "--dir", str(folder)]
    _need("redis-server", "redis-server")
    _start(["redis-server", *options], stack)
    client = stack.enter_context(_connected(at))
    answers = client.makefile("rb")
    items = list(points.items())
    for first in range(0, len(items), 1_000):
        triples = [(str(p.lon), str(p.lat), id_) for id_, p in items[first : first + 1_000]]
        client.sendall(_command("GEOADD", "clinics", *(text for each in triples for text in each)))
        answers.readline()

    def search(origin: Point) -> list[str]:
        km = 50
        while True:
            around = ("FROMLONLAT", str(origin.lon), str(origin.lat), "BYRADIUS", str(km), "km")
            client.sendall(_command("GEOSEARCH", "clinics", *around, "ASC", "COUNT", str(k)))
            count = int(answers.readline()[1:])
            lines = [answers.readline().strip().decode() for _ in range(2 * count)]
            found = lines[1::2]  # each after its length
            if count == k:
                return found
            km *= 4

    return search


def postgis(points: Points, k: int, stack: ExitStack) -> Search:
    """`<->` on geography with a few to spare, which ST_Distance puts into order."""
    import psycopg

    _need(str(postgres("postgres")), "postgresql-postgis")
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    shutil.chown(folder, "postgres")
    folder.chmod(0o755)
    data, user = folder / "data", ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    initdb = [*user, str(postgres("initdb")), "-A", "trust", "-U", "postgres", "-D", str(data)]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL)
    options = ["-D", str(data), "-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"]
    _start([*user, str(postgres("postgres")), *options], stack)
    _connected(folder / ".s.PGSQL.5432").close()
    connection = stack.enter_context(_patiently(lambda: psycopg.connect(f"host={folder} user=postgres")))
    run = connection.cursor()
    run.execute("CREATE EXTENSION postgis; CREATE TABLE clinic (id text, at geography(point))")
    with run.copy("COPY clinic FROM STDIN") as copy:
        for id_, p in points.items():
            copy.write_row((id_, f"SRID=4326;POINT({p.lon} {p.lat})"))
    run.execute("CREATE INDEX ON clinic USING gist (at)")
    run.execute("ANALYZE clinic")
    here = "ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography"
    query = (
        f"SELECT id FROM (SELECT id, at FROM clinic ORDER BY at <-> {here} LIMIT {k + SPARE}) AS few "
        f"ORDER BY ST_Distance(at, {here}), id LIMIT {k}"
    )

    def search(origin: Point) -> list[str]:
        where = (origin.lon, origin.lat)
        return [id_ for (id_,) in run.execute(query, where + where, prepare=True).fetchall()]

    return search


BARE = "pykdtree and pyproj, bare"
PEERS: dict[str, Prepare] = {
    BARE: bare,
    "SciPy KDTree and pyproj, bare": scipy_tree,
    "BallTree, haversine": ball_tree,
    "PostGIS `<->`, then ST_Distance": postgis,
    "Redis GEOSEARCH, haversine": redis,
    "SQLite R*Tree, then pyproj": rtree,
}


def _command(*words: str) -> bytes:
    parts = (f"${len(word.encode())}\r\n{word}\r\n" for word in words)
    return f"*{len(words)}\r\n{''.join(parts)}".encode()


def _need(command: str, package: str) -> None:
    if not from_debian(command, package):
        raise FileNotFoundError(command)


def _start(command: list[str], stack: ExitStack) -> None:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait)
    stack.callback(process.terminate)


def _connected(at: Path) -> socket.socket:
    def connect() -> socket.socket:
        client = socket.socket(socket.AF_UNIX)
        client.connect(str(at))
        return client

    return _patiently(connect)


def _patiently(attempt: Callable[[], Value]) -> Value:
    """What the attempt gives as soon as the server lets it."""
    for _ in range(100):
        try:
            return attempt()
        except Exception:
            time.sleep(0.2)
    return attempt()

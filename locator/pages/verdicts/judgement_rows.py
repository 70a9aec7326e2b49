"""A judgement as rows of SQLite, and back: plain JSON and plain numbers, nothing that could be run."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from locator.model.point import Point
from locator.pages.verdicts.measured import Measured
from locator.pages.verdicts.recollection import Judgement
from locator.pages.verdicts.sight import Sight
from locator.pages.verdicts.telling import OF_SITES, OF_TOWNS
from locator.pages.verdicts.verdict import Reason, Verdict, ruled
from locator.site.imprint import Imprint, Mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from locator.model.town import Town
    from locator.pages.verdicts.likeness import Numbers
    from locator.pages.verdicts.verdict import Tell

    Towns = Mapping[str, Town]  # by id

SCHEMA = """
CREATE TABLE IF NOT EXISTS about (word TEXT, ground TEXT, today TEXT, names TEXT);
CREATE TABLE IF NOT EXISTS clinic (id TEXT PRIMARY KEY, digest TEXT, lat REAL, lon REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS town (id TEXT PRIMARY KEY, digest TEXT, lat REAL, lon REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page (
    path TEXT PRIMARY KEY, reasons TEXT, sight TEXT, claims BLOB, masked BLOB, words BLOB
);
"""
_NUMBERS = np.dtype("<u8")


# The whole


def known_word(db: sqlite3.Connection) -> str:
    """What the verdicts that are there rest on; empty if there are none."""
    row = db.execute("SELECT word FROM about").fetchone()
    return row[0] if row else ""


def read_verdicts(db: sqlite3.Connection, word: str, towns: Towns) -> dict[str, Verdict]:
    """The verdicts by path, if they rest on what the word stands for; else none."""
    if known_word(db) != word:
        return {}
    rows = db.execute("SELECT path, reasons FROM page")
    return {path: ruled(_reasons(text, towns)) for path, text in rows}


def read_judgement(db: sqlite3.Connection, towns: Towns) -> Judgement | None:
    """The judgement but for pages that speak of a town that is not among these; None if there is none."""
    about = db.execute("SELECT word, ground, today, names FROM about").fetchone()
    if about is None:
        return None
    word, ground, today, names = about
    basis = Imprint(ground, date.fromisoformat(today), _marks(db, "clinic"), _marks(db, "town"))
    pages = list(_pages(db, towns))
    sights, verdicts = {page.path: page for page, _ in pages}, {page.path: told for page, told in pages}
    return Judgement(basis, word, frozenset(json.loads(names)), sights, verdicts)


def write_judgement(db: sqlite3.Connection, judgement: Judgement, last: Judgement | None) -> bool:
    """Takes the place of what is there; of `last`, if that is what is there, only the rows that differ."""
    if last is None or known_word(db) != last.word:
        last = None
        for table in ("page", "clinic", "town"):
            db.execute(f"DELETE FROM {table}")
    basis = judgement.basis
    _write_marks(db, "clinic", basis.clinics, last.basis.clinics if last else {})
    _write_marks(db, "town", basis.towns, last.basis.towns if last else {})
    _write_pages(db, judgement, last)
    db.execute("DELETE FROM about")
    about = judgement.word, basis.ground, str(basis.today), json.dumps(sorted(judgement.names))
    db.execute("INSERT INTO about VALUES (?, ?, ?, ?)", about)
    return True


# Rows of tables


def _marks(db: sqlite3.Connection, table: str) -> dict[str, Mark]:
    rows = db.execute(f"SELECT id, digest, lat, lon FROM {table}")
    return {id_: Mark(digest, Point(lat, lon)) for id_, digest, lat, lon in rows}


def _write_marks(
    db: sqlite3.Connection, table: str, marks: Mapping[str, Mark], last: Mapping[str, Mark]
) -> None:
    _forget(db, table, "id", last.keys() - marks.keys())
    rows = (
        (id_, mark.digest, mark.point.lat, mark.point.lon)
        for id_, mark in marks.items()
        if last.get(id_) != mark
    )
    db.executemany(f"REPLACE INTO {table} VALUES (?, ?, ?, ?)", rows)


def _forget(db: sqlite3.Connection, table: str, key: str, gone: Iterable[str]) -> None:
    db.executemany(f"DELETE FROM {table} WHERE {key} = ?", ((each,) for each in gone))


# Pages


def _pages(db: sqlite3.Connection, towns: Towns) -> Iterator[tuple[Sight, Verdict]]:
    for path, reasons, sight, *numbers in db.execute("SELECT * FROM page"):
        try:
            yield _sight(path, json.loads(sight), numbers, towns), ruled(_reasons(reasons, towns))
        except _GoneError:
            continue


def _write_pages(db: sqlite3.Connection, judgement: Judgement, last: Judgement | None) -> None:
    there = {path for (path,) in db.execute("SELECT path FROM page")}
    _forget(db, "page", "path", there - judgement.sights.keys())
    rows = (
        _page_row(sight, judgement.verdicts[path])
        for path, sight in judgement.sights.items()
        if last is None
        or last.sights.get(path) is not sight
        or last.verdicts.get(path) != judgement.verdicts[path]
    )
    db.executemany("REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)", rows)


def _page_row(sight: Sight, verdict: Verdict) -> tuple[object, ...]:
    measured = sight.measured
    seen = {
        "treatment": sight.treatment,
        "town": sight.town,
        "clinics": sight.clinics,
        "neighbour": sight.neighbour,
        "has_own_clinic": sight.has_own_clinic,
        "in_reach": _plain(sight.in_reach),
        "placed": _plain(sight.placed),
        "reach_km": None if sight.reach_km == inf else sight.reach_km,
        "packing": measured.packing if measured else None,
    }
    numbers = (sight.claims, measured.masked, measured.words) if measured else (sight.claims, None, None)
    reasons = _json([_plain(reason) for reason in verdict.reasons])
    return sight.path, reasons, _json(seen), *map(_blob, numbers)


def _sight(path: str, seen: dict[str, Any], numbers: list[bytes | None], towns: Towns) -> Sight:
    packing, reach_km = seen.pop("packing"), seen.pop("reach_km")
    claims, masked, words = (_numbers(blob) for blob in numbers)
    return Sight(
        path,
        seen["treatment"],
        seen["town"],
        tuple(seen["clinics"]),
        seen["neighbour"],
        has_own_clinic=seen["has_own_clinic"],
        claims=claims,
        in_reach=_reason(seen["in_reach"], towns),
        placed=_reason(seen["placed"], towns),
        reach_km=inf if reach_km is None else reach_km,
        measured=None if packing is None else Measured(masked, words, packing),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _blob(numbers: Numbers | None) -> bytes | None:
    return None if numbers is None else numbers.astype(_NUMBERS).tobytes()


def _numbers(blob: bytes | None) -> Numbers:
    return np.frombuffer(blob or b"", dtype=_NUMBERS).astype(np.uint64, copy=False)


# Reasons


class _GoneError(Exception):
    """A town that is spoken of is no longer there."""


def _plain(reason: Reason) -> list[object]:
    tell = reason.tell
    name, town = "", ""
    if isinstance(tell, partial):
        name, town = tell.func.__name__, tell.args[0].id
    elif tell:
        name = tell.__name__
    return [reason.rule, reason.ok, reason.detail, name, town, reason.is_close, reason.cure, reason.figures]


def _reasons(text: str, towns: Towns) -> tuple[Reason, ...]:
    return tuple(_reason(each, towns) for each in json.loads(text))


def _reason(plain: list[Any], towns: Towns) -> Reason:
    rule, ok, detail, name, town, is_close, cure, figures = plain
    return Reason(rule, ok, detail, _tell(name, town, towns) if name else None, is_close, cure, figures)


def _tell(name: str, town: str, towns: Towns) -> Tell:
    if not town:
        return OF_SITES[name]
    if town not in towns:
        raise _GoneError
    return partial(OF_TOWNS[name], towns[town])

"""A judgement as rows of SQLite, and back: plain JSON and plain numbers, nothing that could be run."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from locator.model.point import Point
from locator.pages.verdicts.aside import Aside
from locator.pages.verdicts.recollection import Judgement
from locator.pages.verdicts.sight_rows import (
    GoneError,
    read_reasons,
    read_sight,
    reasons_text,
    sight_row,
)
from locator.pages.verdicts.verdict import Verdict, ruled
from locator.site.imprint import Imprint, Mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from locator.pages.verdicts.sight import Sight
    from locator.pages.verdicts.sight_rows import Towns

SCHEMA = """
CREATE TABLE IF NOT EXISTS about (word TEXT, ground TEXT, today TEXT, names TEXT);
CREATE TABLE IF NOT EXISTS clinic (id TEXT PRIMARY KEY, digest TEXT, lat REAL, lon REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS town (id TEXT PRIMARY KEY, digest TEXT, lat REAL, lon REAL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS page (
    path TEXT PRIMARY KEY, reasons TEXT, sight TEXT, claims BLOB, masked BLOB, words BLOB
);
"""


# The whole


def known_word(db: sqlite3.Connection) -> str:
    """What the verdicts that are there rest on; empty if there are none."""
    row = db.execute("SELECT word FROM about").fetchone()
    return row[0] if row else ""


def count_listed(db: sqlite3.Connection) -> tuple[int, int]:
    """How many pages search engines are told of, and how many were judged, whatever that rests on."""
    texts = [text for (text,) in db.execute("SELECT reasons FROM page")]
    return sum(all(ok for _, ok, *_ in json.loads(text)) for text in texts), len(texts)


def read_verdicts(db: sqlite3.Connection, word: str, towns: Towns) -> dict[str, Verdict]:
    """The verdicts by path, if they rest on what the word stands for; else none."""
    if known_word(db) != word:
        return {}
    rows = db.execute("SELECT path, reasons FROM page")
    return {path: ruled(read_reasons(text, towns)) for path, text in rows}


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
    aside = Aside()
    for path, reasons, sight, *numbers in db.execute("SELECT * FROM page"):
        try:
            yield read_sight((path, sight, *numbers), towns, aside), ruled(read_reasons(reasons, towns))
        except GoneError:
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
    path, *seen = sight_row(sight)
    return path, reasons_text(verdict.reasons), *seen

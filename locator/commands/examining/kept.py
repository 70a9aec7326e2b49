"""What a running site remembers: how large each file is, and whether it is whole."""

from __future__ import annotations

import shlex
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.examining.finding import Finding, look_at, mend
from locator.demand import book as demand
from locator.editing import draft, editors
from locator.editing.folder_cabinet import FOLDER
from locator.editing.history.versions import Versions
from locator.model.geocoder_settings import DEFAULT_CACHE
from locator.pages.verdicts.judgement_book import FILE as JUDGEMENTS
from locator.publish.memory import FILE as EXPORT
from locator.shared.versions.origin import FILE as ORIGIN
from locator.site import reports
from locator.site.words import counted
from locator.web.workbench.door import sessions
from locator.workbench import kept_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.folder import SiteFolder

MB = 1_000_000
LARGE = 500 * MB  # of versions
WHAT = {
    f"{demand.NAME}.sqlite": "counts of what visitors look for",
    f"{reports.NAME}.sqlite": "what readers reported",
    f"{sessions.NAME}.sqlite": "who is signed in",
    f"{kept_forms.NAME}.sqlite": "forms begun in the workbench",
    f"{draft.NAME}.json": "the draft of the workbench",
    f"{editors.NAME}.json": "who may sign in",
    Path(DEFAULT_CACHE).name: "answers of geocoders",
    Path(JUDGEMENTS).name: "the verdicts of all pages",
    Path(EXPORT).name: "what the last export was made from",
    Path(ORIGIN).name: "which version of the database the files are",
}
PRECIOUS = (f"{demand.NAME}.sqlite", f"{reports.NAME}.sqlite")  # nothing can make them anew


def examined_kept(folder: SiteFolder) -> Iterator[Finding]:
    """Every file below .locator, and the history."""
    kept = folder.path / FOLDER
    for path in sorted(kept.glob("*")):
        if path.suffix == ".damaged":
            told = f"{_size(path)}, set aside because it was damaged"
            yield look_at(path.name, told, f"rm {shlex.quote(str(path))}, if you can do without it")
        elif path.suffix == ".sqlite":
            yield _database(path)
        elif path.name in WHAT:
            yield Finding(path.name, f"{_size(path)}: {WHAT[path.name]}")
    yield from _history(folder)


def _database(path: Path) -> Finding:
    """A database and SQLite's own opinion of it; it is opened to be read alone."""
    told = f"{_size(path)}: {WHAT.get(path.name, 'a database')}"
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            (opinion,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        opinion = str(error)
    if opinion == "ok":
        return Finding(path.name, told)
    if "locked" in opinion or "readonly" in opinion:
        return Finding(path.name, f"{told}; in use just now")
    if path.name in PRECIOUS:
        cure = "bring it back from a backup, or the next start sets it aside and begins it anew"
        return mend(path.name, f"{told}, and it is damaged", cure)
    return look_at(path.name, f"{told}, and it is damaged", "nothing to do: the next start makes it anew")


def _history(folder: SiteFolder) -> Iterator[Finding]:
    versions = Versions(folder)
    if versions.is_unfinished:
        told = "a change was cut short, or is being written just now"
        yield look_at("history", told, "`locator check` finishes it, if nobody else is writing")
    known, newest = versions.list(), versions.newest
    if damaged := versions.damaged:
        cure = "bring .locator/versions back from a backup; the site itself does not need them"
        yield look_at("history", f"{counted(damaged, 'version')} cannot be read", cure)
    if not newest:
        yield Finding("history", "no version yet")
        return
    size = versions.size
    told = f"{counted(len(known), 'version')}, {size / MB:,.1f} MB"
    if size > LARGE:
        yield look_at("history", told, "locator history --keep 100")
    else:
        yield Finding("history", told)
    if changed := versions.edited_by_hand:
        told = f"edited since the last version: {', '.join(changed[:3])}{' …' if len(changed) > 3 else ''}"  # noqa: PLR2004
        yield Finding("by hand", told)


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / MB:,.1f} MB" if size >= MB else f"{size / 1_000:,.1f} kB"

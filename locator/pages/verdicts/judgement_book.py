"""The last judgement of a site folder, kept on disk: whoever judges next begins with what still holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from locator.pages.verdicts.judgement_rows import (
    SCHEMA,
    read_judgement,
    read_verdicts,
    write_judgement,
)
from locator.store import Store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from locator.pages.verdicts.recollection import Judgement
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site

T = TypeVar("T")

FILE = ".locator/judgement-1.sqlite"  # counts up when its tables change
PATIENCE = 30.0  # seconds for another process that writes: to judge all anew takes longer

_in_memory: dict[Path | None, Judgement] = {}  # of folders that cannot be written to, and of none


class JudgementBook:
    """The judgement of one folder, or of none; several processes may use it at once.

    That a folder cannot be written to is no error: its judgement lasts as long as the process.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._store = (
            Store(folder / FILE, SCHEMA, patience=PATIENCE) if folder and os.access(folder, os.W_OK) else None
        )

    def verdicts(self, word: str, site: Site) -> dict[str, Verdict]:
        """The verdicts by path, in no order, if they rest on what the word stands for; else none."""
        if last := _in_memory.get(self._folder):
            return dict(last.verdicts) if last.word == word else {}
        towns = {town.id: town for town in site.towns}
        return self._read(lambda db: read_verdicts(db, word, towns)) or {}

    def judgement(self, site: Site) -> Judgement | None:
        """The last judgement as far as the Site still has its towns; None if there is none to be read."""
        if last := _in_memory.get(self._folder):
            return last
        towns = {town.id: town for town in site.towns}
        return self._read(lambda db: read_judgement(db, towns))

    def keep(self, judgement: Judgement, last: Judgement | None) -> None:
        """Writes a judgement that began with `last`."""
        if self._store and self._store.run(lambda db: write_judgement(db, judgement, last)):
            _in_memory.pop(self._folder, None)
            self._store.close()
        else:
            _in_memory[self._folder] = judgement

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        if self._store is None or not self._store.path.exists():
            return None
        try:
            return self._store.run(work)
        except (ValueError, TypeError, KeyError, AttributeError):
            self._store.set_aside()
            return None
        finally:
            self._store.close()

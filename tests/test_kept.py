"""What stores say that they keep is what their tables have; the privacy page repeats it (rule C15)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType

import pytest

from locator import logs
from locator.demand import book
from locator.geo.services import memory
from locator.model.kept import Kept
from locator.pages.verdicts import judgement_rows
from locator.site import reports
from locator.web.workbench.door import attempts, sessions
from locator.workbench import kept_forms

ROOT = Path(__file__).parent.parent
STORES: list[tuple[ModuleType, tuple[Kept, ...]]] = [
    (book, (book.KEEPS,)),
    (reports, (reports.KEEPS,)),
    (memory, memory.keeps(180)),
    (attempts, (attempts.KEEPS,)),
    (sessions, (sessions.KEEPS,)),
    (kept_forms, (kept_forms.KEEPS,)),
]
NO_VISITORS = (judgement_rows,)  # what a site says, of which everybody may know


def schema_of(module: ModuleType) -> str:
    return str(vars(module).get("SCHEMA") or vars(module)["_SCHEMA"])


def columns(schema: str) -> dict[str, list[str]]:
    """The columns of every table that a schema makes."""
    db = sqlite3.connect(":memory:")
    db.executescript(schema)
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = [name for (name,) in db.execute(query)]
    found = {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in tables}
    db.close()
    return found


@pytest.mark.parametrize(("module", "kept"), STORES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_store_says_every_column_of_its_tables(module: ModuleType, kept: tuple[Kept, ...]) -> None:
    """Rule C15: a column that is added without a word on it fails here."""
    assert columns(schema_of(module)) == {each.table: list(each.parts) for each in kept}
    assert all(each.days >= 0 and each.why.endswith(":") for each in kept)


def test_no_store_is_forgotten() -> None:
    modules = (*(module for module, _ in STORES), *NO_VISITORS)
    ours = [path for path in (ROOT / "locator").rglob("*.py") if "shared" not in path.parts]
    written = {path for path in ours if "CREATE TABLE" in path.read_text(encoding="utf-8")}
    assert written == {Path(str(module.__file__)) for module in modules}


def test_without_a_cache_no_place_is_kept() -> None:
    assert [each.table for each in memory.keeps(0)] == ["turns", "calls"]


def test_lines_of_the_log_are_kept_for_two_weeks_at_most() -> None:
    """Rule C9."""
    assert logs.KEEPS.days <= 14
    assert f"{logs.KEEPS.days} days at most" in (ROOT / "docs/how-to/watch-a-server.md").read_text()


def test_attempts_to_sign_in_are_kept_for_the_day_that_the_privacy_page_says() -> None:
    assert attempts.KEEPS.days == 1
    assert "it keeps for a day a fingerprint" in " ".join(
        (ROOT / "templates/privacy.html").read_text(encoding="utf-8").split()
    )

"""A judgement on disk: read by the next process, and no loss if it cannot be."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from locator.pages.verdicts import judging, verdicts
from locator.pages.verdicts.judgement_book import FILE, JudgementBook
from locator.pages.verdicts.plan import Plan
from locator.pages.verdicts.verdicts import Verdicts

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site


@pytest.fixture
def site(example: Site) -> Site:
    return replace(example, towns=example.towns[:12])


def verdicts_of(site: Site, catalogue: Catalogue, folder: Path) -> dict[str, Verdict]:
    return dict(Verdicts(Plan(site, {}, {}), catalogue.renderer, JudgementBook(folder)))


@pytest.fixture
def judge_counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many judgements there were, with how many pages remembered."""
    counts: list[int] = []
    judge = judging.judge_pages

    def counting(*args: object) -> object:
        last = args[2]
        counts.append(len(last.sights) if last else 0)  # type: ignore[attr-defined]
        return judge(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(verdicts, "judge_pages", counting)
    return counts


def test_a_second_start_judges_nothing(
    site: Site, catalogue: Catalogue, tmp_path: Path, judge_counted: list[int]
) -> None:
    first = verdicts_of(site, catalogue, tmp_path)
    again = verdicts_of(site, catalogue, tmp_path)
    assert judge_counted == [0]
    assert [*again.items()] == [*first.items()]
    assert {path: each.told(site) for path, each in again.items()} == {
        path: each.told(site) for path, each in first.items()
    }


@pytest.mark.parametrize(
    "damage", ["no database", "cut short", "other tables", "no JSON", "no numbers", "a stranger"]
)
def test_a_damaged_file_is_begun_anew(
    damage: str,
    site: Site,
    catalogue: Catalogue,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    first = verdicts_of(site, catalogue, tmp_path)
    spoil(tmp_path / FILE, damage)
    changed = replace(site, clinics=site.clinics[1:])
    with caplog.at_level(logging.WARNING):
        found = verdicts_of(changed, catalogue, tmp_path)
    assert len(caplog.records) == 1, caplog.text
    assert found == verdicts_of(changed, catalogue, tmp_path / "new")
    caplog.clear()
    assert verdicts_of(site, catalogue, tmp_path) == first
    assert not caplog.records


def spoil(file: Path, damage: str) -> None:
    if damage in ("no database", "cut short"):
        data = file.read_bytes()
        file.write_bytes(b"nothing of the kind" * 99 if damage == "no database" else data[: len(data) // 2])
        return
    statement = {
        "other tables": "ALTER TABLE page DROP COLUMN words",
        "no JSON": "UPDATE page SET sight = '{'",
        "no numbers": "UPDATE page SET claims = x'00'",
        "a stranger": 'UPDATE page SET reasons = \'[["E1.1", false, "", "__import__", "", false, "", ""]]\'',
    }[damage]
    database = sqlite3.connect(file)
    with database:
        database.execute(statement)
    database.close()


def test_where_nothing_can_be_written_the_process_remembers(
    site: Site, catalogue: Catalogue, tmp_path: Path, judge_counted: list[int]
) -> None:
    (tmp_path / ".locator").write_text("a file in the way")
    first = verdicts_of(site, catalogue, tmp_path)
    assert verdicts_of(site, catalogue, tmp_path) == first
    verdicts_of(replace(site, clinics=site.clinics[1:]), catalogue, tmp_path)
    assert judge_counted == [0, len(first)]


def test_only_rows_that_differ_are_written(site: Site, catalogue: Catalogue, tmp_path: Path) -> None:
    verdicts_of(site, catalogue, tmp_path)
    database = sqlite3.connect(tmp_path / FILE)
    before = dict(database.execute("SELECT path, rowid FROM page"))
    verdicts_of(replace(site, today=site.today.replace(day=site.today.day + 1)), catalogue, tmp_path)
    days = {path for path, rowid in database.execute("SELECT path, rowid FROM page") if before[path] != rowid}
    verdicts_of(replace(site, towns=site.towns[1:]), catalogue, tmp_path)
    left = {path for (path,) in database.execute("SELECT path FROM page")}
    database.close()
    assert days == set(before)  # the age of the oldest check
    assert len(left) < len(before)

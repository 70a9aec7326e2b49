"""Commands that change a site change the store, where one is configured and no folder is given."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.cli import main
from locator.commands.store import checked_out
from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.editing.editors import Editors
from locator.editing.folder_cabinet import FolderCabinet
from locator.model.report import Fault, Report
from locator.shared.books.shared_cabinet import SharedCabinet
from locator.shared.versions.bringing_out import Press
from locator.shared.versions.loading import load_into
from locator.shared.versions.version_rows import read_edition
from locator.site.reports import ReportBook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from locator.shared.database.database import Database
    from locator.site.folder import SiteFolder

    Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(
    database: Database,
    site_folder: SiteFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    load_into(Press(database, {}, fixed_clock), site_folder, who="", now=fixed_clock())
    monkeypatch.setenv("LOCATOR_STORE", database.url)
    monkeypatch.setenv("LOCATOR_CACHE", str(tmp_path / "cache"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    def run(*words: str) -> tuple[int, str]:
        checked_out.cache_clear()  # each command is a process
        status = main(words)
        return status, "".join(capsys.readouterr())

    return run


def test_a_town_is_added_to_the_store_and_can_be_taken_back(command: Command, database: Database) -> None:
    status, said = command("add", "Edgewater, FL")
    assert status == 0
    assert "This is version 2; `locator rollback 1` takes it back." in said
    assert database.run(read_edition).version == 2
    assert "2  " in command("history")[1]
    assert command("nearest", "Edgewater, FL")[0] == 0
    status, said = command("rollback", "1")
    assert status == 0
    assert "Edgewater" in said
    assert database.run(read_edition).version == 3
    assert "postgresql://" not in said


def test_a_folder_that_is_given_is_the_folder(
    command: Command, database: Database, site_folder: SiteFolder
) -> None:
    assert command("add", "Edgewater, FL", str(site_folder.path))[0] == 0
    assert b"Edgewater" in site_folder.locations.read_bytes()
    assert database.run(read_edition).version == 1


def test_what_servers_keep_beside_the_files_is_told(command: Command, database: Database) -> None:
    cabinet, today = SharedCabinet(database), datetime.now(UTC).date()
    Editors(cabinet, {}).add("Ana", "four plain words do well")
    ReportBook(cabinet).add(Report(today, "/clinics/lake-mary/", Fault.HOURS, "They close at five."))
    DemandBook(cabinet).add(today, {(Kind.VIEW, "/clinics/lake-mary/"): 7})
    assert command("editors", "list") == (0, "Ana\n")
    status, said = command("reports")
    assert (status, "They close at five." in said, "clinics.csv" in said) == (0, True, True)
    assert command("reports", "--done", "1") == (0, "Taken off the list: 1.\n")
    assert "5  /clinics/lake-mary/" in command("demand")[1]


def test_a_folder_that_is_loaded_takes_along_once_what_it_kept(
    command: Command, database: Database, site_folder: SiteFolder
) -> None:
    Editors(FolderCabinet(site_folder.path), {}).add("Ana", "four plain words do well")
    told = "Taken along, once: who may sign in."
    assert told in command("db", "load", str(site_folder.path))[1]
    assert told not in command("db", "load", str(site_folder.path))[1]
    assert Editors(SharedCabinet(database), {}).names() == ("Ana",)


def test_a_cache_that_cannot_be_is_told_with_what_names_another(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a user of the system whose home is not there."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("LOCATOR_CACHE", str(tmp_path / "file" / "cache"))
    status, said = command("nearest", "32114")
    assert status == 2
    assert f"cannot be kept in {tmp_path / 'file' / 'cache'}: part of its path is a file" in said
    assert "LOCATOR_CACHE=DIR" in said


def test_the_workbench_says_that_the_store_is_away_and_not_that_there_are_no_editors(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCATOR_STORE", "postgresql://postgres@127.0.0.1:1/site")
    status, said = command("workbench", "--port", "0")
    assert status == 2
    assert "nothing answers there" in said

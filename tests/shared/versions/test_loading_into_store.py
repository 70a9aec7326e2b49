"""A folder goes into the database and comes out of it: only what is new is sent, and nothing is lost."""

from __future__ import annotations

import os
import signal
from itertools import count
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from conftest import ROOT, fixed_clock

from locator.cli import main
from locator.editing.change import Change
from locator.errors import ConflictError, SiteFolderError, StoreError, UsageError
from locator.shared.database.database import Database
from locator.shared.versions.bringing_out import Press
from locator.shared.versions.checkouts import Checkouts
from locator.shared.versions.loading import check_out, load_into
from locator.shared.versions.shared_versions import SharedVersions
from locator.shared.versions.site_files import site_contents
from locator.shared.versions.version_rows import read_edition
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from postgres import Postgres

    from locator.shared.versions.loading import Loading
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site

NOW = fixed_clock()
EMPTY = b"from,to\n"


@pytest.fixture
def press(database: Database) -> Press:
    return Press(database, {}, fixed_clock)


@pytest.fixture
def versions(press: Press, tmp_path: Path) -> SharedVersions:
    return SharedVersions(press, Checkouts(tmp_path / "cache"))


def load(press: Press, folder: SiteFolder, **options: bool) -> Loading:
    return load_into(press, folder, who="ana", now=NOW, **options)


def test_only_what_the_database_does_not_have_is_sent(press: Press, site_folder: SiteFolder) -> None:
    first = load(press, site_folder)
    assert (first.version.number, first.is_new, first.sent > 5) == (1, True, True)
    again = load(press, site_folder)
    assert (again.version.number, again.is_new, again.sent) == (1, False, 0)
    site_folder.redirects.write_bytes(EMPTY)
    changed = load(press, site_folder)
    assert (changed.version.number, changed.version.files, changed.sent) == (2, ("redirects.csv",), 1)


def test_templates_static_files_and_the_ledger_go_along(
    press: Press, site_folder: SiteFolder, tmp_path: Path
) -> None:
    files = {"templates/base.html", "static/img/a.svg", "ledger.csv", "map.pmtiles"}
    for name in files:
        path = site_folder.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((ROOT / "templates/base.html").read_bytes() if path.suffix == ".html" else b"")
    (site_folder.path / "ledger.csv").write_bytes((ROOT / "ledger.csv").read_bytes())
    (site_folder.path / "static/.hidden").write_bytes(b"")
    load(press, site_folder)
    out = tmp_path / "out"
    check_out(press.database, out)
    assert site_contents(SiteFolder(out)) == site_contents(site_folder)
    assert files <= site_contents(SiteFolder(out)).keys()


def test_a_folder_that_cannot_become_a_site_changes_nothing(press: Press, site_folder: SiteFolder) -> None:
    load(press, site_folder)
    site_folder.config.write_text("[[[", encoding="utf-8")
    with pytest.raises(SiteFolderError, match="nothing was published"):
        load(press, site_folder)
    assert load_again(press, site_folder) == 1


def load_again(press: Press, folder: SiteFolder) -> int:
    check_out(press.database, out := folder.path.parent / "again")
    return load(press, SiteFolder(out)).version.number


def test_rows_with_errors_are_loaded_only_if_that_is_said(press: Press, site_folder: SiteFolder) -> None:
    with site_folder.locations.open("a", encoding="utf-8") as file:
        file.write("Xyzzyville,FL\n")
    with pytest.raises(SiteFolderError, match="--allow-errors") as caught:
        load(press, site_folder)
    assert "Xyzzyville" in str(caught.value.problems[0])
    assert load(press, site_folder, allows_errors=True).version.number == 1


def test_what_others_published_is_not_undone_unawares(
    press: Press, versions: SharedVersions, site_folder: SiteFolder, tmp_path: Path
) -> None:
    load(press, site_folder)
    versions.publish(Change({"redirects.csv": EMPTY}, "By Ben"), who="ben", now=NOW)
    with site_folder.locations.open("a", encoding="utf-8") as file:
        file.write("Edgewater,FL\n")
    with pytest.raises(ConflictError, match=r"redirects\.csv.*By Ben"):
        load(press, site_folder)
    assert versions.newest == 2
    with pytest.raises(UsageError, match="were changed since"):
        check_out(press.database, site_folder.path)
    check_out(press.database, out := tmp_path / "out")
    assert (out / "redirects.csv").read_bytes() == EMPTY
    (out / "locations.csv").write_bytes(site_folder.locations.read_bytes())
    assert load(press, SiteFolder(out)).version.files == ("locations.csv",)
    assert load(press, site_folder, replaces=True).version.files == ("redirects.csv",)


def test_a_folder_that_is_new_is_held_against_what_was_loaded_last(
    press: Press, versions: SharedVersions, site_folder: SiteFolder, tmp_path: Path
) -> None:
    load(press, site_folder)
    check_out(press.database, fresh := tmp_path / "fresh")
    (fresh / ".locator/store.json").unlink()
    (fresh / "redirects.csv").write_bytes(EMPTY)
    assert load(press, SiteFolder(fresh)).version.number == 2
    versions.publish(Change({"redirects.csv": None}, "By Ben"), who="ben", now=NOW)
    (fresh / ".locator/store.json").unlink()
    with pytest.raises(ConflictError, match="By Ben"):
        load(press, SiteFolder(fresh))


def test_a_folder_that_is_not_ours_is_not_written_to(
    press: Press, site_folder: SiteFolder, tmp_path: Path
) -> None:
    load(press, site_folder)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("Dear …", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty"):
        check_out(press.database, tmp_path / "mine")


# Killed


class Read(Press):
    """Reads the folder once for many attempts."""

    read_before: tuple[Site, Loaded]

    def read(self, _: SiteFolder) -> tuple[Site, Loaded]:
        return self.read_before


def killed(press: Read, folder: SiteFolder, step: int) -> bool:
    """Loads in a process that is killed before its so-many-th statement; whether it was."""
    press.database.close()
    child = os.fork()
    if child == 0:
        steps = count(1)
        for name in ("execute", "executemany", "copy"):
            usual = getattr(psycopg.Cursor, name)

            def stopped(self: Any, *arguments: Any, usual: Any = usual, **options: Any) -> Any:
                if next(steps) == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return usual(self, *arguments, **options)

            setattr(psycopg.Cursor, name, stopped)
        load(press, folder)
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def test_killed_at_any_step_the_old_version_is_served_or_the_new(
    database: Database, site_folder: SiteFolder, tmp_path: Path
) -> None:
    press = Read(database, {}, fixed_clock)
    object.__setattr__(press, "read_before", Press(database, {}, fixed_clock).read(site_folder))
    load(press, site_folder)
    versions = SharedVersions(press, Checkouts(tmp_path / "cache"))
    old = site_contents(site_folder)
    site_folder.redirects.write_bytes(EMPTY)
    new = site_contents(site_folder)
    seen, step = set(), 0
    while killed(press, site_folder, step := step + 1):
        served = versions.version(versions.newest)
        assert served.contents in (old, new)
        assert all(versions.read(served, name) is not None for name in served.contents)
        seen.add(served.contents == new)
        if served.contents == new:  # as it would begin again
            versions.restore(1, who="", now=NOW)
    assert step > 10
    assert seen >= {False}
    assert versions.version(versions.newest).contents == new
    assert [version.told for version in versions.list()][-1] == "The files as they were found"


# What is said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["status"], "which database? set LOCATOR_STORE"),
        (["status", "--store", "postgresql://postgres@127.0.0.1:1/site"], "nothing answers there"),
        (["status", "--store", "{server}/nowhere"], "no database, or no user, of that name"),
        (["load", "{site}", "--store", "{server}/postgres"], "take it with `locator db migrate`"),
        (["load", "/nowhere", "--store", "{server}/postgres"], "take it with `locator db migrate`"),
    ],
)
def test_what_is_wrong_is_one_line(
    *,
    arguments: list[str],
    words: str,
    folder: Path,
    postgres_server: Postgres,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder)
    server = postgres_server.url("").rstrip("/")
    assert main(["db", *(each.format(server=server, site=folder) for each in arguments)]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.splitlines()) == 1


def test_nobody_waits_less_than_not_at_all(
    press: Press, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "load", str(folder), "--wait", "-1", "--store", press.database.url]) == 2
    assert capsys.readouterr().err == "locator: --wait -1: give 0 or more seconds\n"
    assert not press.database.run(read_edition).version


def test_status_tells_versions_and_who_serves(
    press: Press, site_folder: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    load(press, site_folder)
    assert main(["db", "status", "--store", press.database.url]) == 0
    said = capsys.readouterr().out
    assert "*    1  2026-11-23 17:00  ana          The files as they were found" in said
    assert "No server serves from it." in said


def test_a_file_that_is_changed_while_it_is_read_is_not_published_by_halves(
    press: Press, site_folder: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(press, site_folder)
    site_folder.redirects.write_bytes(EMPTY)
    usual = Press.read

    def changed(press: Press, folder: SiteFolder) -> tuple[Site, Loaded]:
        with folder.locations.open("a", encoding="utf-8") as file:
            file.write("Edgewater,FL\n")
        return usual(press, folder)

    monkeypatch.setattr(Press, "read", changed)
    with pytest.raises(StoreError, match="a file was changed while it was read"):
        load(press, site_folder)
    assert press.database.run(read_edition).version == 1


def test_a_folder_that_nobody_may_write_to_is_loaded_all_the_same(
    press: Press, site_folder: SiteFolder
) -> None:
    (site_folder.path / ".locator/store.json").mkdir(parents=True)  # in the way
    assert load(press, site_folder).version.number == 1
    assert not load(press, site_folder).is_new

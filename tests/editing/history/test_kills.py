"""A process that is stopped at any moment leaves the old files or the new ones, whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import killing
import pytest
from conftest import fixed_clock
from killing import OPERATIONS

from locator.editing.change import Change
from locator.editing.draft import Draft
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.history.tracked import read_tracked
from locator.editing.history.versions import Versions
from locator.site.folder import SiteFolder

NOW = fixed_clock()


@pytest.fixture
def small(site_folder: SiteFolder) -> SiteFolder:
    """A site with few texts, whose towns are behind a link, and with a version that is not the newest."""
    shutil.rmtree(site_folder.content / "articles")
    for note in (site_folder.content / "towns/fl").iterdir():
        if note.stem not in ("lake-mary", "sanford"):
            note.unlink()
    elsewhere = site_folder.path.parent / "elsewhere.csv"
    shutil.move(site_folder.locations, elsewhere)
    site_folder.locations.symlink_to(elsewhere)
    return site_folder


def history(folder: SiteFolder) -> SiteFolder:
    change = Change({"redirects.csv": b"from,to,status\n", killing.NOTE: b"Old"}, "First")
    Versions(folder).publish(change, who="ana", now=NOW)
    with folder.redirects.open("ab") as file:
        file.write(b"/by-hand/,/,301\n")
    return folder


def stopped(name: str, how: str, source: SiteFolder, target: Path) -> list[SiteFolder]:
    """A folder for each step at which the operation was stopped, and last the one where it was not."""
    # A link that leads out of the folder would be shared by all.
    towns = source.locations.read_bytes()
    source.locations.unlink()
    (source.path / "real").mkdir()
    (source.path / "real/towns.csv").write_bytes(towns)
    source.locations.symlink_to("real/towns.csv")
    script = Path(killing.__file__)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(
        [sys.executable, script, name, how, source.path, target],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return [SiteFolder(path) for path in sorted(target.iterdir(), key=lambda path: int(path.name))]


def scratch_files(folder: Path) -> list[Path]:
    return list(folder.rglob("*.locator-new"))


def drafted(folder: SiteFolder) -> int:
    return len(Draft(folder, FolderCabinet(folder.path)).edits)


@pytest.mark.parametrize(
    ("name", "has_history"), [("publish", False), *((name, True) for name in OPERATIONS)]
)
def test_killed_at_any_moment_the_files_are_the_old_or_the_new(
    name: str, has_history: bool, small: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule F4: all or nothing, whatever happens on the way."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    if not has_history:  # everything is kept for the first time, so a few texts will do
        shutil.rmtree(small.content / "treatments")
    source = history(small) if has_history else small
    before = read_tracked(source)
    *cut, whole = stopped(name, "killed", source, tmp_path / "runs")
    after = read_tracked(whole)
    assert len(cut) > 3
    seen = set()
    for folder in cut:
        Versions(folder).recover()
        now = read_tracked(folder)
        assert now in (before, after), folder.path
        assert drafted(folder) in (0, drafted(whole))
        seen.add(now == after)
        assert folder.locations.is_symlink()
        assert not [path for path in scratch_files(folder.path) if ".locator/" not in path.as_posix()]
        assert_usable(folder, now)
    if name != "forget":
        assert seen == {False, True}


def assert_usable(folder: SiteFolder, now: dict[str, bytes]) -> None:
    """The history holds what the files are, and goes on."""
    versions = Versions(folder)
    version = versions.publish(
        Change({"redirects.csv": b"from,to\n/after/,/\n"}, "After"), who="ben", now=NOW
    )
    assert (version.told, version.number) == ("After", versions.newest)
    old = versions.version(version.number - 1)
    assert {name: versions.read(old, name) for name in old.contents} == now
    assert not scratch_files(folder.path / ".locator/versions")
    assert [each.number for each in versions.list()] == sorted(
        (each.number for each in versions.list()), reverse=True
    )


@pytest.mark.parametrize("how", ["refused", "full"])
def test_a_disk_that_refuses_any_step_leaves_the_old_files_or_the_new(
    how: str, small: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule F4: nobody has to mend anything afterwards, not even by a further command."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    source = history(small)
    before = read_tracked(source)
    *refused, whole = stopped("publish", how, source, tmp_path / "runs")
    after = read_tracked(whole)
    for folder in refused:
        now = read_tracked(folder)
        assert now in (before, after), folder.path
        assert not [path for path in scratch_files(folder.path) if ".locator/" not in path.as_posix()]
        Versions(folder).recover()
        assert read_tracked(folder) == now
        assert_usable(folder, now)

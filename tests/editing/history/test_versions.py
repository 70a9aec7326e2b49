"""The history of a site folder."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from conftest import fixed_clock

from locator.editing.change import Change
from locator.editing.disk import settle
from locator.editing.history import journal
from locator.editing.history.versions import Versions
from locator.errors import ConflictError, UsageError
from locator.site.folder import SiteFolder

NOW = fixed_clock()
NOTE = "content/towns/fl/new.md"


def publish(site_folder: SiteFolder, files: dict[str, bytes | None], told: str = "A change") -> int:
    return Versions(site_folder).publish(Change(files, told), who="ana", now=NOW).number


def read(site_folder: SiteFolder, name: str) -> bytes:
    return (site_folder.path / name).read_bytes()


def test_a_change_is_a_version_and_the_files_before_it_another(site_folder: SiteFolder) -> None:
    before = read(site_folder, "redirects.csv")
    assert publish(site_folder, {"redirects.csv": b"from,to\n", NOTE: b"A note"}) == 2
    new, old = Versions(site_folder).list()
    assert (new.number, new.who, new.told, new.when) == (2, "ana", "A change", NOW)
    assert new.files == ("redirects.csv", NOTE)
    assert (old.number, old.who, old.told) == (1, "", "The files as they were found")
    assert (read(site_folder, "redirects.csv"), read(site_folder, NOTE)) == (b"from,to\n", b"A note")
    assert Versions(site_folder).read(old, "redirects.csv") == before
    assert Versions(site_folder).read(old, NOTE) is None


def test_hand_edits_become_a_version_of_their_own(site_folder: SiteFolder) -> None:
    publish(site_folder, {NOTE: b"A note"})
    (site_folder.path / NOTE).write_bytes(b"By hand")
    (site_folder.path / "redirects.csv").unlink()
    assert publish(site_folder, {NOTE: None}) == 4
    version = Versions(site_folder).version(3)
    assert (version.told, version.files) == ("Edited by hand", (NOTE, "redirects.csv"))
    assert Versions(site_folder).read(version, NOTE) == b"By hand"
    assert not (site_folder.path / NOTE).exists()


def test_an_old_version_comes_back_and_that_can_be_undone(site_folder: SiteFolder) -> None:
    before = read(site_folder, "redirects.csv")
    publish(site_folder, {"redirects.csv": b"from,to\n", NOTE: b"A note"})
    versions = Versions(site_folder)
    back = versions.restore(1, who="ben", now=NOW)
    assert (back.number, back.told) == (3, "Back to version 1: The files as they were found")
    assert read(site_folder, "redirects.csv") == before
    assert not (site_folder.path / NOTE).exists()
    assert versions.restore(2, who="ben", now=NOW - timedelta(9)).number == 4
    assert read(site_folder, NOTE) == b"A note"
    assert [version.number for version in versions.list()] == [4, 3, 2, 1]


def test_what_changes_nothing_is_no_version(site_folder: SiteFolder) -> None:
    assert publish(site_folder, {"redirects.csv": read(site_folder, "redirects.csv")}) == 1
    assert Versions(site_folder).restore(1, who="", now=NOW).number == 1


def test_a_file_that_somebody_else_changed_meanwhile_is_not_overwritten(site_folder: SiteFolder) -> None:
    change = Change(
        {"redirects.csv": b"mine"}, "Mine", seen={"redirects.csv": read(site_folder, "redirects.csv")}
    )
    publish(site_folder, {"redirects.csv": b"from,to\n"})
    with pytest.raises(ConflictError, match="somebody else was faster"):
        Versions(site_folder).publish(change, who="ben", now=NOW)
    assert read(site_folder, "redirects.csv") == b"from,to\n"


@pytest.mark.parametrize(
    "name", ["../x.md", "/etc/x.md", "content/../x.md", "templates/a.html", ".locator/x", "content/.x.md", ""]
)
def test_only_files_of_which_versions_are_kept_are_written(name: str, site_folder: SiteFolder) -> None:
    with pytest.raises(UsageError, match="not a file that locator writes"):
        publish(site_folder, {name: b""})


def test_a_version_that_never_was_is_named(site_folder: SiteFolder) -> None:
    with pytest.raises(UsageError, match="there are none yet"):
        Versions(site_folder).restore(1, who="", now=NOW)
    publish(site_folder, {NOTE: b""})
    with pytest.raises(UsageError, match="no version 7; there are 1 to 2"):
        Versions(site_folder).restore(7, who="", now=NOW)


def test_what_is_forgotten_while_somebody_lists_it_is_left_out(
    site_folder: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        publish(site_folder, {"redirects.csv": b"from,to\n/%d/,/\n" % number})
    versions, usual = Versions(site_folder), Path.read_bytes

    def late(path: Path) -> bytes:
        monkeypatch.setattr(Path, "read_bytes", usual)
        Versions(site_folder).forget(1)
        return usual(path)

    monkeypatch.setattr(Path, "read_bytes", late)
    assert [version.number for version in versions.list()] == [versions.newest]


def test_what_goes_away_while_it_is_measured_counts_nothing(
    site_folder: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site_folder, {"redirects.csv": b"from,to\n"})
    usual = Path.is_file

    def gone(path: Path) -> bool:
        is_file = usual(path)
        if path.suffix == ".json":
            path.unlink()
        return is_file

    monkeypatch.setattr(Path, "is_file", gone)
    assert Versions(site_folder).size > 0


def test_whoever_interrupts_a_version_that_is_whole_does_not_undo_it(
    site_folder: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site_folder, {"redirects.csv": b"from,to\n"})

    def interrupted(folder: Path) -> None:
        settle(folder)
        if (folder / "000003.json").exists():
            raise KeyboardInterrupt

    monkeypatch.setattr(journal, "settle", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(site_folder, {"redirects.csv": b"from,to\n/old/,/\n"})
    assert Versions(site_folder).newest == 3
    assert Versions(site_folder).edited_by_hand == ()

"""Folders as they really are: links, other people's files in the way, damage, several writers at once."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import fixed_clock

from locator.cli import main
from locator.editing import lock
from locator.editing.change import Change
from locator.editing.draft import Draft
from locator.editing.edits import edited
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.history.tracked import read_tracked
from locator.editing.history.version import parse_version
from locator.editing.history.versions import Versions
from locator.editing.lock import locked
from locator.editing.rows.row_edit import add_row, change_row
from locator.errors import LocatorError, UsageError
from locator.site.folder import SiteFolder

NOW = fixed_clock()
TOWNS = "locations.csv"


def publish(site_folder: SiteFolder, files: dict[str, bytes | None]) -> int:
    return Versions(site_folder).publish(Change(files, "A change"), who="ana", now=NOW).number


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_file_stays_in_the_encoding_of_whoever_saved_it(encoding: str, site_folder: SiteFolder) -> None:
    text = "town;region;aliases\r\nOcala;FL;Café\r\n"
    site_folder.locations.write_bytes(text.encode(encoding))
    row = {"town": "Ocala", "region": "FL", "aliases": "Café"}
    change = edited(site_folder, [change_row(TOWNS, row, {"aliases": "Señor"})])
    publish(site_folder, dict(change.files))
    assert site_folder.locations.read_bytes() == text.replace("Café", "Señor").encode(encoding)
    Versions(site_folder).restore(1, who="", now=NOW)
    assert site_folder.locations.read_bytes() == text.encode(encoding)


def test_links_to_files_and_folders_stay_links(site_folder: SiteFolder, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    site_folder.content.joinpath("towns").rename(elsewhere)
    site_folder.content.joinpath("towns").symlink_to(elsewhere)
    note = "content/towns/fl/lake-mary.md"
    before = (site_folder.path / note).read_bytes()
    publish(site_folder, {note: b"New"})
    assert (site_folder.content / "towns").is_symlink()
    assert (elsewhere / "fl/lake-mary.md").read_bytes() == b"New"
    Versions(site_folder).restore(1, who="", now=NOW)
    assert (elsewhere / "fl/lake-mary.md").read_bytes() == before


def test_a_link_in_a_circle_ends(site_folder: SiteFolder) -> None:
    (site_folder.content / "again").symlink_to(site_folder.content)
    assert publish(site_folder, {"redirects.csv": b"from,to\n"}) == 2


def test_the_rights_of_a_file_stay(site_folder: SiteFolder) -> None:
    site_folder.redirects.chmod(0o440)
    publish(site_folder, {"redirects.csv": b"from,to\n", "content/towns/ga/x.md": b"New"})
    assert site_folder.redirects.stat().st_mode & 0o777 == 0o440
    assert (site_folder.path / "content/towns/ga/x.md").stat().st_mode & 0o777 == 0o644


def test_a_file_in_the_place_of_the_history_is_named(
    site_folder: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    (site_folder.path / ".locator").write_bytes(b"")
    before = read_tracked(site_folder)
    assert main(["history", str(site_folder.path)]) == 0
    assert main(["rename", "lake-mary", "b", str(site_folder.path)]) == 2
    assert ".locator is a file" in capsys.readouterr().err
    with pytest.raises(UsageError, match="is a file"):
        Draft(site_folder, FolderCabinet(site_folder.path)).add(
            add_row(TOWNS, {"town": "Ocala", "region": "FL"}), who="", now=NOW
        )
    assert read_tracked(site_folder) == before


def test_damage_to_the_history_costs_what_is_damaged_only(site_folder: SiteFolder) -> None:
    publish(site_folder, {"redirects.csv": b"from,to\n"})
    publish(site_folder, {"redirects.csv": b"from,to\n/a/,/\n"})
    folder = site_folder.path / ".locator/versions"
    (folder / "000003.json").write_bytes(b'{"number": 3')
    (folder / "notes.json").write_bytes(b"")
    assert publish(site_folder, {"redirects.csv": b"from,to\n/b/,/\n"}) == 5
    versions = Versions(site_folder)
    assert [version.number for version in versions.list()] == [5, 4, 2, 1]
    assert versions.read(versions.version(4), "redirects.csv") == b"from,to\n/a/,/\n"
    blob = versions.version(2).contents["redirects.csv"]
    (folder / "blobs" / blob).write_bytes(b"nonsense")
    before = read_tracked(site_folder)
    with pytest.raises(LocatorError, match="is lost or damaged"):
        versions.restore(2, who="", now=NOW)
    assert read_tracked(site_folder) == before


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b'{"number": 1, "when": "soon"}'])
def test_what_is_no_version_is_none(data: bytes) -> None:
    assert parse_version(data) is None


def test_a_file_edited_by_hand_after_a_kill_stays_so(
    site_folder: SiteFolder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    note = "content/towns/ga/x.md"
    publish(site_folder, {note: b"Old"})
    replace, calls = Path.replace, []

    def fail(self: Path, target: Path) -> Path:
        if self.name.startswith(".redirects"):
            calls.append(target)
            raise SystemExit  # and no step of undoing it is possible
        return replace(self, target)

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(Path, "replace", fail)
        patch.setattr("locator.editing.history.journal.Journal._undo", lambda *_: None)
        publish(site_folder, {note: b"New", "redirects.csv": b"from,to\n"})
    site_folder.redirects.write_bytes(b"from,to\n/by-hand/,/\n")
    assert main(["history", str(site_folder.path)]) == 0
    assert "redirects.csv was edited by hand while a change was being written" in caplog.text
    assert site_folder.redirects.read_bytes() == b"from,to\n/by-hand/,/\n"
    assert (site_folder.path / note).read_bytes() == b"New"
    assert Versions(site_folder).edited_by_hand == ("redirects.csv",)
    assert not list(site_folder.path.rglob("*.locator-new"))


def test_threads_that_publish_and_draft_at_once_lose_nothing(site_folder: SiteFolder) -> None:
    publish(site_folder, {})

    def write(number: int) -> None:
        publish(site_folder, {f"content/towns/ga/{number}.md": b"New"})
        edit = add_row("redirects.csv", {"from": f"/{number}/", "to": "/"})
        Draft(site_folder, FolderCabinet(site_folder.path)).add(edit, who="ana", now=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(12)))
    assert sorted(int(path.stem) for path in (site_folder.content / "towns/ga").iterdir()) == [*range(12)]
    assert [version.number for version in Versions(site_folder).list()] == [*range(13, 0, -1)]
    assert all(version.told != "Edited by hand" for version in Versions(site_folder).list())
    draft = Draft(site_folder, FolderCabinet(site_folder.path))
    assert (draft.revision, [each.number for each in draft.edits]) == (12, [*range(1, 13)])
    assert len(draft.to_change().files["redirects.csv"] or b"") > 12 * len("/1/,/,")


def test_a_command_waits_for_another_process_and_then_says_so(
    site_folder: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    path = site_folder.path / ".locator/versions/lock"
    script = (
        "import fcntl, sys; file = open(sys.argv[1], 'ab'); fcntl.flock(file, fcntl.LOCK_EX);"
        "print(flush=True); sys.stdin.read()"
    )
    with locked(path):
        pass
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin and other.stdout
        other.stdout.readline()
        with pytest.raises(UsageError, match="somebody else is writing"):
            publish(site_folder, {"redirects.csv": b"from,to\n"})
        other.kill()  # the lock goes with its holder
    assert publish(site_folder, {"redirects.csv": b"from,to\n"}) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_read(site_folder: SiteFolder) -> None:
    site_folder.path.chmod(0o555)
    try:
        assert main(["history", str(site_folder.path)]) == 0
        assert main(["rename", "lake-mary", "b", str(site_folder.path)]) == 2
    finally:
        site_folder.path.chmod(0o755)

"""The history of a site does the same in a folder and in a database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.editing.change import Change
from locator.editing.history.versions import Versions
from locator.errors import ConflictError, UsageError
from locator.shared.versions import publication
from locator.shared.versions.bringing_out import Press
from locator.shared.versions.checkouts import Checkouts
from locator.shared.versions.loading import load_into
from locator.shared.versions.shared_versions import SharedVersions

if TYPE_CHECKING:
    from pathlib import Path

    from locator.editing.history.history import History
    from locator.site.folder import SiteFolder

NOW = fixed_clock()
NOTE = "content/towns/fl/new.md"
EMPTY, MORE = b"from,to\n", b"from,to\n/old/,/\n"


@dataclass
class Kept:
    """A history of one of both kinds, whose version 1 is the example."""

    history: History

    def publish(self, files: dict[str, bytes | None], told: str = "A change", **options: object) -> int:
        change = Change(files, told, **options)  # type: ignore[arg-type]
        return self.history.publish(change, who="ana", now=NOW).number

    def read(self, name: str) -> bytes | None:
        return self.history.read(self.history.version(self.history.newest), name)


@pytest.fixture(params=["folder", "database"])
def kept(request: pytest.FixtureRequest, site_folder: SiteFolder, tmp_path: Path) -> Kept:
    if request.param == "folder":
        kept = Kept(Versions(site_folder))
        kept.publish({NOTE: None})  # the files as they were found
        return kept
    press = Press(request.getfixturevalue("database"), {}, fixed_clock)
    load_into(press, site_folder, who="", now=NOW)
    return Kept(SharedVersions(press, Checkouts(tmp_path / "cache")))


def test_a_change_is_a_version_and_the_files_before_it_another(kept: Kept) -> None:
    before = kept.read("redirects.csv")
    assert kept.publish({"redirects.csv": EMPTY, NOTE: b"A note"}) == 2
    new, old = kept.history.list()
    assert (new.number, new.who, new.told, new.when) == (2, "ana", "A change", NOW)
    assert new.files == ("redirects.csv", NOTE)
    assert (old.number, old.told) == (1, "The files as they were found")
    assert (kept.read("redirects.csv"), kept.read(NOTE)) == (EMPTY, b"A note")
    assert kept.history.read(old, "redirects.csv") == before
    assert kept.history.read(old, NOTE) is None
    assert kept.history.edited_by_hand == ()
    assert kept.history.size > len(before or b"")


def test_an_old_version_comes_back_and_that_can_be_undone(kept: Kept) -> None:
    before = kept.read("redirects.csv")
    kept.publish({"redirects.csv": EMPTY, NOTE: b"A note"})
    change = kept.history.change_to(1)
    assert change.files == {"redirects.csv": before, NOTE: None}
    back = kept.history.restore(1, who="ben", now=NOW)
    assert (back.number, back.told) == (3, "Back to version 1: The files as they were found")
    assert (kept.read("redirects.csv"), kept.read(NOTE)) == (before, None)
    assert kept.history.restore(2, who="ben", now=NOW - timedelta(9)).number == 4
    assert kept.read(NOTE) == b"A note"
    assert [version.number for version in kept.history.list()] == [4, 3, 2, 1]


def test_what_changes_nothing_is_no_version(kept: Kept) -> None:
    assert kept.publish({"redirects.csv": kept.read("redirects.csv")}) == 1
    assert kept.history.restore(1, who="", now=NOW).number == 1


def test_an_empty_file_is_a_file(kept: Kept) -> None:
    kept.publish({NOTE: b""})
    assert kept.read(NOTE) == b""


def test_a_file_that_somebody_else_changed_meanwhile_is_not_overwritten(kept: Kept) -> None:
    seen = {"redirects.csv": kept.read("redirects.csv")}
    kept.publish({"redirects.csv": EMPTY})
    with pytest.raises(ConflictError, match="somebody else was faster"):
        kept.publish({"redirects.csv": MORE}, seen=seen)
    assert kept.read("redirects.csv") == EMPTY


def test_of_two_at_once_who_saw_the_same_one_publishes(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "PATIENCE", 300.0)  # a busy machine may take long over the first
    seen = {"redirects.csv": kept.read("redirects.csv")}

    def publish(data: bytes) -> int:
        try:
            return kept.publish({"redirects.csv": data}, seen=seen)
        except ConflictError:
            return 0

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(publish, (EMPTY, MORE))) == [0, 2]


@pytest.mark.parametrize("name", ["../x.md", "/etc/x.md", "templates/a.html", ".locator/x", ""])
def test_only_files_of_which_versions_are_kept_are_written(name: str, kept: Kept) -> None:
    with pytest.raises(UsageError, match="not a file that locator writes"):
        kept.publish({name: b""})
    assert kept.history.newest == 1


def test_what_is_forgotten_is_gone_and_the_rest_can_be_read(kept: Kept) -> None:
    kept.publish({NOTE: b"A note"})
    kept.publish({NOTE: b"Another"})
    assert [version.number for version in kept.history.forget(2)] == [1]
    assert [version.number for version in kept.history.list()] == [3, 2]
    assert kept.history.read(kept.history.version(2), NOTE) == b"A note"
    assert [version.number for version in kept.history.forget(0)] == [2]
    assert kept.read("clinics.csv")
    with pytest.raises(UsageError, match="there is no version 1; there are 3 to 3"):
        kept.history.version(1)
    assert kept.publish({NOTE: b"A third"}) == 4

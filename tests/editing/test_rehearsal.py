"""A change tried on a copy."""

from __future__ import annotations

import pytest
from conftest import fixed_clock

from locator.editing.change import Change
from locator.editing.edits import edited
from locator.editing.rehearsal import Rehearsal, rehearse
from locator.editing.rows.row_edit import add_row
from locator.errors import SiteFolderError
from locator.site.folder import SiteFolder


def tried(site_folder: SiteFolder, change: Change) -> Rehearsal:
    return rehearse(site_folder, change, environ={}, clock=fixed_clock)


def test_the_site_after_a_change_is_seen_before_it_is_written(site_folder: SiteFolder) -> None:
    towns = site_folder.locations.read_bytes()
    groveland = add_row("locations.csv", {"town": "Groveland", "region": "FL"})
    rehearsal = tried(site_folder, edited(site_folder, [groveland]))
    assert ("fl", "groveland") in rehearsal.after.towns_by_key
    assert ("fl", "groveland") not in rehearsal.before.towns_by_key
    assert "/back-pain-treatment/fl/groveland/" in rehearsal.catalogue.verdicts
    assert site_folder.locations.read_bytes() == towns


def test_a_text_comes_and_another_goes(site_folder: SiteFolder) -> None:
    old = next((site_folder.content / "towns/fl").iterdir())
    name = f"content/towns/fl/{old.name}"
    rehearsal = tried(site_folder, Change({name: None, "content/towns/ga/x.md": b"# X"}, "Texts"))
    assert ("fl", old.stem) not in rehearsal.after.notes
    assert ("ga", "x") in rehearsal.after.notes
    assert [problem.file for problem in rehearsal.problems] == ["content/towns/ga/x.md"]
    assert old.exists()


def test_a_new_error_refuses_the_change_and_an_old_one_does_not(site_folder: SiteFolder) -> None:
    path = site_folder.locations
    path.write_text(path.read_text() + "Xyzzyville,FL\n")
    atlantis = add_row("locations.csv", {"town": "Atlantisville", "region": "FL"})
    with pytest.raises(SiteFolderError, match="nothing was changed") as caught:
        tried(site_folder, edited(site_folder, [atlantis]))
    assert [problem.value for problem in caught.value.problems] == ["Atlantisville"]
    groveland = add_row("locations.csv", {"town": "Groveland", "region": "FL"})
    assert tried(site_folder, edited(site_folder, [groveland])).problems == ()

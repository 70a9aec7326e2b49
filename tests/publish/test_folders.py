"""A new export in the place of an old one: nothing of the old is lost before all of the new is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.publish import folders
from locator.publish.folders import files_below, replace_export

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["index.html", "index.html.gz", "a/index.html", "a/b/index.html", "a/b", "c/card.png", "c"]


def fill(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in files_below(folder)}


def without_clashes(names: set[str]) -> set[str]:
    """No file is where others need a folder."""
    return {name for name in names if not any(other.startswith(f"{name}/") for other in names)}


trees = st.sets(st.sampled_from(NAMES)).map(without_clashes)


@pytest.mark.parametrize("few", [0, 1_000], ids=["in one step", "file by file"])
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=trees, after=trees, data=st.data())
def test_what_is_left_and_what_is_new_is_there_and_nothing_else(
    few: int, before: set[str], after: set[str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("exports")
    same = sorted(before & after)
    left = data.draw(st.lists(st.sampled_from(same), unique=True)) if same else []
    out = fill(folder / "out", dict.fromkeys(before, "old"))
    fresh = fill(folder / "fresh", dict.fromkeys(after.difference(left), "new"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folders, "FEW", few)
        stamps = replace_export(fresh, out, left, files_below(out))
    assert texts(out) == dict.fromkeys(after.difference(left), "new") | dict.fromkeys(left, "old")
    assert stamps == files_below(out)


def test_where_folders_cannot_change_places_in_one_step_they_do_in_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_swapped", lambda *_: False)
    out, fresh = fill(tmp_path / "out", {"a": "old"}), fill(tmp_path / "fresh", {"b": "new"})
    replace_export(fresh, out, [], files_below(out))
    assert texts(out) == {"b": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_that_is_left_keeps_its_time_and_its_place_on_the_disk(tmp_path: Path) -> None:
    out, fresh = fill(tmp_path / "out", {"a": "old", "b": "old"}), fill(tmp_path / "fresh", {"b": "new"})
    before = (out / "a").stat()
    replace_export(fresh, out, ["a"], files_below(out))
    assert ((out / "a").stat().st_ino, (out / "a").stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

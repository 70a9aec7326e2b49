"""Notes of towns: their files, edits of them, and that a note goes where its town goes."""

from __future__ import annotations

import pytest
from conftest import fixed_clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.cabinet import Cabinet
from locator.editing.draft import Draft
from locator.editing.edit import parse_edit
from locator.editing.edits import edited
from locator.editing.notes.note_edit import NoteEdit
from locator.editing.notes.note_file import NoteFile, parse_note, tidy_note
from locator.editing.rows.row_edit import RowEdit, add_row, change_row, remove_row
from locator.errors import ConflictError, UsageError
from locator.model.conflict import Conflict
from locator.site.folder import SiteFolder

NOW = fixed_clock()
TOWNS, NOTE = "locations.csv", "content/towns/fl/ocala.md"
OCALA = {"town": "Ocala", "region": "FL", "slug": ""}
STEPS = ("write", "rename", "rewrite", "empty", "remove", "add")


@pytest.fixture
def site_folder(site_folder: SiteFolder) -> SiteFolder:
    (site_folder.path / TOWNS).write_text("town,region,slug\nOcala,FL,\n")
    return site_folder


def test_a_note_is_written_changed_and_taken_away_and_the_line_tells_of_it(site_folder: SiteFolder) -> None:
    again = NoteEdit("fl/ocala", "US 27.", "I-75.")
    change = edited(site_folder, [NoteEdit("fl/ocala", "", "US 27."), again])
    assert (change.files, change.told) == ({NOTE: b"I-75.\n"}, "Wrote the note of Ocala, FL")
    assert change.seen == {NOTE: None}
    (site_folder.path / NOTE).write_bytes(b"---\r\nx: y\r\n---\r\nUS 27.\r\n")
    change = edited(site_folder, [again])
    assert change.files == {NOTE: b"---\r\nx: y\r\n---\r\nI-75.\n"}
    assert change.told == "Changed the note of Ocala, FL"
    change = edited(site_folder, [NoteEdit("fl/ocala", "US 27.", "")])
    assert (change.files, change.told) == ({NOTE: None}, "Took away the note of Ocala, FL")


def test_the_second_to_save_is_shown_both_texts_and_no_town_no_note(
    site_folder: SiteFolder, cabinet: Cabinet
) -> None:
    ana, ben = Draft(site_folder, cabinet), Draft(site_folder, cabinet)
    ana.add(NoteEdit("fl/ocala", "", "Hers"), who="ana", now=NOW)
    with pytest.raises(ConflictError) as caught:
        ben.add(NoteEdit("fl/ocala", "", "His"), who="ben", now=NOW)
    assert caught.value.conflicts == (
        Conflict("content/towns", "fl/ocala", "note", "", "Hers", "His", "ana"),
    )
    with pytest.raises(ConflictError, match="no longer there"):
        ben.add(NoteEdit("fl/atlantis", "", "His"), who="ben", now=NOW)
    assert [each.edit for each in Draft(site_folder, cabinet).edits] == [NoteEdit("fl/ocala", "", "Hers")]
    (site_folder.path / NOTE).write_text("By hand")
    with pytest.raises(ConflictError, match='somebody made it "By hand"'):
        Draft(site_folder, cabinet).to_change()


def test_an_edit_of_a_note_that_others_build_upon_stays(site_folder: SiteFolder, cabinet: Cabinet) -> None:
    draft = Draft(site_folder, cabinet)
    draft.add(change_row(TOWNS, OCALA, {"slug": "fort-king"}), who="ana", now=NOW)
    draft.add(NoteEdit("fl/fort-king", "", "Fort."), who="ana", now=NOW)
    with pytest.raises(UsageError, match="edit 2"):
        draft.remove(1)
    draft.remove(2)
    draft.remove(1)


def test_no_note_takes_the_place_of_another(site_folder: SiteFolder) -> None:
    (site_folder.path / NOTE).write_text("Ocala")
    (site_folder.path / "content/towns/fl/fort-king.md").write_text("Fort King")
    with pytest.raises(ConflictError, match="another note"):
        edited(site_folder, [change_row(TOWNS, OCALA, {"slug": "fort-king"})])


@given(st.text(st.sampled_from("-a \n\r\t\x00\ufeff:#"), max_size=30) | st.text(max_size=60))
def test_what_is_typed_is_what_is_read_back(typed: str) -> None:
    text = tidy_note(typed)
    assert tidy_note(text) == text and "\r" not in text
    for file in (NoteFile(), NoteFile("---\r\nx: y\r\n---\r\n")):
        data = file.saying(typed).render()
        assert parse_note(data).text == text
        assert data is None if not text else data is not None and data.endswith(text.encode() + b"\n")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=8), has_note=st.booleans())
def test_a_note_goes_where_its_town_goes_in_any_order(
    steps: list[str], has_note: bool, site_folder: SiteFolder
) -> None:
    """Whatever is done to town and note: one file at most, under the town's address, with the last text."""
    path = site_folder.path / NOTE
    path.unlink(missing_ok=True)
    note, row = "", dict(OCALA)
    if has_note:
        note = "From before"
        path.write_text(note)
    edits: list[RowEdit | NoteEdit] = []
    is_there = True
    for number, step in enumerate(steps):
        key = f"fl/{row['slug'] or 'ocala'}"
        if step == "add" and not is_there:
            row, is_there = dict(OCALA), True
            edits.append(add_row(TOWNS, row))
        elif step == "rename" and is_there:
            edits.append(change_row(TOWNS, row, {"slug": f"town-{number}"}))
            row = row | {"slug": f"town-{number}"}
        elif step == "remove" and is_there:
            edits.append(remove_row(TOWNS, row))
            note, is_there = "", False
        elif step in ("write", "rewrite", "empty") and is_there:
            after = "" if step == "empty" else f"{step} {number}"
            edits.append(NoteEdit(key, note, after))
            note = after
    assert [parse_edit(edit.to_json()) for edit in edits] == edits
    files = edited(site_folder, edits).files
    path.unlink(missing_ok=True) if NOTE in files else None
    left = {name: data for name, data in files.items() if name != TOWNS and data is not None}
    if path.exists():
        left[NOTE] = path.read_bytes()
    expected = {f"content/towns/fl/{row['slug'] or 'ocala'}.md": note} if note else {}
    assert {name: data.decode().strip() for name, data in left.items()} == expected

"""The draft that editors share."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from pathlib import Path

import pytest
from cabinets import opened, place_of
from conftest import fixed_clock

from locator.cabinet import Cabinet
from locator.editing.draft import Draft
from locator.editing.rows.row_edit import add_row, change_row
from locator.errors import ConflictError, LocatorError, UsageError
from locator.model.conflict import Conflict
from locator.site.folder import SiteFolder

NOW = fixed_clock()
TOWNS = "locations.csv"
OCALA = {"town": "Ocala", "region": "FL", "radius": "10", "aliases": ""}


@pytest.fixture
def site_folder(site_folder: SiteFolder) -> SiteFolder:
    (site_folder.path / TOWNS).write_text("town,region,radius,aliases\nOcala,FL,10,\n")
    return site_folder


def test_edits_wait_in_their_order_and_become_one_change(site_folder: SiteFolder, cabinet: Cabinet) -> None:
    draft = Draft(site_folder, cabinet)
    draft.add(add_row(TOWNS, {"town": "DeLand", "region": "FL"}), who="ana", now=NOW, revision=0)
    draft.add(change_row(TOWNS, OCALA, {"radius": "12"}), who="ben", now=NOW, revision=1)
    again = Draft(site_folder, cabinet)
    assert again.revision == 2
    assert [(each.number, each.who, each.when) for each in again.edits] == [(1, "ana", NOW), (2, "ben", NOW)]
    assert again.to_change().files[TOWNS] == b"town,region,radius,aliases\nOcala,FL,12,\nDeLand,FL,,\n"
    again.clear(revision=2)
    assert (again.revision, again.edits) == (3, ())


def test_the_second_to_save_a_cell_is_told_what_the_first_made_of_it(
    site_folder: SiteFolder, cabinet: Cabinet
) -> None:
    ana, ben = Draft(site_folder, cabinet), Draft(site_folder, cabinet)
    ana.add(change_row(TOWNS, OCALA, {"radius": "12"}), who="ana", now=NOW, revision=0)
    with pytest.raises(ConflictError, match='ana made it "12" meanwhile') as caught:
        ben.add(change_row(TOWNS, OCALA, {"radius": "15"}), who="ben", now=NOW, revision=0)
    assert caught.value.conflicts == (Conflict(TOWNS, "fl/ocala", "radius", "10", "12", "15", "ana"),)
    ben.add(change_row(TOWNS, OCALA, {"aliases": "Fort King"}), who="ben", now=NOW, revision=0)
    assert b"Ocala,FL,12,Fort King" in (ben.to_change().files[TOWNS] or b"")


def test_what_was_edited_by_hand_stays_unless_it_is_the_same_cell(
    site_folder: SiteFolder, cabinet: Cabinet
) -> None:
    draft = Draft(site_folder, cabinet)
    draft.add(change_row(TOWNS, OCALA, {"radius": "12"}), who="ana", now=NOW)
    path = site_folder.path / TOWNS
    path.write_text("town,region,radius,aliases\nDeLand,FL,,\nOcala,FL,10,Fort King\n")
    assert draft.to_change().files[TOWNS] == (
        b"town,region,radius,aliases\nDeLand,FL,,\nOcala,FL,12,Fort King\n"
    )
    path.write_text("town,region,radius,aliases\nOcala,FL,11,\n")
    with pytest.raises(ConflictError) as caught:
        draft.to_change()
    assert caught.value.conflicts == (Conflict(TOWNS, "fl/ocala", "radius", "10", "11", "12"),)
    assert len(Draft(site_folder, cabinet).edits) == 1


def test_an_edit_is_taken_out_unless_another_builds_upon_it(
    site_folder: SiteFolder, cabinet: Cabinet
) -> None:
    draft = Draft(site_folder, cabinet)
    new = {"town": "DeLand", "region": "FL"}
    edits = [
        add_row(TOWNS, new),
        change_row(TOWNS, OCALA, {"radius": "12"}),
        change_row(TOWNS, new, {"radius": "9"}),
    ]
    draft.add(*edits, who="ana", now=NOW)
    with pytest.raises(UsageError, match="edit 3 of the same row builds upon it"):
        draft.remove(1)
    draft.remove(2, revision=1)
    assert [each.number for each in draft.edits] == [1, 3]
    with pytest.raises(UsageError, match="no edit 2"):
        draft.remove(2)


def test_a_draft_that_changed_since_it_was_inspected_is_neither_published_nor_thrown_away(
    site_folder: SiteFolder, cabinet: Cabinet
) -> None:
    Draft(site_folder, cabinet).add(change_row(TOWNS, OCALA, {"radius": "12"}), who="ana", now=NOW)
    for act in (Draft(site_folder, cabinet).to_change, Draft(site_folder, cabinet).clear):
        with pytest.raises(ConflictError, match="look at it again"):
            act(revision=0)


def test_a_damaged_draft_is_not_overwritten(site_folder: SiteFolder, cabinet: Cabinet) -> None:
    draft = Draft(site_folder, cabinet)
    with cabinet.slate("draft").alone() as slate:
        slate.write(b'{"revision": 3, "edits": [{')
    with pytest.raises(LocatorError, match="is damaged"):
        draft.clear()
    with pytest.raises(LocatorError, match="is damaged"):
        Draft(site_folder, cabinet)


def test_what_is_published_leaves_the_draft_and_what_came_meanwhile_stays(
    site_folder: SiteFolder, cabinet: Cabinet
) -> None:
    draft = Draft(site_folder, cabinet)
    draft.add(change_row(TOWNS, OCALA, {"radius": "12"}), who="ana", now=NOW)
    published = draft.edits
    Draft(site_folder, cabinet).add(change_row(TOWNS, OCALA, {"aliases": "Fort King"}), who="ben", now=NOW)
    draft.finish(published)
    assert [(each.number, each.who) for each in draft.edits] == [(2, "ben")]
    draft.finish(draft.edits)
    draft.add(add_row(TOWNS, {"town": "DeLand", "region": "FL"}), who="ana", now=NOW)
    assert [each.number for each in draft.edits] == [3]


def _add_towns(place: str, path: Path, who: str) -> None:
    draft = Draft(SiteFolder(path), opened(place))
    for number in range(3):
        town = add_row(TOWNS, {"town": f"{who} {number}", "region": "FL"})
        draft.add(town, who=who, now=NOW, revision=draft.revision)
    with suppress(ConflictError):
        draft.add(change_row(TOWNS, OCALA, {"radius": who[-2:]}), who=who, now=NOW)


def test_editors_in_several_processes_lose_nothing_and_one_wins_a_cell(
    site_folder: SiteFolder, cabinet: Cabinet
) -> None:
    context, names = multiprocessing.get_context("spawn"), ("Ana 11", "Ben 12")
    workers = [
        context.Process(target=_add_towns, args=(place_of(cabinet), site_folder.path, who)) for who in names
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    draft = Draft(site_folder, cabinet)
    cells = [next(iter(each.edit.cells.items())) for each in draft.edits]
    assert sorted(now for column, (_, now) in cells if column == "town") == sorted(
        f"{who} {number}" for who in names for number in range(3)
    )
    assert [column for column, _ in cells].count("radius") == 1
    assert [each.number for each in draft.edits] == [*range(1, 8)]

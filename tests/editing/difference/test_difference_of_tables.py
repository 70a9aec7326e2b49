"""What differs between two versions of the tables: rows by their keys, columns in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import load

from locator.editing.difference.alteration import Deed
from locator.editing.difference.difference import Difference, difference
from locator.editing.difference.telling import details, summary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from locator.editing.difference.alteration import Alteration
    from locator.site.snapshot import Site


def site_at(folder: Path) -> Site:
    site = load(folder).site
    assert site
    return site


def edited(folder: Path, file: str, *swaps: tuple[str, str]) -> Difference:
    """What differs once each text of a file is replaced by another."""
    before, path = site_at(folder), folder / file
    text = path.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return difference(before, site_at(folder))


def appended(folder: Path, file: str, line: str) -> Difference:
    return edited(folder, file, ((text := (folder / file).read_text(encoding="utf-8")), f"{text}{line}\n"))


def told(alterations: Iterable[Alteration]) -> list[tuple[Deed, str, str]]:
    return [(each.deed, each.key, each.name) for each in alterations]


def test_a_folder_and_itself_do_not_differ(folder: Path) -> None:
    found = difference(site_at(folder), site_at(folder))
    assert not found
    assert summary(found) == "Nothing changed."


def test_a_town_is_added_or_removed(folder: Path) -> None:
    found = appended(folder, "locations.csv", "Palatka,FL")
    assert told(found.towns) == [(Deed.ADDED, "fl/palatka", "Palatka, FL")]
    again = edited(folder, "locations.csv", ("Palatka,FL\n", ""))
    assert told(again.towns) == [(Deed.REMOVED, "fl/palatka", "Palatka, FL")]
    assert summary(again) == "Palatka, FL removed."


@pytest.mark.parametrize("proof", ["alias", "redirect", "place"])
def test_a_renamed_town_is_neither_new_nor_gone(folder: Path, proof: str) -> None:
    appended(folder, "locations.csv", "Palatka,FL")
    before = site_at(folder)
    path = folder / "locations.csv"
    text = path.read_text(encoding="utf-8").replace("Palatka,FL\n", "")
    columns = text.splitlines()[0].split(",")
    row = dict.fromkeys(columns, "") | {"town": "Palatka", "region": "FL", "slug": "palatka-river"}
    if proof == "alias":
        row |= {"lat": "29.6486", "lon": "-81.6376", "aliases": "Palatka"}
    elif proof == "redirect":
        row |= {"lat": "29.6486", "lon": "-81.6376"}
        target = "/back-pain-treatment/fl/palatka-river/"
        with (folder / "redirects.csv").open("a", encoding="utf-8") as file:
            file.write(f"/back-pain-treatment/fl/palatka/,{target},301\n")
    path.write_text(f"{text}{','.join(row[column] for column in columns)}\n", encoding="utf-8")
    found = difference(before, site_at(folder))
    assert told(found.towns) == [(Deed.RENAMED, "fl/palatka-river", "Palatka, FL")]
    assert "address of the page" in [cell.label for cell in found.towns[0].cells]
    assert summary(found).startswith("Palatka, FL renamed")


def test_hours_of_one_clinic_are_told_as_such(folder: Path) -> None:
    found = edited(folder, "clinics.csv", ("Mo-Fr 08:00-17:00; Sa 08:00-12:00", "Mo-Fr 08:00-18:00"))
    assert summary(found) == "1 clinic's hours changed."
    (cell,) = found.clinics[0].cells
    before, after = "Mo-Fr 08:00-17:00; Sa 08:00-12:00; PH off", "Mo-Fr 08:00-18:00; PH off"
    assert (cell.column, cell.before, cell.after) == ("hours", before, after)


def test_a_clinic_closes_for_good_or_for_now_and_opens_again(folder: Path) -> None:
    row = next(
        line
        for line in (folder / "clinics.csv").read_text(encoding="utf-8").splitlines()
        if "deland," in line
    )
    assert ",open," in row
    found = edited(folder, "clinics.csv", (row, row.replace(",open,", ",temporarily_closed,")))
    assert told(found.clinics) == [(Deed.PAUSED, "deland", "Example Back Care DeLand")]
    assert summary(found) == "Example Back Care DeLand closed for now."
    paused = row.replace(",open,", ",temporarily_closed,")
    found = edited(folder, "clinics.csv", (paused, row.replace(",open,", ",closed,")))
    assert [each.deed for each in found.clinics] == [Deed.CLOSED]
    found = edited(folder, "clinics.csv", (row.replace(",open,", ",closed,"), row))
    assert [each.deed for each in found.clinics] == [Deed.REOPENED]


def test_another_order_another_delimiter_and_another_spelling_are_no_difference(folder: Path) -> None:
    before, path = site_at(folder), folder / "locations.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\r\n".join([header, *reversed(rows)]), encoding="utf-8-sig")
    assert not difference(before, site_at(folder))
    assert not edited(folder, "clinics.csv", ("(386) 555-0100", "386-555-0100"))


def test_redirects_and_people_are_told(folder: Path) -> None:
    found = appended(folder, "redirects.csv", "/gone-for-good/,,410")
    assert summary(found) == "1 redirect added."
    row = (folder / "practitioners.csv").read_text(encoding="utf-8").splitlines()[-1]
    found = edited(folder, "practitioners.csv", (f"{row}\n", ""))
    assert summary(found) == "1 person removed."


def test_texts_and_settings_are_told(folder: Path) -> None:
    article = next((folder / "content/articles").glob("*.md"))
    article.write_text(article.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    before = site_at(folder)
    article.unlink()
    found = difference(before, site_at(folder))
    assert [(each.deed, each.key) for each in found.texts] == [
        (Deed.REMOVED, f"content/articles/{article.name}")
    ]
    site_toml = (folder / "site.toml").read_text(encoding="utf-8")
    name = next(line for line in site_toml.splitlines() if line.startswith("name = "))
    found = edited(folder, "site.toml", (name, 'name = "Another Name"'))
    assert [cell.after for cell in found.settings[0].cells] == ["Another Name"]


def test_a_changed_note_is_told_with_its_words(folder: Path) -> None:
    note = folder / "content/towns/fl/lake-mary.md"
    text = note.read_text(encoding="utf-8")
    found = edited(folder, "content/towns/fl/lake-mary.md", ("From I-4", "From the <b>fast</b> road & I-4"))
    (change,) = found.texts
    (cell,) = change.cells
    assert "From I-4" in text and cell.before.startswith("From I-4")
    assert cell.after.startswith("From the ") and "road & I-4" in cell.after
    assert any("road & I-4" in line for line in details(found))


def test_a_key_of_a_geocoder_is_told_to_nobody(folder: Path) -> None:
    found = appended(folder, "site.toml", '\n[geocoder]\nservice = "google"\napi_key = "hidden"')
    assert [each.key for each in found.settings] == ["geocoder"]
    assert "hidden" not in repr(found)

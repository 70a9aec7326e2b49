"""Days in the sitemap: they move when a page says something else, and never otherwise (rule A24)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.model.ledger import Ledger
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.publish.dating import dated_entries
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.site.loading import load_site
from locator.site.tables.ledger import render_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.catalogue import Catalogue

FIRST, LATER = "2026-11-22", "2026-11-24"


def opened(folder: Path, day: str = FIRST) -> Catalogue:
    environ = {"LOCATOR_AS_OF": day}
    loaded = load_site(SiteFolder(folder), environ=environ, clock=fixed_clock)
    assert loaded.site
    return open_catalogue(SiteFolder(folder), loaded.site)


def recorded(catalogue: Catalogue) -> Ledger:
    return catalogue.ledger.recorded(catalogue.states, catalogue.site.today)


def record(folder: Path, day: str = FIRST) -> Ledger:
    ledger = recorded(opened(folder, day))
    (folder / "ledger.csv").write_bytes(render_ledger(ledger))
    return ledger


def bodies(catalogue: Catalogue) -> dict[str, bytes]:
    """The pages that have a date, as visitors see them."""
    found = {path: catalogue.answer(path) for path in catalogue.states}
    return {path: output.body for path, output in found.items() if isinstance(output, Output)}


def moved(folder: Path, day: str = LATER) -> set[str]:
    """The pages that get the date of `day`, and no other, if the folder is recorded then."""
    catalogue = opened(folder, day)
    before, after = catalogue.ledger, recorded(catalogue)
    found = {path for path in after.lines if after.lines[path].lastmod != before.lines[path].lastmod}
    assert {after.lines[path].lastmod for path in found} <= {date.fromisoformat(day)}
    return found


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(file: Path, line: str) -> None:
    with file.open("a", encoding="utf-8") as text:
        text.write(f"{line}\n")


def test_the_first_record_knows_no_day_but_those_that_texts_state(folder: Path) -> None:
    """Rule A24: nobody knows how long a page has said what it says, so the day of the build is not told."""
    ledger = record(folder)
    stated = {path for path, line in ledger.lines.items() if line.lastmod}
    assert stated == {path for path, state in opened(folder).states.items() if state.stated}
    assert any(path.startswith("/articles/") for path in stated)
    assert not any(path.startswith("/clinics/") for path in stated)


def test_the_same_folder_gives_the_same_bytes_whatever_the_day(folder: Path) -> None:
    """Rules A24, H8: ledger and sitemap."""
    record(folder)
    before = (folder / "ledger.csv").read_bytes(), machine_files(opened(folder))
    record(folder, LATER)
    assert ((folder / "ledger.csv").read_bytes(), machine_files(opened(folder, LATER))) == before


def test_a_new_look_moves_no_day(folder: Path) -> None:
    """Rules A24, H8: neither style nor templates are what a page says."""
    record(folder)
    before = opened(folder)
    (folder / "static").mkdir()
    (folder / "static" / "style.css").write_text("body { color: green }", encoding="utf-8")
    (folder / "templates").mkdir()
    base = (before.renderer.layers[-1] / "base.html").read_text(encoding="utf-8")
    (folder / "templates" / "base.html").write_text(f"{base}<!-- new -->\n", encoding="utf-8")
    after = opened(folder, LATER)
    assert before.answer("/") != after.answer("/")
    assert moved(folder) == set()
    assert machine_files(after) == machine_files(before)


@pytest.mark.parametrize("day", ["2026-11-23", "2026-12-24", "2027-01-21", "2027-03-15"])
def test_the_calendar_moves_no_day(day: str, folder: Path) -> None:
    """Rules A24, H8: a week, the holidays of the next 45 days and a review that falls due."""
    record(folder)
    before, after = opened(folder).states, opened(folder, day).states
    assert {path: state.digest for path, state in after.items()} == {
        path: state.digest for path, state in before.items()
    }
    assert moved(folder, day) == set()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("clinics.csv", "Mo-Fr 08:00-17:00; Sa 08:00-12:00; PH off", "Mo-Fr 09:00-17:00; PH off"),
        ("clinics.csv", "2026-12-24 08:00-12:00", "2026-12-24 08:00-11:00"),
        ("clinics.csv", "(386) 555-0124", "(386) 555-0125"),
        ("content/towns/fl/lake-mary.md", "the", "the very"),
    ],
)
def test_what_changes_moves_exactly_the_pages_that_show_it(
    file: str, old: str, new: str, folder: Path
) -> None:
    """Rules A24, H8: a clinic's own page, the towns that it is shown in, the lists that print its hours."""
    record(folder)
    before = bodies(opened(folder))
    change(folder / file, old, new)
    after = bodies(opened(folder))
    differing = {path for path in before if before[path] != after[path]}
    assert differing
    assert moved(folder) == differing


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("clinics.csv", "Bus stop across the street", "Bus stop at the corner"),
        ("practitioners.csv", "EXAMPLE-AP-0002", "EXAMPLE-AP-0009"),
        ("clinics.csv", "English;Spanish;Portuguese", "English;Portuguese"),
        ("clinics.csv", "29.01812,-81.28634", "29.02812,-81.28634"),
        ("content/treatments/acupuncture.md", "Acupuncture", "The needles"),
    ],
)
def test_no_page_that_changes_is_missed(file: str, old: str, new: str, folder: Path) -> None:
    """Rule A24: a page that names a clinic may have the day of a detail that only its own page tells."""
    record(folder)
    before = bodies(opened(folder))
    change(folder / file, old, new)
    after = bodies(opened(folder))
    differing = {path for path in before if before[path] != after[path]}
    assert differing
    assert differing <= moved(folder)


def test_new_hours_move_a_clinic_its_towns_and_the_directory(folder: Path) -> None:
    """Rule A24: no treatment, no article, no town that looks elsewhere."""
    record(folder)
    change(folder / "clinics.csv", "Mo-Fr 08:00-17:00; Sa 08:00-12:00; PH off", "Mo-Fr 09:00-17:00; PH off")
    pages = moved(folder)
    assert {"/clinics/", "/clinics/deland/", "/back-pain-treatment/fl/deltona/"} <= pages
    others = {"/", "/articles/", "/back-pain-treatment/", "/back-pain-treatment/fl/", "/clinics/lake-mary/"}
    assert not pages & others


def test_a_look_that_finds_nothing_new_moves_no_day(folder: Path) -> None:
    """Rules A9, A24: a later date of checking alone is no change."""
    record(folder)
    change(folder / "clinics.csv", "2026-11-18", "2026-11-21")
    assert moved(folder) == set()


def test_a_new_date_on_an_old_text_moves_no_day(folder: Path) -> None:
    """Rules A9, A24: what the text states counts when the text has changed, not by itself."""
    record(folder)
    article = folder / "content" / "articles" / "sciatica.md"
    change(article, "updated: 2026-11-22", "updated: 2026-11-24")
    assert moved(folder) == set()


def test_a_text_that_changed_has_the_day_that_it_states(folder: Path) -> None:
    """Rule A24: it was published later than it was written."""
    record(folder)
    article = folder / "content" / "articles" / "sciatica.md"
    change(article, "updated: 2026-11-22", "updated: 2026-11-23")
    append(article, "One more sentence.")
    ledger = recorded(opened(folder, LATER))
    assert ledger.lines["/articles/sciatica/"].lastmod == date(2026, 11, 23)


def test_a_page_that_changed_has_no_day_until_it_is_recorded(folder: Path) -> None:
    """Rule A24: the server writes nothing; it leaves out what it cannot vouch for."""
    record(folder)
    append(folder / "content" / "articles" / "sciatica.md", "One more sentence.")
    catalogue = opened(folder, LATER)
    days = {entry.path: entry.lastmod for entry in dated_entries(catalogue)}
    assert days["/articles/sciatica/"] is None
    assert days["/articles/first-visit/"] == date(2026, 11, 22)


def test_a_new_page_has_the_day_of_its_first_record(folder: Path) -> None:
    """Rule A24."""
    record(folder)
    append(folder / "locations.csv", "DeLand,FL")
    ledger = recorded(opened(folder, LATER))
    assert ledger.lines["/back-pain-treatment/fl/deland/"].lastmod == date(2026, 11, 24)


def test_other_machines_and_versions_find_the_same(folder: Path) -> None:
    """Rule A24: a digest depends on nothing but what stands in the folder."""
    first, second = opened(folder).states, opened(folder).states
    assert first == second
    assert all(len(state.digest) == 19 and state.digest.startswith("v1-") for state in first.values())

"""What becomes of pages between two versions, by their digests, verdicts and places in the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import load

from locator.editing.difference.difference import Difference, difference
from locator.editing.difference.pages import PageChange, Turn
from locator.editing.difference.telling import details, summary
from locator.pages.opening import open_catalogue
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.catalogue import Catalogue


def catalogue_at(folder: Path) -> Catalogue:
    site = load(folder).site
    assert site
    return open_catalogue(SiteFolder(folder), site)


def edited(folder: Path, file: str, old: str, new: str) -> Difference:
    before, path = catalogue_at(folder), folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return difference(before, catalogue_at(folder))


def at(found: Difference, path: str) -> PageChange:
    assert found.pages
    return next(page for page in found.pages if page.path == path)


def test_a_version_and_itself_have_the_same_pages(catalogue: Catalogue) -> None:
    found = difference(catalogue, catalogue)
    assert found.pages == ()
    assert summary(found) == "Nothing changed."


def test_a_clinic_that_closes_changes_pages_verdicts_and_the_sitemap(folder: Path) -> None:
    """A clinic's page goes, its towns' pages say something else, and a town loses its place."""
    row = next(
        row for row in (folder / "clinics.csv").read_text(encoding="utf-8").splitlines() if "deland," in row
    )
    found = edited(folder, "clinics.csv", row, row.replace(",open,", ",closed,"))
    gone = at(found, "/clinics/deland/")
    assert (gone.turn, gone.status, gone.leads_to) == (Turn.GOES, 410, "")
    assert at(found, "/back-pain-treatment/fl/lake-helen/").turn is Turn.CHANGES
    lost = next(page for page in found.pages or () if page.has_another_verdict and page.was_listed)
    assert (lost.before, lost.after, lost.is_listed) == ("index", "noindex", False)
    sentence = summary(found)
    assert sentence.startswith("Example Back Care DeLand closed; 1 page goes, ")
    assert " change, " in sentence
    lines = list(details(found))
    assert "  - /clinics/deland/  (answers 410)" in lines
    assert any(line.endswith("(index -> noindex, leaves the sitemap)") for line in lines)


def test_a_town_that_gives_way_to_another_is_one_page_less_and_one_more(folder: Path) -> None:
    found = edited(folder, "locations.csv", "Holly Hill,FL", "Palatka,FL")
    gone = at(found, "/back-pain-treatment/fl/holly-hill/")
    assert (gone.turn, gone.status, gone.was_listed, gone.is_listed) == (Turn.GOES, 404, True, False)
    come = at(found, "/back-pain-treatment/fl/palatka/")
    assert (come.turn, come.before, come.after) == (Turn.APPEARS, "", "noindex")
    assert come.name == "Back pain treatment: Palatka, FL"

"""How a landing page is made."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from reading import opened, page, text

from landing.measuring import DAYTONA_BEACH

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue


def made(document: HtmlElement) -> dict[str, str]:
    """What the page says of each of its sources."""
    terms = document.xpath("//section[@aria-labelledby='made']//dt")
    return {text(dt): text(dt.getnext()) for dt in terms}


def test_the_page_says_when_its_facts_were_checked(catalogue: Catalogue) -> None:
    """Rule E8: the oldest of the days, here Ormond Beach's."""
    sources = made(page(catalogue, "/back-pain-treatment/fl/holly-hill/"))
    assert sources["Our list of clinics"].endswith("Oldest check: November 9, 2026.")
    assert "Insurance" in sources["Our list of clinics"]
    assert sources["Our list of people who work there"].endswith("Oldest check: November 9, 2026.")


def test_one_clinic_that_was_never_checked_leaves_the_day_out(folder: Path) -> None:
    """Rule E8: nothing is shown as checked that was not."""
    path = folder / "clinics.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["verified_on"] = "" if row["id"] == "ormond-beach" else row["verified_on"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    sources = made(page(opened(folder), DAYTONA_BEACH))
    assert sources["Our list of clinics"].endswith("Not everything here has a date of checking.")

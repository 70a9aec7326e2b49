"""A clinic's own page, the list of clinics, and what a closed clinic leaves."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from geopy.distance import geodesic
from reading import opened, page, text

from locator.pages.finder.question import Question
from locator.pages.opening import open_catalogue
from locator.pages.output import Moved
from locator.site.folder import SiteFolder
from locator.site.queries.search import find_place
from locator.site.urls import Urls

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

ROOT = Path(__file__).parents[2]
LAKE_MARY = "/clinics/lake-mary/"
CLOSED_FOR_NOW = "/clinics/new-smyrna-beach/"


def change(folder: Path, id_: str, **cells: str) -> Path:
    """Changes cells of one row of clinics.csv."""
    path = folder / "clinics.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.update(cells if row["id"] == id_ else {})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_a_page_without_a_zone_gives_the_hours_and_no_status(example: Site) -> None:
    clinic = replace(example.clinics_by_id["lake-mary"], timezone="")
    site = replace(example, clinics=(clinic,))
    document = page(open_catalogue(SiteFolder(ROOT), site), LAKE_MARY)
    assert document.xpath("//table[starts-with(caption, 'Opening hours')]//td")
    assert not document.xpath("//*[@data-hours]|//*[@data-hours-table]")


def test_a_page_says_all_that_its_row_says(catalogue: Catalogue) -> None:
    document = page(catalogue, LAKE_MARY)
    words = text(document.xpath("//main")[0])
    for part in (
        "Example Back Care Lake Mary",
        "500 Example Parkway, Suite 200",
        "Lake Mary, FL 32746",
        "(407) 555-0101",
        "Example Health Plan, Sample Mutual and Medicare (ask the clinic)",
        "English, Spanish and Vietnamese",
        "Elevator to the second floor",
        "Office park lot on two sides of the building",
        "Bus stop about half a mile away",
        "Accepting new patients",
        "Last verified on November 20, 2026",
        "Monday to Friday 7 a.m. to 6 p.m.",
    ):
        assert part in words, part
    assert document.xpath("//a[@href='tel:+14075550101']")
    assert document.xpath("//a[@href='https://example.com/book/lake-mary']/@aria-label") == [
        "Book at Example Back Care Lake Mary"
    ]
    (directions,) = document.xpath("//a[contains(@href, 'google.com/maps')]")
    assert "destination=28.756240,-81.344750" in directions.get("href")
    assert "Google Maps" in directions.get("aria-label")


def test_a_page_says_what_is_not_offered_too(catalogue: Catalogue) -> None:
    offers = page(catalogue, "/clinics/sanford/").xpath("//section[@aria-labelledby='offers']//li")
    said = {offer.xpath("./a/@href")[0]: text(offer).rpartition(": ")[2] for offer in offers}
    assert said == {
        "/back-pain-treatment/": "offered here",
        "/acupuncture/": "not offered here",
        "/physical-therapy/": "offered here",
    }


def test_people_are_named_with_title_and_licence(catalogue: Catalogue) -> None:
    """Rule B14."""
    document = page(catalogue, LAKE_MARY)
    people = document.xpath("//dt[.='Who works there']/following-sibling::dd")
    assert [text(person) for person in people] == [
        "Morgan Example, Acupuncture Physician, license EXAMPLE-AP-0004; "
        "Monday to Thursday; speaks English and Vietnamese",
        "Jamie Placeholder, Physical Therapist, license EXAMPLE-PT-0005; "
        "Monday to Saturday; speaks English and Spanish",
    ]
    (named,) = document.xpath("//section[@aria-labelledby='offers']//*[@class='loc-licensees']")
    assert "Morgan Example (Acupuncture Physician)" in text(named)


def test_the_towns_it_serves_have_no_nearer_clinic(catalogue: Catalogue) -> None:
    site = catalogue.site
    able = [c for c in site.clinics if c.is_open_for_patients]
    for clinic in able:
        items = page(catalogue, Urls().clinic(clinic.id)).xpath("//section[@aria-labelledby='towns']//li")
        for item in items:
            slug, region, town_slug = item.xpath("./a/@href")[0].strip("/").split("/")
            town = site.towns_by_key[region, town_slug]
            origin = (town.point.lat, town.point.lon)
            miles = {
                c.id: geodesic(origin, (c.point.lat, c.point.lon)).miles for c in able if slug in c.treatments
            }
            assert min(miles, key=lambda id_: miles[id_]) == clinic.id
            shown = float(text(item.xpath("./span")[0]).split(maxsplit=1)[0])
            assert abs(shown - miles[clinic.id]) <= (0.05 if shown < 10 else 0.5)


def test_holidays_of_the_next_weeks_are_listed_by_date(catalogue: Catalogue) -> None:
    (table,) = page(catalogue, LAKE_MARY).xpath("//table[starts-with(caption, 'Holiday hours')]")
    assert [(text(row.xpath("./th")[0]), text(row.xpath("./td")[0])) for row in table.xpath(".//tr")] == [
        ("Thursday, November 26", "Closed (Thanksgiving Day)"),
        ("Friday, November 27", "9 a.m. to 1 p.m. (Day after Thanksgiving)"),
        ("Friday, December 25", "Closed (Christmas Day)"),
        ("Friday, January 1", "Closed (New Year's Day)"),
    ]


def test_a_clinic_closed_for_now_sends_patients_to_the_nearest_open_one(catalogue: Catalogue) -> None:
    document = page(catalogue, CLOSED_FOR_NOW)
    (section,) = document.xpath("//section[@aria-labelledby='instead']")
    assert "is closed for the time being" in text(section)
    assert section.xpath(".//a/@href")[0] == "/clinics/daytona-beach/"
    assert document.xpath("//section[@aria-labelledby='towns']") == []
    everything = list(document.iter())
    assert everything.index(section) < everything.index(document.xpath("//*[@id='visit']")[0])


def test_what_a_row_leaves_blank_is_not_spoken_of(folder: Path) -> None:
    blank = dict.fromkeys(
        (
            *("phone", "website", "booking_url", "hours", "special_hours", "insurance", "languages"),
            *("accessibility", "parking", "transit", "accepting_new_patients", "verified_on"),
        ),
        "",
    )
    catalogue = opened(change(folder, "clermont", **blank))
    main = page(catalogue, "/clinics/clermont/").xpath("//main")[0]
    words = text(main)
    assert "Call for opening hours" in words
    for word in ("None", "Insurance", "Parking", "Access", "Languages", "verified", "new patients", "Book"):
        assert word not in re.sub(r"Good to know.*license", "", words), word
    assert not main.xpath(".//a[starts-with(@href, 'tel:')]|.//*[@data-hours]|.//dd[not(node())]")


def test_every_clinic_that_has_a_page_is_in_the_list(catalogue: Catalogue) -> None:
    document = page(catalogue, "/clinics/")
    linked = document.xpath("//main//a[starts-with(@href, '/clinics/')]/@href")
    assert sorted(linked) == sorted(
        path for path in catalogue.pages if path.startswith("/clinics/") and path != "/clinics/"
    )
    assert "10 clinics in 10 towns" in text(document.xpath("//*[@class='loc-lead']")[0])
    headings = [text(heading) for heading in document.xpath("//h2[contains(@id, 'group')]")]
    assert headings == sorted(headings)


# Closed for good


def test_a_closed_clinic_leads_to_its_replacement_or_to_the_nearest_open_ones(catalogue: Catalogue) -> None:
    """Rule A31."""
    assert catalogue.answer("/clinics/port-orange/") == Moved("/clinics/daytona-beach/", 301)
    document = page(catalogue, "/clinics/oviedo/", status=410)
    assert text(document.xpath("//h1")[0]) == "Example Back Care Oviedo has closed"
    cards = [text(link) for link in document.xpath("//*[contains(@class, 'loc-card__name')]/a")]
    assert cards == ["Example Back Care Lake Mary", "Example Back Care Sanford"]
    assert document.xpath("//form")
    assert not document.xpath("//link[@rel='canonical']")
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize("status", ["temporarily_closed", "closed"])
def test_one_field_takes_a_clinic_out_of_every_answer(status: str, folder: Path) -> None:
    catalogue = opened(change(folder, "lake-mary", status=status))
    name = "Example Back Care Lake Mary"
    for path in catalogue.pages:
        cards = page(catalogue, path).xpath("//*[contains(@class, 'loc-card')]//a/text()")
        assert name not in cards, path
    assert (
        name
        not in catalogue.find(Question("Lake Mary"), find_place(catalogue.site, "Lake Mary")).body.decode()
    )
    assert LAKE_MARY not in {entry.path for entry in catalogue.entries()}

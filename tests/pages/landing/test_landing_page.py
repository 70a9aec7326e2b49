"""Landing pages: what they say, in which order, and that every distance and every "in" is true."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from geopy.distance import geodesic

from locator.model.point import Point
from locator.pages.facts.outlook import is_in_town
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.site.folder import SiteFolder
from locator.site.loading import load_site
from locator.site.urls import Urls

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.model.clinic import Clinic
    from locator.model.town import Town
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

BACK_PAIN = "back-pain-treatment"
DAYTONA_BEACH = "/back-pain-treatment/fl/daytona-beach/"
PIERSON = "/back-pain-treatment/fl/pierson/"


def opened(folder: Path) -> Catalogue:
    loaded = load_site(SiteFolder(folder), environ={}, clock=lambda: datetime.now(UTC))
    assert loaded.site
    return open_catalogue(SiteFolder(folder), loaded.site)


def page(catalogue: Catalogue, path: str) -> HtmlElement:
    answer = catalogue.answer(path)
    assert isinstance(answer, Output)
    assert answer.status == 200
    return lxml.html.document_fromstring(answer.body.decode())


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def add_towns(folder: Path, *rows: str) -> Path:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
    return folder


def miles(a: Point, b: Point) -> float:
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).miles)


def is_rounded(shown: str, value: float) -> bool:
    """Tells whether "8.4 miles" or "14 miles" is the value as rule E7 rounds it."""
    number = float(shown.split(maxsplit=1)[0].replace(",", ""))
    return abs(number - value) <= (0.05 if number < 10 else 0.5) + 1e-9


@pytest.fixture(scope="module")
def landing_pages(catalogue: Catalogue) -> list[tuple[Town, str, HtmlElement]]:
    """Every landing page of the example with its town and treatment."""
    return [
        (town, slug, page(catalogue, Urls().landing(slug, town)))
        for town in catalogue.site.towns
        for slug in town.treatments
    ]


def in_true_order(site: Site, town: Town, treatment: str) -> list[Clinic]:
    """The open clinics that offer the treatment, by geopy's own geodesics."""
    able = [c for c in site.clinics if c.is_open_for_patients and treatment in c.treatments]
    return sorted(able, key=lambda clinic: (miles(town.point, clinic.point), clinic.id))


# The order of docs/pages.md


def test_the_parts_stand_in_the_order_of_a_visitors_task(catalogue: Catalogue) -> None:
    document = page(catalogue, DAYTONA_BEACH)
    parts = [
        "//nav[@aria-label='Breadcrumb']",
        "//main//*[contains(@class, 'loc-notice')]",
        "//h1",
        "//*[@class='loc-lead']",
        "//*[@id='nearest']",
        "//*[@id='others']",
        "//*[@id='map']",
        "//form",
        "//*[@id='facts']",
        "//*[@id='note']",
        "//*[@id='treatment']",
        "//*[@id='emergency']",
        "//*[@id='neighbours']",
        "//*[@id='made']",
    ]
    found = [document.xpath(part) for part in parts]
    assert all(found), [part for part, elements in zip(parts, found, strict=True) if not elements]
    everything = list(document.iter())
    places = [everything.index(elements[0]) for elements in found]
    assert places == sorted(places)


def test_the_notice_is_one_line_that_leads_to_the_full_card(
    landing_pages: list[tuple[Town, str, HtmlElement]],
) -> None:
    for _, _, document in landing_pages:
        (link,) = document.xpath("//main//*[contains(@class, 'loc-notice')]//a")
        assert link.get("href") == "#emergency"
        assert "911" in text(link)
        assert len(text(link)) < 120


def test_the_emergency_card_is_short_has_no_link_and_is_never_folded(
    landing_pages: list[tuple[Town, str, HtmlElement]],
) -> None:
    """Rules B21 to B24."""
    for _, _, document in landing_pages:
        (card,) = document.xpath("//*[@id='emergency']")
        assert 1 <= len(card.xpath(".//li")) <= 5
        assert card.xpath(".//a|.//button|ancestor-or-self::details|ancestor-or-self::*[@hidden]") == []
        heading = card.xpath("./h2")[0]
        assert text(heading).startswith("Emergency: ")
        assert "911" in text(heading)


def test_a_landing_page_carries_no_more_than_a_summary_of_the_treatment(
    landing_pages: list[tuple[Town, str, HtmlElement]],
) -> None:
    """Rule E14: 120 words, sources and links apart."""
    for _, _, document in landing_pages:
        (section,) = document.xpath("//section[@aria-labelledby='treatment']")
        words = [text(part) for part in section.xpath(".//p[not(ancestor::*[@class='loc-sources'])]")]
        assert len(" ".join(words).split()) <= 130, words
        hub = document.xpath("//nav[@aria-label='Breadcrumb']//li[2]/a/@href")[0]
        assert section.xpath(f".//a[@href='{hub}']")


def test_the_form_keeps_the_treatment(landing_pages: list[tuple[Town, str, HtmlElement]]) -> None:
    for _, slug, document in landing_pages:
        assert document.xpath("//form//*[@name='treatment']/@value") == [slug]


# Where the clinics are


def test_the_clinics_are_the_nearest_in_true_order(
    example: Site, landing_pages: list[tuple[Town, str, HtmlElement]]
) -> None:
    for town, slug, document in landing_pages:
        shown = [text(link) for link in document.xpath("//*[contains(@class, 'loc-card__name')]/a")]
        true = [clinic.name for clinic in in_true_order(example, town, slug)]
        assert shown == true[: len(shown)], (town.name, slug)
        numbers = [text(number) for number in document.xpath("//*[@class='loc-number']")]
        assert numbers == [str(n) for n in range(1, len(shown) + 1)]


def test_every_distance_is_the_geodesic(
    example: Site, landing_pages: list[tuple[Town, str, HtmlElement]]
) -> None:
    clinics = {clinic.name: clinic for clinic in example.clinics}
    for town, _, document in landing_pages:
        for card in document.xpath("//*[contains(@class, 'loc-card__name')]/parent::*"):
            clinic = clinics[text(card.xpath(".//*[contains(@class, 'loc-card__name')]/a")[0])]
            (distance,) = card.xpath(".//*[@class='loc-distance']")
            assert is_rounded(text(distance), miles(town.point, clinic.point)), (town.name, clinic.id)
            assert "straight line" in text(distance)


def test_a_page_says_in_only_where_a_clinic_has_its_address(
    example: Site, landing_pages: list[tuple[Town, str, HtmlElement]]
) -> None:
    """Rule E4, over every town of the example."""
    both = set()
    for town, slug, document in landing_pages:
        name = re.escape(town.name)
        heading, lead = text(document.xpath("//h1")[0]), text(document.xpath("//*[@class='loc-lead']")[0])
        here = [
            clinic
            for clinic in in_true_order(example, town, slug)
            if (clinic.address.locality, clinic.address.region) == (town.name, town.region.code)
        ]
        both.add(bool(here))
        assert bool(re.search(rf" in {name}$", heading)) == bool(here), heading
        assert bool(re.search(rf" in {name}\b", text(document.xpath("//title")[0]))) == bool(here)
        if not here:
            nearest = in_true_order(example, town, slug)[0]
            assert re.search(rf" near {name}$", heading), heading
            where = r"The nearest is in (.+), (.+ miles?) [a-z-]+ \(straight line\)\."
            why = rf"We have no clinic in {name}\."
            if town.name == "New Smyrna Beach":
                why = rf"The clinic in {name} is closed for the time being\."
                where = where.replace("nearest", "nearest open one")
            said = re.fullmatch(rf"{why} {where}", lead)
            assert said, lead
            assert said[1] == nearest.address.locality
            assert is_rounded(said[2], miles(town.point, nearest.point))
    assert both == {True, False}


def test_the_name_of_a_town_elsewhere_is_another_town(example: Site) -> None:
    town = example.towns_by_key["fl", "lake-mary"]
    clinic = example.clinics_by_id["lake-mary"]
    assert is_in_town(clinic, town)
    assert is_in_town(clinic, replace(town, name="LAKE  MARY"))
    assert is_in_town(clinic, replace(town, name="Heathrow", aliases=("Lake Mary",)))
    assert not is_in_town(clinic, replace(town, name="Lake"))
    assert not is_in_town(replace(clinic, address=replace(clinic.address, region="GA")), town)
    assert not is_in_town(replace(clinic, point=Point(30.5, -84.3)), town)


def test_a_clinic_in_town_is_never_left_out_for_nearer_ones_elsewhere(folder: Path) -> None:
    """Sanford measured from its edge, where Lake Mary's clinic is nearer than its own."""
    towns, settings = folder / "locations.csv", folder / "site.toml"
    towns.write_text(towns.read_text().replace("\nSanford,FL\n", "\nSanford,FL,,,28.757,-81.344\n"))
    settings.write_text("nearest_count = 1\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    document = page(opened(folder), "/back-pain-treatment/fl/sanford/")
    assert text(document.xpath("//h1")[0]) == "Back pain treatment in Sanford"
    shown = [text(link) for link in document.xpath("//*[contains(@class, 'loc-card__name')]/a")]
    assert shown == ["Example Back Care Lake Mary", "Example Back Care Sanford"]


def test_a_town_out_of_reach_is_told_so_and_kept_from_search_engines(folder: Path) -> None:
    catalogue = opened(add_towns(folder, "Key West,FL"))
    document = page(catalogue, "/back-pain-treatment/fl/key-west/")
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert text(document.xpath("//*[@class='loc-lead']")[0]).startswith("We have no clinic in Key West.")
    assert "further away" in text(document.xpath("//section[@aria-labelledby='nearest']")[0])
    assert document.xpath("//*[@id='others']") == []


def test_a_town_may_set_a_radius_of_its_own(folder: Path) -> None:
    add_towns(folder, "Palm Coast,FL,,near,,,,,5 miles", "Bunnell,FL,,far,,,,,60 miles")
    catalogue = opened(folder)
    assert page(catalogue, "/back-pain-treatment/fl/near/").xpath("//meta[@name='robots']")
    assert not page(catalogue, "/back-pain-treatment/fl/far/").xpath("//meta[@name='robots']")


def test_where_nobody_offers_the_treatment_the_page_says_so(folder: Path) -> None:
    header = (folder / "clinics.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "clinics.csv").write_text(f"{header}\n", encoding="utf-8")
    document = page(opened(folder), DAYTONA_BEACH)
    assert text(document.xpath("//h1")[0]) == "Back pain clinics near Daytona Beach"
    assert "offers back pain treatment now" in text(document.xpath("//*[@class='loc-lead']")[0])
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert document.xpath("//*[@id='nearest' or @id='map']") == []


def test_distances_follow_the_units_of_the_site(folder: Path) -> None:
    settings = folder / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('units = "miles"', 'units = "km"'))
    document = page(opened(folder), PIERSON)
    shown = [text(part) for part in document.xpath("//*[@class='loc-distance']/strong")]
    assert shown
    assert all(part.endswith(" km") for part in shown)
    assert "mile" not in text(document.xpath("//section[@aria-labelledby='neighbours']")[0])


# What else the page says


def test_the_hours_are_a_real_table(catalogue: Catalogue, example: Site) -> None:
    """Rule D10."""
    (table,) = page(catalogue, DAYTONA_BEACH).xpath("//table[.//tr[@data-day]]")
    assert example.clinics_by_id["daytona-beach"].name in text(table.xpath("./caption")[0])
    assert [text(day) for day in table.xpath(".//th[@scope='row']")] == [
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    ]
    assert text(table.xpath(".//td")[0]) == "7:30 a.m. to 7 p.m."


def test_facts_are_true_of_this_town(catalogue: Catalogue, example: Site) -> None:
    document = page(catalogue, DAYTONA_BEACH)
    facts = {text(dt): text(dt.getnext()) for dt in document.xpath("//section[@aria-labelledby='facts']//dt")}
    town = example.towns_by_key["fl", "daytona-beach"]
    within = [c for c in in_true_order(example, town, BACK_PAIN) if miles(town.point, c.point) <= 25]
    assert facts["Clinics within 25 miles"] == str(len(within))
    assert facts["Saturday hours"] == "9 a.m. to 3 p.m.: Daytona Beach"
    assert facts["Languages"] == "English: all 4 clinics shown"


def test_the_zip_codes_of_a_town_are_told_where_their_nearest_clinics_differ(
    example: Site, landing_pages: list[tuple[Town, str, HtmlElement]]
) -> None:
    told = 0
    for town, slug, document in landing_pages:
        for line in document.xpath("//dt[.='Nearest by ZIP code']/following-sibling::dd"):
            told += 1
            codes, name = text(line).split(": ")
            for code in re.findall(r"\d{5}", codes):
                assert code in town.postcodes
                place = example.gazetteer.zip(code)
                assert place
                assert in_true_order(example, replace(town, point=place.point), slug)[0].name.endswith(name)
    assert told


def test_what_nobody_knows_leaves_no_line(landing_pages: list[tuple[Town, str, HtmlElement]]) -> None:
    """Rule E6."""
    for town, _, document in landing_pages:
        words = text(document.xpath("//main")[0])
        assert not re.search(r"\bNone\b|\bN/A\b|\bnan\b|\bunknown\b|not known|\(\)| ,|\.\.", words), town.name
        for cell in document.xpath("//dd|//td|//li|//p[not(@hidden or @role)]|//dt|//th"):
            assert text(cell), town.name


def test_editors_words_stand_on_the_pages_of_their_town_alone(
    landing_pages: list[tuple[Town, str, HtmlElement]], example: Site
) -> None:
    for town, _, document in landing_pages:
        assert bool(document.xpath("//*[@id='note']")) == (town.key in example.notes)


def test_the_licensee_is_named(catalogue: Catalogue, example: Site) -> None:
    """Rules B14 and B15: an advertisement of acupuncture names the licensee and the title."""
    words = text(page(catalogue, "/acupuncture/fl/lake-mary/").xpath("//main")[0])
    licensed = [p for p in example.staff["lake-mary"] if "Acupunct" in p.title]
    assert licensed
    assert all(f"{p.name}, {p.title}" in words and p.licence in words for p in licensed)


def test_neighbours_are_few_near_and_useful(
    catalogue: Catalogue, example: Site, landing_pages: list[tuple[Town, str, HtmlElement]]
) -> None:
    """Rule A3: each of at most eight links carries a distance and a clinic."""
    for town, slug, document in landing_pages:
        by_path = {
            Urls().landing(slug, other): other for other in catalogue.site.towns if slug in other.treatments
        }
        items = document.xpath("//*[@class='loc-neighbours']/li")
        assert len(items) == min(8, len(by_path) - 1)
        away = []
        for item in items:
            other = by_path[item.xpath("./a/@href")[0]]
            assert other is not town
            said = re.fullmatch(r"(.+?) away; nearest: (.+), (.+?)", text(item.xpath("./span")[0]))
            assert said
            nearest = in_true_order(example, other, slug)[0]
            assert said[2] == nearest.name
            assert is_rounded(said[1], miles(town.point, other.point))
            assert is_rounded(said[3], miles(other.point, nearest.point))
            away.append(miles(town.point, other.point))
        assert away == sorted(away)
        assert len(document.xpath(f"//main//a[starts-with(@href, '/{slug}/fl/')]")) <= 9


def made(document: HtmlElement) -> dict[str, str]:
    """What the page says of each of its sources."""
    terms = document.xpath("//section[@aria-labelledby='made']//dt")
    return {text(dt): text(dt.getnext()) for dt in terms}


def test_the_page_says_when_its_facts_were_checked(catalogue: Catalogue) -> None:
    """Rule E8: the oldest of the days, here Ormond Beach's; what nobody checked has no day."""
    sources = made(page(catalogue, "/back-pain-treatment/fl/holly-hill/"))
    assert sources["Our list of clinics"].endswith("Oldest check: November 9, 2026.")
    assert "Insurance" in sources["Our list of clinics"]
    assert sources["Our list of people who work there"].endswith("Nothing here has a date of checking.")


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

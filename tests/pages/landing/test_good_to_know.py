"""What a landing page says of the clinics, each thing in one place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reading import opened, page, text

from landing.measuring import BACK_PAIN, DAYTONA_BEACH, in_true_order, miles

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.model.town import Town
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site


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


def test_long_facts_are_folded(folder: Path) -> None:
    """A city whose ZIP codes have many nearest clinics."""
    settings = folder / "site.toml"
    settings.write_text("nearest_count = 9\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    rows = (folder / "clinics.csv").read_text(encoding="utf-8").splitlines()
    orlando = next(row for row in rows if row.startswith("orlando,"))
    lat, lon = re.search(r"(28\.\d+),(-81\.\d+)", orlando).groups()  # type: ignore[union-attr]
    with (folder / "clinics.csv").open("a", encoding="utf-8") as file:
        for n in range(-4, 5):
            row = orlando.replace("orlando,", f"more-{n + 5},", 1).replace(lat, f"{float(lat) + n / 40:.5f}")
            file.write(
                row.replace(lon, f"{float(lon) + n / 40:.5f}").replace("Care Orlando", f"Care Number {n + 5}")
                + "\n"
            )
    document = page(opened(folder), "/back-pain-treatment/fl/orlando/")
    (folded,) = document.xpath("//dt[.='Nearest by ZIP code']/following-sibling::dd/details")
    assert len(folded.xpath(".//li")) > 6


def test_what_nobody_knows_leaves_no_line(landing_pages: list[tuple[Town, str, HtmlElement]]) -> None:
    """Rule E6."""
    for town, _, document in landing_pages:
        words = text(document.xpath("//main")[0])
        assert not re.search(r"\bNone\b|\bN/A\b|\bnan\b|\bunknown\b|not known|\(\)| ,|\.\.", words), town.name
        for cell in document.xpath("//dd|//td|//li|//p[not(@hidden or @role)]|//dt|//th"):
            assert text(cell), town.name


def test_no_page_says_whether_a_clinic_is_open_now(
    landing_pages: list[tuple[Town, str, HtmlElement]],
) -> None:
    """Rule E7: pages are cached; the visitor's own clock tells."""
    for _, _, document in landing_pages:
        assert not re.search(r"[Oo]pen now|[Cc]losed now", text(document.xpath("//main")[0]))


def test_no_page_module_or_template_has_filler() -> None:
    """Rules E5, E6: no invented locality, and no words in the place of a missing fact."""
    filler = re.compile(
        r"proud(?:ly)? (?:to )?serv|conveniently located|nestled|in the heart of|look no further|\bN/A\b"
        r"|state[- ]of[- ]the[- ]art|second to none|your (?:local|trusted)|(?:top|highly)[- ]rated"
        r"|world[- ]class|beautiful|vibrant|bustling|charming|rich history|weather|residents of|whether you",
        re.IGNORECASE,
    )
    root = Path(__file__).parents[3]
    sources = [*root.glob("templates/*.html"), *root.glob("locator/pages/**/*.py")]
    assert sources
    for source in sources:
        assert not filler.search(source.read_text(encoding="utf-8")), source


def test_a_name_cannot_break_out_of_a_fact(folder: Path) -> None:
    """Rule C23: what rows say is text, also in the folded parts."""
    attack = "<img src=x onerror=alert(1)>"
    for name in ("clinics.csv", "practitioners.csv"):
        path = folder / name
        path.write_text(
            path.read_text(encoding="utf-8")
            .replace("Own lot behind the building", attack)
            .replace("Bus stop across the street", attack)
            .replace("Alex Example", attack),
            encoding="utf-8",
        )
    document = page(opened(folder), DAYTONA_BEACH)
    assert text(document.xpath("//main")[0]).count(attack) >= 4
    assert not document.xpath("//img")


def test_the_licensee_stands_by_the_offer(
    landing_pages: list[tuple[Town, str, HtmlElement]], example: Site
) -> None:
    """Rules B14, B15: each clinic shown with acupuncture names who may, in the card that offers it."""
    clinics, told = {clinic.name: clinic for clinic in example.clinics}, 0
    for _, _, document in landing_pages:
        for card in document.xpath("//*[contains(@class, 'loc-card__name')]/parent::*"):
            clinic = clinics[text(card.xpath(".//*[contains(@class, 'loc-card__name')]/a")[0])]
            named = [text(line) for line in card.xpath("./*[@class='loc-licensees']")]
            assert bool(named) == ("acupuncture" in clinic.treatments)
            if named:
                told += 1
                licensed = [
                    p for p in example.staff[clinic.id] if "cupunctur" in p.title or "Oriental" in p.title
                ]
                assert all(f"{person.name} ({person.title})" in named[0] for person in licensed)
    assert told


def test_the_licensee_is_named(catalogue: Catalogue, example: Site) -> None:
    """Rules B14 and B15: an advertisement of acupuncture names the licensee and the title."""
    words = text(page(catalogue, "/acupuncture/fl/lake-mary/").xpath("//main")[0])
    licensed = [p for p in example.staff["lake-mary"] if "Acupunct" in p.title]
    assert licensed
    assert all(f"{p.name}, {p.title}" in words and p.licence in words for p in licensed)

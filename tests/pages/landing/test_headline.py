"""The heading and first sentence: every "in" and every "no" is true."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reading import opened, page, text

from landing.measuring import DAYTONA_BEACH, PIERSON, in_true_order, is_rounded, miles
from locator.model.point import Point
from locator.pages.facts.outlook import is_in_town

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.model.town import Town
    from locator.site.snapshot import Site


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


def test_a_clinic_in_town_that_offers_something_else_is_not_denied(folder: Path) -> None:
    """Rule E4: Mount Dora has a clinic, but nobody there for physical therapy."""
    towns = folder / "locations.csv"
    row = "Mount Dora,FL,,,,,back-pain-treatment;acupuncture"
    towns.write_text(towns.read_text().replace(row, f"{row};physical-therapy"))
    document = page(opened(folder), "/physical-therapy/fl/mount-dora/")
    assert " near Mount Dora" in text(document.xpath("//h1")[0])
    lead = text(document.xpath("//*[@class='loc-lead']")[0])
    assert lead.startswith("No clinic in Mount Dora offers physical therapy")
    assert "The nearest is in Lake Mary, " in lead


def test_a_site_that_only_lists_clinics_has_none(folder: Path) -> None:
    """Rule E4: whose they are is no secret."""
    settings = folder / "site.toml"
    settings.write_text("affiliated = false\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    lead = text(page(opened(folder), PIERSON).xpath("//*[@class='loc-lead']")[0])
    assert lead.startswith("We list no clinic in Pierson. The nearest is in DeLand, ")


def test_where_nobody_offers_the_treatment_the_page_says_so(folder: Path) -> None:
    header = (folder / "clinics.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "clinics.csv").write_text(f"{header}\n", encoding="utf-8")
    document = page(opened(folder), DAYTONA_BEACH)
    assert text(document.xpath("//h1")[0]) == "Back pain clinics near Daytona Beach"
    assert "offers back pain treatment now" in text(document.xpath("//*[@class='loc-lead']")[0])
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert document.xpath("//*[@id='nearest' or @id='map']") == []

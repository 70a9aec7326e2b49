"""Landing pages: the order in which they say things, and that every distance is true."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reading import opened, page, text

from landing.measuring import DAYTONA_BEACH, PIERSON, add_towns, in_true_order, is_rounded, miles
from locator.pages.landing.page import landing_page
from locator.site.urls import Urls

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.model.town import Town
    from locator.pages.catalogue import Catalogue
    from locator.pages.maps.drawing import Map
    from locator.site.snapshot import Site


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
    """Rule E7: a straight line, rounded to a tenth below ten and to a whole above."""
    clinics = {clinic.name: clinic for clinic in example.clinics}
    for town, _, document in landing_pages:
        for card in document.xpath("//*[contains(@class, 'loc-card__name')]/parent::*"):
            clinic = clinics[text(card.xpath(".//*[contains(@class, 'loc-card__name')]/a")[0])]
            (distance,) = card.xpath(".//*[@class='loc-distance']")
            assert is_rounded(text(distance), miles(town.point, clinic.point)), (town.name, clinic.id)
            assert "straight line" in text(distance)


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


def test_distances_follow_the_units_of_the_site(folder: Path) -> None:
    settings = folder / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('units = "miles"', 'units = "km"'))
    document = page(opened(folder), PIERSON)
    shown = [text(part) for part in document.xpath("//*[@class='loc-distance']/strong")]
    assert shown
    assert all(part.endswith(" km") for part in shown)
    assert "mile" not in text(document.xpath("//section[@aria-labelledby='neighbours']")[0])


def test_a_visitor_can_finish_on_the_page(landing_pages: list[tuple[Town, str, HtmlElement]]) -> None:
    """Rules A1, E9: address, hours, telephone, directions, booking, people, parking: all here."""
    for town, _, document in landing_pages:
        (nearest,) = document.xpath("//section[@aria-labelledby='nearest']")
        assert nearest.xpath(".//address")
        assert nearest.xpath(".//a[starts-with(@href, 'tel:')]")
        assert nearest.xpath(".//a[contains(., 'Directions')]")
        assert nearest.xpath(".//a[contains(., 'Book')]"), town.name
        assert len(nearest.xpath(".//table[contains(@class, 'loc-table--week')]//tr")) == 7
        assert nearest.xpath(".//*[@data-hours]")  # what open-now.js reads
        known = {text(dt) for dt in document.xpath("//section[@aria-labelledby='facts']//dt")}
        assert {"Who works there", "Parking", "Access", "Insurance", "Languages"} <= known


def test_the_next_clinics_are_told_in_fewer_words(catalogue: Catalogue) -> None:
    """What they offer is left out, who may offer acupuncture is not (rule B14)."""
    document = page(catalogue, DAYTONA_BEACH)
    (nearest,) = document.xpath("//section[@aria-labelledby='nearest']")
    (others,) = document.xpath("//section[@aria-labelledby='others']")
    assert "Offers:" in text(nearest)
    assert "Offers:" not in text(others)
    assert "Accepting new patients." in text(others)
    assert others.xpath(".//*[@class='loc-licensees']")


def test_a_landing_page_hangs_in_the_hierarchy(landing_pages: list[tuple[Town, str, HtmlElement]]) -> None:
    """Rule A1: treatment, region, town."""
    for town, slug, document in landing_pages:
        trail = document.xpath("//nav[@aria-label='Breadcrumb']//a/@href")
        assert trail == ["/", f"/{slug}/", f"/{slug}/{town.region.slug}/"]


def test_editors_words_stand_on_the_pages_of_their_town_alone(
    landing_pages: list[tuple[Town, str, HtmlElement]], example: Site
) -> None:
    for town, _, document in landing_pages:
        assert bool(document.xpath("//*[@id='note']")) == (town.key in example.notes)


def test_neighbours_are_few_near_and_useful(
    catalogue: Catalogue, example: Site, landing_pages: list[tuple[Town, str, HtmlElement]]
) -> None:
    """Rules A3, E7: each of at most eight links carries a distance and a clinic."""
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


def test_a_map_outlives_the_snapshot_until_something_on_it_changes(
    catalogue: Catalogue, example: Site
) -> None:
    town = example.towns[0]

    def map_of(site: Site) -> Map | None:
        return landing_page(site, site.main_treatment, town, verdicts=catalogue.verdicts).map

    renamed = tuple(replace(clinic, name=f"New {clinic.name}") for clinic in example.clinics)
    assert map_of(replace(example)) is map_of(example)
    assert map_of(replace(example, clinics=renamed)) != map_of(example)

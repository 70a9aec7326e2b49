"""The hubs: a treatment told honestly, and its towns under their counties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from geopy.distance import geodesic
from reading import page, text

from locator.site.urls import Urls

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

TREATMENTS = ("back-pain-treatment", "acupuncture", "physical-therapy")


@pytest.mark.parametrize("slug", TREATMENTS)
def test_the_red_flags_stand_first_whole_and_unfolded(slug: str, catalogue: Catalogue) -> None:
    """Rules B21 to B24."""
    document = page(catalogue, f"/{slug}/")
    (card,) = document.xpath("//*[@id='emergency']")
    everything = list(document.iter())
    first = everything.index(card)
    for later in document.xpath("//form|//*[@class='loc-byline']|//*[@class='loc-reading']"):
        assert first < everything.index(later)
    assert 1 <= len(card.xpath(".//li")) <= 5
    assert not card.xpath(".//a|ancestor::details")
    urgent = document.xpath("//*[contains(@class, 'loc-warning--urgent')]")
    assert all(1 <= len(other.xpath(".//li")) <= 5 for other in urgent)


@pytest.mark.parametrize("slug", TREATMENTS)
def test_the_page_says_who_answers_for_it(slug: str, catalogue: Catalogue) -> None:
    """Rule B1: silence about a review is no option."""
    words = text(page(catalogue, f"/{slug}/").xpath("//*[@class='loc-byline']")[0])
    treatment = catalogue.site.treatments[slug]
    assert treatment.editorial.author in words
    assert ("Reviewed by" in words) == bool(treatment.editorial.reviewer)
    assert ("No clinician has reviewed this page yet." in words) != bool(treatment.editorial.reviewer)


@pytest.mark.parametrize("slug", TREATMENTS)
def test_every_mark_leads_to_a_source_and_back(slug: str, catalogue: Catalogue) -> None:
    document = page(catalogue, f"/{slug}/")
    marks = document.xpath("//sup[@class='loc-mark']/a/@href")
    sources = document.xpath("//*[@class='loc-sources']//li/@id")
    assert {mark.removeprefix("#") for mark in marks} == set(sources)
    assert len(sources) == len(catalogue.site.treatments[slug].sources)


def test_a_guideline_in_favour_never_stands_without_the_one_against(catalogue: Catalogue) -> None:
    """Rule B4, on every page that cites either."""
    cited = 0
    for path in catalogue.pages:
        words = text(page(catalogue, path).xpath("//main")[0])
        if "10.7326/M16-2367" in words or "978-92-4-008178-9" in words:
            cited += 1
            assert "NICE" in words, path
    assert cited


def test_a_treatment_leads_to_its_regions_with_the_number_of_towns(catalogue: Catalogue) -> None:
    for slug in TREATMENTS:
        document = page(catalogue, f"/{slug}/")
        (item,) = document.xpath("//section[@aria-labelledby='regions']//li")
        count = sum(slug in town.treatments for town in catalogue.site.towns)
        assert item.xpath("./a/@href") == [f"/{slug}/fl/"]
        assert f"({count} towns)" in text(item)
        assert document.xpath("//form//*[@name='treatment']/@value") == [slug]


@pytest.mark.parametrize("slug", TREATMENTS)
def test_a_region_lists_every_town_once_under_its_county(slug: str, catalogue: Catalogue) -> None:
    """Rule A1: a hierarchy to browse, and no page outside it."""
    site = catalogue.site
    document = page(catalogue, f"/{slug}/fl/")
    sections = document.xpath("//section[starts-with(@aria-labelledby, 'county-')]")
    counties = [text(section.xpath("./h2")[0]) for section in sections]
    assert counties == sorted(set(counties))
    listed: dict[str, str] = {}
    for county, section in zip(counties, sections, strict=True):
        names = [text(link) for link in section.xpath(".//li/a")]
        assert names == sorted(names)
        listed |= dict.fromkeys(section.xpath(".//li/a/@href"), county)
    towns = [town for town in site.towns if slug in town.treatments]
    assert listed == {Urls().landing(slug, town): town.county for town in towns}


def test_each_town_of_a_region_carries_its_nearest_clinic_and_the_distance(catalogue: Catalogue) -> None:
    site = catalogue.site
    for item in page(catalogue, "/acupuncture/fl/").xpath("//*[contains(@class, 'loc-neighbours')]/li"):
        town = site.towns_by_key["fl", item.xpath("./a/@href")[0].strip("/").rpartition("/")[2]]
        away = {
            clinic.name: geodesic(
                (town.point.lat, town.point.lon), (clinic.point.lat, clinic.point.lon)
            ).miles
            for clinic in site.clinics
            if clinic.is_open_for_patients and "acupuncture" in clinic.treatments
        }
        nearest = min(away, key=lambda name: away[name])
        name, _, distance = text(item.xpath("./span")[0]).rpartition(", ")
        assert name == nearest
        shown = float(distance.split(maxsplit=1)[0])
        assert abs(shown - away[nearest]) <= (0.05 if shown < 10 else 0.5)

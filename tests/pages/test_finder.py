"""The finder: one place, several, none, none near; always a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.pages.finder import finder_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site


def asked(catalogue: Catalogue, query: str, treatment: str = "") -> HtmlElement:
    return lxml.html.document_fromstring(catalogue.find(query, treatment).body.decode())


def text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def heading(document: HtmlElement) -> str:
    return text(document.xpath("//*[@id='results']")[0])


def names(document: HtmlElement) -> list[str]:
    return [text(link) for link in document.xpath("//*[contains(@class, 'loc-card__name')]/a")]


def test_unasked_it_shows_the_form_and_places_to_browse(catalogue: Catalogue) -> None:
    document = asked(catalogue, "")
    assert not document.xpath("//*[@id='results']")
    assert not names(document)
    assert "/back-pain-treatment/fl/" in document.xpath("//main//a/@href")


def test_one_place_gives_a_numbered_list_by_distance(catalogue: Catalogue, example: Site) -> None:
    document = asked(catalogue, "Lake Mary, FL")
    town = example.towns_by_key["fl", "lake-mary"].point
    true = {
        clinic.name: geodesic((town.lat, town.lon), (clinic.point.lat, clinic.point.lon)).miles
        for clinic in example.clinics
        if clinic.is_open_for_patients
    }
    within = sorted((name for name in true if true[name] <= 25), key=lambda name: true[name])
    assert names(document) == within
    assert heading(document) == f"{len(within)} clinics within 25 miles of Lake Mary, FL"
    assert document.xpath("//ol[contains(@class, 'loc-cards')]")


def test_the_treatment_narrows_the_list_and_stays_chosen(catalogue: Catalogue) -> None:
    document = asked(catalogue, "32114", "acupuncture")
    assert names(document) == ["Example Back Care Daytona Beach", "Example Back Care DeLand"]
    assert document.xpath("//select/option[@selected]/@value") == ["acupuncture"]


def test_an_unknown_treatment_counts_as_none(catalogue: Catalogue) -> None:
    document = asked(catalogue, "32114", "magic")
    assert names(document) == names(asked(catalogue, "32114"))
    assert not document.xpath("//select/option[@selected][not(@value='')]")


def test_several_places_are_links_to_choose_from_and_each_is_one_place(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Springfield", "acupuncture")
    assert heading(document) == "Which Springfield?"
    *choices, again = document.xpath("//*[@class='loc-choices']//a/@href")
    assert again == "/find"
    assert not names(document)
    assert len(choices) > 5
    for choice in choices:
        query = parse_qs(urlsplit(choice).query)
        assert query["treatment"] == ["acupuncture"]
        assert not asked(catalogue, query["q"][0]).xpath("//*[@class='loc-choices']"), query


def test_no_place_keeps_the_words_and_suggests_others(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Lake Mary High School")
    assert heading(document) == "We could not find “Lake Mary High School”"
    assert document.xpath("//input[@name='q']/@value") == ["Lake Mary High School"]
    choice = document.xpath("//*[@class='loc-choices']//a/@href")[0]
    assert choice == "/find?q=Lake%20Mary%2C%20Seminole%20County%2C%20FL"


def said(document: HtmlElement) -> list[str]:
    return [text(note) for note in document.xpath("//*[@class='loc-note']")]


def test_a_mended_spelling_is_said(catalogue: Catalogue) -> None:
    document = asked(catalogue, "lake mari")
    assert said(document) == ["Showing Lake Mary, FL. You typed “lake mari”."]
    assert names(document)[0] == "Example Back Care Lake Mary"


def test_a_treatment_in_the_words_is_chosen_and_said(catalogue: Catalogue) -> None:
    document = asked(catalogue, "acupuncture 32114")
    assert names(document) == ["Example Back Care Daytona Beach", "Example Back Care DeLand"]
    assert document.xpath("//select/option[@selected]/@value") == ["acupuncture"]
    assert said(document) == ["You named a treatment: these are acupuncture clinics only."]


def test_the_treatment_that_is_chosen_wins_over_the_words(catalogue: Catalogue) -> None:
    document = asked(catalogue, "acupuncture 32114", "physical-therapy")
    assert document.xpath("//select/option[@selected]/@value") == ["physical-therapy"]
    assert said(document) == []


@pytest.mark.parametrize(
    ("query", "note"),
    [
        (
            "123 Main St, Sanford, FL 32771",
            "Distances are from the middle of ZIP code 32771, not from your street.",
        ),
        (
            "123 Main St, Sanford, FL",
            "Distances are from the middle of Sanford, FL, not from your street. "
            "Add your ZIP code to come closer.",
        ),
    ],
)
def test_an_address_is_answered_from_its_zip_or_town_and_says_so(
    catalogue: Catalogue, query: str, note: str
) -> None:
    assert said(asked(catalogue, query)) == [note]


def test_a_town_of_the_site_comes_with_its_namesakes(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Geneva")
    assert "Geneva, FL" in heading(document)
    assert names(document)
    choices = document.xpath("//*[@class='loc-choices']//a")
    assert "Geneva, Ontario County, NY" in [text(choice) for choice in choices]
    assert text(choices[-1]) == "None of these: search again"


@pytest.mark.parametrize(
    ("query", "head"),
    [
        ("Florida", "Where in Florida?"),
        ("near me", "Where are you?"),
        ("acupuncture", "Where do you look for acupuncture for back pain?"),
        ("Toronto, Ontario", "“Toronto, Ontario” is not in the United States"),
        ("99999", "There is no ZIP code 99999"),
        ("Volusia County", "Which town in Volusia County?"),
        ("Lake Mary, GA", "Which Lake Mary?"),
        ("Tampa FL 32114", "Which of these places?"),
    ],
)
def test_what_is_no_place_to_measure_from_says_why(catalogue: Catalogue, query: str, head: str) -> None:
    document = asked(catalogue, query)
    assert heading(document) == head
    assert not names(document)


def test_nothing_in_reach_gives_the_nearest_with_its_distance(catalogue: Catalogue) -> None:
    """Rule F9."""
    document = asked(catalogue, "Key West, FL")
    assert heading(document) == "No clinic within 25 miles of Key West, FL"
    assert len(names(document)) == 1
    assert "miles away in a straight line" in text(document.xpath("//section[@class='loc-results']")[0])


def test_coordinates_outside_the_globe_are_a_slip_of_the_visitor(catalogue: Catalogue) -> None:
    document = asked(catalogue, "91,0")
    assert "not on the globe" in heading(document)
    assert not names(document)


@pytest.mark.parametrize(
    "query", ["32114", "32114-1234", "Daytona Beach", "daytona beach florida", "Daytona, FL"]
)
def test_a_place_may_be_written_in_many_ways(query: str, catalogue: Catalogue) -> None:
    assert names(asked(catalogue, query))[0] == "Example Back Care Daytona Beach"


@settings(deadline=None)
@given(st.text(max_size=120), st.sampled_from(["", "acupuncture", "x"]))
def test_whatever_is_asked_there_is_an_answer(example: Site, query: str, treatment: str) -> None:
    page = finder_page(example, query, treatment)
    assert page.query == query
    assert bool(page.heading) == bool(query.strip())
    assert not page.frame.is_indexed
    assert len(page.clinics) <= 10


@settings(deadline=None)
@given(st.text(alphabet="<>\"'&{}%", min_size=1, max_size=20))
def test_what_is_asked_comes_back_as_text(catalogue: Catalogue, query: str) -> None:
    document = asked(catalogue, query)
    assert document.xpath("//input[@name='q']/@value") == [query]
    assert len(document.xpath("//main//h1")) == 1
    assert not document.xpath("//main//script|//main//img")

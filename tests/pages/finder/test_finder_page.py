"""The finder: one place, several, none, none near; always a way on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl, urlsplit

import lxml.html
import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.model.hours import parse_hours
from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.pages.finder.page import finder_page
from locator.pages.finder.question import parse_question
from locator.pages.opening import open_catalogue
from locator.site.filters import Facet
from locator.site.folder import SiteFolder
from locator.site.queries.answer import Answer, How
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site


ROOT = Path(__file__).parents[3]
PARAMETERS = (*Facet, "radius", "order", "page")
MONDAY_NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
SATURDAY_EVENING = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def asked(
    catalogue: Catalogue, text: str, treatment: str = "", *, now: datetime = MONDAY_NOON, **fields: str
) -> HtmlElement:
    pairs = [("q", text), ("treatment", treatment), *fields.items()]
    question = parse_question(catalogue.site, pairs)
    answer = find_place(catalogue.site, question.text) if question.text else None
    return lxml.html.document_fromstring(catalogue.find(question, answer, now=now).body.decode())


def posted(catalogue: Catalogue, point: Point, now: datetime = MONDAY_NOON, **fields: str) -> HtmlElement:
    question = parse_question(catalogue.site, fields.items()).at(point)
    answer = Answer("", Place("", "", "", PlaceKind.COORDINATES, point), how=How.POSITION)
    return lxml.html.document_fromstring(catalogue.find(question, answer, now=now).body.decode())


def said_of_results(document: HtmlElement) -> str:
    return text(document.xpath("//section[@class='loc-results']")[0])


def chosen(document: HtmlElement) -> list[str]:
    return [str(box) for box in document.xpath("//input[@type='checkbox'][@checked]/@value")]


def text(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def heading(document: HtmlElement) -> str:
    return text(document.xpath("//*[@id='results' or @id='unknown']")[0])


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
    assert chosen(document) == ["acupuncture"]


def test_an_unknown_treatment_counts_as_none(catalogue: Catalogue) -> None:
    document = asked(catalogue, "32114", "magic")
    assert names(document) == names(asked(catalogue, "32114"))
    assert chosen(document) == []
    assert said(document) == ["We know no “magic”, so it was left out of the search."]


def test_several_places_are_links_to_choose_from_and_each_is_one_place(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Springfield", "acupuncture")
    assert heading(document) == "Which Springfield?"
    *choices, again = document.xpath("//*[@class='loc-choices']//a/@href")
    choices = [choice.removesuffix("#results") for choice in choices]
    assert again == "/find"
    assert not names(document)
    assert len(choices) > 5
    for choice in choices:
        query = parse_qs(urlsplit(choice).query)
        assert query["treatment"] == ["acupuncture"]
        assert "within 25 miles of Springfield" in heading(asked(catalogue, query["q"][0])), query


def test_two_of_one_name_in_one_county_are_told_apart(catalogue: Catalogue) -> None:
    choices = asked(catalogue, "Madawaska, ME").xpath("//*[@class='loc-choices']//a")[:2]
    assert {text(choice) for choice in choices} == {
        "Madawaska, Aroostook County, ME, near Caribou",
        "Madawaska, Aroostook County, ME, near Frenchville",
    }
    for choice in choices:
        query = parse_qs(urlsplit(choice.get("href")).query)["q"][0]
        assert "(near " in heading(asked(catalogue, query))


def test_no_place_keeps_the_words_and_suggests_others(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Lake Mary High School")
    assert heading(document) == "We could not find “Lake Mary High School”"
    assert document.xpath("//input[@name='q']/@value") == ["Lake Mary High School"]
    choice = document.xpath("//*[@class='loc-choices']//a/@href")[0]
    assert choice == "/find?q=Lake%20Mary%2C%20Seminole%20County%2C%20FL#results"


def said(document: HtmlElement) -> list[str]:
    return [text(note) for note in document.xpath("//*[@class='loc-note']")]


def test_a_mended_spelling_is_said(catalogue: Catalogue) -> None:
    document = asked(catalogue, "lake mari")
    assert said(document) == ["Showing Lake Mary, FL. You typed “lake mari”."]
    assert names(document)[0] == "Example Back Care Lake Mary"


def test_a_treatment_in_the_words_is_chosen_and_said(catalogue: Catalogue) -> None:
    document = asked(catalogue, "acupuncture 32114")
    assert names(document) == ["Example Back Care Daytona Beach", "Example Back Care DeLand"]
    assert chosen(document) == ["acupuncture"]
    assert said(document) == ["You named a treatment: these are acupuncture clinics only."]


def test_the_treatment_that_is_chosen_wins_over_the_words(catalogue: Catalogue) -> None:
    document = asked(catalogue, "acupuncture 32114", "physical-therapy")
    assert chosen(document) == ["physical-therapy"]
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
@given(st.text(max_size=120), st.lists(st.tuples(st.sampled_from(PARAMETERS), st.text(max_size=20))))
def test_whatever_is_asked_there_is_an_answer(
    example: Site, query: str, fields: list[tuple[str, str]]
) -> None:
    question = parse_question(example, [*fields, ("q", query)])
    answer = find_place(example, question.text) if question.text else None
    page = finder_page(example, question, answer, MONDAY_NOON)
    assert page.form.text == query.strip()
    assert bool(page.found or page.reply) == bool(query.strip())
    assert not page.frame.is_indexed
    assert not page.found or len(page.found.cards) <= 10


@settings(deadline=None)
@given(st.text(alphabet="<>\"'&{}%", min_size=1, max_size=20))
def test_what_is_asked_comes_back_as_text(catalogue: Catalogue, query: str) -> None:
    document = asked(catalogue, query)
    assert document.xpath("//input[@name='q']/@value") == [query]
    assert len(document.xpath("//main//h1")) == 1
    assert not document.xpath("//main//script[not(@src)]|//main//img")


# Filters


def test_a_filter_narrows_the_list_and_says_how_much(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Lake Mary", language="vietnamese")
    assert heading(document) == "1 of 6 clinics within 25 miles of Lake Mary, FL has what you chose"
    assert names(document) == ["Example Back Care Lake Mary"]
    assert chosen(document) == ["vietnamese"]


def test_a_choice_made_can_be_taken_back(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Lake Mary", "acupuncture", language="spanish", radius="50")
    ways = {text(a): a.get("href") for a in document.xpath("//*[@class='loc-chosen']//a")}
    assert ways == {
        "Take back: Acupuncture for back pain ×": "/find?q=Lake%20Mary&language=spanish&radius=50#results",
        "Take back: Spanish ×": "/find?q=Lake%20Mary&treatment=acupuncture&radius=50#results",
        "Take back: Within 50 miles ×": "/find?q=Lake%20Mary&treatment=acupuncture&language=spanish#results",
    }


def test_every_choice_tells_how_many_clinics_it_leaves(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Lake Mary")
    for box in document.xpath("//input[@type='checkbox']"):
        label = text(box.getparent())
        count = int(label.rpartition("(")[2].split()[0])
        narrowed = asked(catalogue, "Lake Mary", **{box.get("name"): box.get("value")})
        within = "No clinic" not in heading(narrowed)
        assert (len(names(narrowed)) if within else 0) == count, label


def test_no_match_in_the_radius_offers_the_nearest_wider_radii_and_fewer_choices(
    catalogue: Catalogue,
) -> None:
    document = asked(catalogue, "Daytona Beach", language="vietnamese")
    assert heading(document) == "No clinic within 25 miles of Daytona Beach, FL has what you chose"
    assert names(document) == ["Example Back Care Lake Mary"]
    ways = [text(item) for item in document.xpath("//*[@class='loc-choices']/li")]
    assert "Without “Vietnamese”: 4 clinics" in ways
    assert "Within 50 miles: 1 clinic" in ways


def test_a_wider_radius_brings_what_it_promises(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Key West, FL")
    promised = document.xpath("//*[@class='loc-choices']//a[starts-with(., 'Within')]")[0]
    fields = dict(parse_qsl(urlsplit(promised.get("href")).query))
    assert text(promised) == "Within 300 miles: 5 clinics"
    assert len(names(asked(catalogue, fields["q"], radius=fields["radius"]))) == 5


# The clock


def test_each_clinic_says_whether_it_is_open(catalogue: Catalogue) -> None:
    document = asked(catalogue, "Lake Mary")
    assert text(document.xpath("//*[@class='loc-status']")[0]) == "Open now, closes at 6 p.m."
    later = asked(catalogue, "Lake Mary", now=SUNDAY_NIGHT)
    assert text(later.xpath("//*[@class='loc-status']")[0]) == "Closed now, opens at 7 a.m. tomorrow"


def test_out_of_hours_the_open_ones_come_first_and_it_is_said(catalogue: Catalogue) -> None:
    document = asked(catalogue, "DeLand", now=SATURDAY_EVENING)
    states = [text(state).split(",")[0] for state in document.xpath("//*[@class='loc-status']")]
    assert "Open now" not in states or states[0] == "Open now"


def test_when_all_are_closed_the_first_to_open_is_named(catalogue: Catalogue) -> None:
    body = text(asked(catalogue, "Lake Mary", now=SUNDAY_NIGHT).xpath("//section[@class='loc-results']")[0])
    assert (
        "All are closed now. The first to open is Example Back Care Orlando, at 6:30 a.m. tomorrow." in body
    )


def test_a_time_ends_a_sentence_with_one_stop(catalogue: Catalogue) -> None:
    before_dawn = SUNDAY_NIGHT + timedelta(hours=6)
    body = text(asked(catalogue, "Lake Mary", now=before_dawn).xpath("//section[@class='loc-results']")[0])
    assert "The first to open is Example Back Care Orlando, at 6:30 a.m. " in body
    assert ".." not in body


def test_each_clinic_tells_of_its_next_closure(catalogue: Catalogue) -> None:
    body = text(asked(catalogue, "Orange City").xpath("//section[@class='loc-results']")[0])
    assert "Closed Thursday, November 26 (Thanksgiving Day)" in body


def test_clinics_by_appointment_are_not_called_open(example: Site) -> None:
    hours = parse_hours('24/7 "by appointment"')
    clinics = tuple(replace(clinic, hours=hours) for clinic in example.clinics[1:])
    later = replace(example.clinics[0], hours=parse_hours("Tu 09:00-12:00"))
    booked = open_catalogue(SiteFolder(ROOT), replace(example, clinics=(later, *clinics)))
    document = asked(booked, "32114")
    assert "By appointment" in [text(state) for state in document.xpath("//*[@class='loc-status']")]
    body = text(document.xpath("//section[@class='loc-results']")[0])
    assert f"None takes walk-ins now. The first to open is {later.name}, at 9 a.m. tomorrow." in body
    assert not names(asked(booked, "32114", open="now"))


def test_open_now_leaves_only_the_open_ones(catalogue: Catalogue) -> None:
    assert "Example Back Care Mount Dora" in names(asked(catalogue, "Lake Mary"))
    assert "Example Back Care Mount Dora" not in names(asked(catalogue, "Lake Mary", open="now"))
    closed = asked(catalogue, "Lake Mary", open="now", now=SUNDAY_NIGHT)
    assert heading(closed) == "No clinic within 25 miles of Lake Mary, FL has what you chose"
    assert not names(closed)


# The visitor's position


def test_a_position_is_named_and_stands_in_no_address(catalogue: Catalogue) -> None:
    """Rule C7."""
    document = posted(catalogue, Point(28.76, -81.32), radius="10", language="spanish")
    assert "within 10 miles of your location (near Lake Mary, FL)" in heading(document)
    for address in document.xpath("//@href|//@action"):
        assert "28.76" not in address
        assert "81.32" not in address
    forms = document.xpath("//form[@method='post']")
    assert len(forms) > 1
    for form in forms:
        assert form.xpath(".//input[@name='lat']/@value") == ["28.76"]
    share = document.xpath("//a[contains(., 'clinics near')]/@href")
    assert share == ["/find?q=Lake%20Mary%2C%20FL&language=spanish&radius=10"]


def test_directions_from_a_position_leave_it_to_the_device(catalogue: Catalogue) -> None:
    document = posted(catalogue, Point(28.76, -81.32))
    for address in document.xpath("//a[contains(@href, 'google.com/maps')]/@href"):
        assert "origin" not in parse_qs(urlsplit(address).query)


def test_directions_start_at_the_address_or_place_that_was_typed(catalogue: Catalogue) -> None:
    for typed, start in (("Lake Mary", "Lake Mary, FL"), ("1 Main St, Sanford FL", "1 Main St, Sanford FL")):
        address = asked(catalogue, typed).xpath("//a[contains(@href, 'google.com/maps')]/@href")[0]
        assert parse_qs(urlsplit(address).query)["origin"] == [start]


def test_far_from_every_clinic_the_page_says_where_to_look_instead(catalogue: Catalogue) -> None:
    assert "That is too far for most people." in said_of_results(asked(catalogue, "Seattle, WA"))
    assert "That is too far" not in said_of_results(asked(catalogue, "Lake Mary"))


def test_the_list_says_that_nobody_pays_for_a_place(catalogue: Catalogue) -> None:
    """Rule B20: neutral, and disclosed."""
    assert "Nobody pays for a place in this list." in said_of_results(asked(catalogue, "32114"))

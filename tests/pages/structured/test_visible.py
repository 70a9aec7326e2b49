"""What search engines are told, readers see: every word and number, on the same page (rule A21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.model.hours import Hours
from locator.model.phone import parse_phone
from locator.model.special_hours import parse_special_hours
from locator.pages.clinic import clinic_page
from locator.pages.structured.hours import DAYS as NAMES
from locator.site.language import Language
from structured.graphs import Data, graph, of_type, parsed, things, types, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

ENGLISH = Language()
MONDAY = date(2026, 11, 23)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# What is for machines: addresses, names of schema.org, and ISO codes. All else is for people.
ADDRESSES = {"@id", "url", "item", "hasMap", "sameAs", "image"}
CODES = {"@context", "@type", "inLanguage", "addressCountry", "medicalSpecialty", "propertyID"}
HOURS = {"OpeningHoursSpecification"}
DAY_HOURS = (
    *("off", "08:00-17:00", "09:00-12:00,13:00-18:00", "20:00-02:00", "18:00-24:00", "00:00-24:00"),
    *('10:00-14:00 "by appointment"',),
)
DATES = {"datePublished", "dateModified", "lastReviewed"}


def unseen(document: HtmlElement, say: Language = ENGLISH) -> list[tuple[str, object]]:
    """The values of a page's graph, with their properties, that its reader does not see."""
    words = visible(document).casefold()  # a day begins a row with a capital, in Spanish too
    return [
        (key, said)
        for thing in things(graph(document))
        for key, said in (*said_in_words(thing, say), *positions(thing, document))
        if " ".join(said.split()).casefold() not in words
    ]


def said_in_words(thing: Data, say: Language) -> Iterator[tuple[str, str]]:
    """What the page must say for each value of one object, in the page's own words."""
    if HOURS & set(types(thing)):
        yield from (("hours", text) for text in times_texts(thing, say))
        yield from (("day", text) for text in days_texts(thing, say))
        return
    for key, value in thing.items():
        for single in value if isinstance(value, list) else [value]:
            if key in ADDRESSES | CODES | {"latitude", "longitude"}:
                continue
            yield from ((key, text) for text in texts_of(key, single, say))


def texts_of(key: str, value: Any, say: Language) -> Iterator[str]:
    if key == "isAcceptingNewPatients":
        yield say("Accepting new patients" if value else "Not accepting new patients now")
    elif key == "telephone":
        yield str(parse_phone(value, "US"))
    elif key in DATES:
        yield say.date(datetime.fromisoformat(value).date())
    elif isinstance(value, str):
        yield value
    else:
        assert isinstance(value, dict) or key in {"position", "value"}, (key, value)


def times_texts(specification: Data, say: Language) -> Iterator[str]:
    opens, closes = specification["opens"], specification["closes"]
    if (opens, closes) == ("00:00", "00:00"):
        yield say("Closed")
    elif (opens, closes) == ("00:00", "23:59"):
        yield say("24 hours")
    elif say.is_main:
        yield f"{say.clock(time.fromisoformat(opens))} to {say.clock(time.fromisoformat(closes))}"
    else:
        yield from (say.clock(time.fromisoformat(at)) for at in (opens, closes))


def days_texts(specification: Data, say: Language) -> Iterator[str]:
    for name in specification.get("dayOfWeek", []):
        yield say.weekday(MONDAY + timedelta(days=NAMES.index(name)))
    for key in ("validFrom", "validThrough"):
        if key in specification:
            yield say.day(date.fromisoformat(specification[key]))


def positions(thing: Data, document: HtmlElement) -> Iterator[tuple[str, str]]:
    """Nobody reads a coordinate; the link to directions leads there."""
    if "latitude" in thing:
        position = f"destination={thing['latitude']},{thing['longitude']}"
        if not any(position in link for link in document.xpath("//main//a/@href")):
            yield "geo", position


def test_every_word_and_number_is_on_the_page_that_tells_it(
    all_documents: list[tuple[str, HtmlElement]],
) -> None:
    """Rule A21: on every page of both example sites (H4)."""
    faults = {path: found for path, document in all_documents if (found := unseen(document))}
    assert faults == {}


def rows_agree(document: HtmlElement) -> int:
    """Compares a clinic's hours with the rows of its page, and counts the days that it compared."""
    cells = ((row.xpath("string(./th)"), row.xpath("string(./td)")) for row in document.xpath("//tr"))
    rows = {day: " ".join(hours.split()) for day, hours in cells}
    (clinic,) = of_type(document, "MedicalClinic")
    said: dict[str, list[str]] = {}
    regular = clinic.get("openingHoursSpecification", [])
    for each in sorted(regular, key=lambda each: str(each["opens"])):
        for name in days_texts(each, ENGLISH):
            said.setdefault(name, []).extend(times_texts(each, ENGLISH))
    for day in DAYS if said else ():
        walk_in = [part for part in rows[day].split(" and ") if "appointment" not in part]
        assert walk_in == (said.get(day) or ["Closed"] * ("appointment" not in rows[day]))
    for each in clinic.get("specialOpeningHoursSpecification", []):
        (day,) = set(days_texts(each, ENGLISH))
        (times,) = times_texts(each, ENGLISH)
        # Who sees people by appointment only is closed to all others.
        assert times in rows[day] or (times == "Closed" and "appointment" in rows[day])
    return len(said)


def test_each_interval_stands_in_the_row_of_its_day(documents: dict[str, HtmlElement]) -> None:
    """Rules A15, A21: not only somewhere on the page."""
    pages = [page for page in documents.values() if of_type(page, "MedicalClinic")]
    assert sum(map(rows_agree, pages)) >= 7 * 7


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.sampled_from(DAY_HOURS), min_size=7, max_size=7),
    specials=st.dictionaries(st.integers(-3, 60), st.sampled_from(DAY_HOURS), max_size=5),
)
def test_whatever_the_hours_page_and_graph_agree(
    catalogue: Catalogue, days: list[str], specials: dict[int, str]
) -> None:
    """Rules A15, A16, A21: breaks, nights, whole days, appointments, holidays past and to come."""
    site = catalogue.site
    text = "; ".join(f"{site.today + timedelta(days=n)} {hours}" for n, hours in specials.items())
    week = "; ".join(f"{name[:2]} {hours}" for name, hours in zip(DAYS, days, strict=True))
    clinic = replace(site.clinics[0], hours=Hours(week, parse_special_hours(text)))
    rows_agree(parsed(catalogue.renderer.render(clinic_page(site, clinic))))


@pytest.mark.parametrize(
    "graph_text",
    [
        '{"@type": "City", "name": "Padded Town"}',
        '{"@type": "MedicalClinic", "telephone": "+13865550199"}',
        '{"@type": "OpeningHoursSpecification", "opens": "05:00", "closes": "23:00", "dayOfWeek": []}',
        '{"@type": "OpeningHoursSpecification", "opens": "08:00", "closes": "12:00",'
        ' "validFrom": "2026-12-24", "validThrough": "2026-12-24"}',
        '{"@type": "GeoCoordinates", "latitude": "1.000000", "longitude": "2.000000"}',
        '{"@type": "Article", "datePublished": "2020-01-01T00:00:00-05:00"}',
        '{"@type": "MedicalClinic", "isAcceptingNewPatients": true}',
    ],
)
def test_the_judge_sees_what_a_page_hides(graph_text: str) -> None:
    """Rule A21: the test above is able to fail."""
    page = (
        '<html lang="en"><head><script type="application/ld+json">'
        f'{{"@context": "https://schema.org", "@graph": [{graph_text}]}}</script></head>'
        "<body><main>8 a.m. to noon <p hidden>Padded Town</p></main></body></html>"
    )
    assert unseen(parsed(page.encode()))

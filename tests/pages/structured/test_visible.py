"""What search engines are told, readers see: every word and number, on the same page (rule A21)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from locator.model.phone import parse_phone
from locator.pages.structured.hours import DAYS as NAMES
from locator.site.language import Language
from structured.graphs import Data, graph, parsed, things, types, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

ENGLISH = Language()
MONDAY = date(2026, 11, 23)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# What is for machines: addresses, names of schema.org, and ISO codes. All else is for people.
ADDRESSES = {"@id", "url", "item", "hasMap", "sameAs", "image"}
CODES = {"@context", "@type", "inLanguage", "addressCountry", "medicalSpecialty", "propertyID"}
HOURS = {"OpeningHoursSpecification"}
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


def test_each_interval_stands_in_the_row_of_its_day(documents: dict[str, HtmlElement]) -> None:
    """Rules A15, A21: not only somewhere on the page."""
    seen = 0
    for document in documents.values():
        for clinic in graph(document):
            rows = {row.xpath("string(./th)"): row.xpath("string(./td)") for row in document.xpath("//tr")}
            said: dict[str, list[str]] = {}
            regular = clinic.get("openingHoursSpecification", [])
            for each in sorted(regular, key=lambda each: str(each["opens"])):
                for name in days_texts(each, ENGLISH):
                    said.setdefault(name, []).extend(times_texts(each, ENGLISH))
            for day in DAYS if said else ():
                assert rows[day] == (" and ".join(said.get(day, [])) or "Closed")
                seen += 1
            for each in clinic.get("specialOpeningHoursSpecification", []):
                (day,) = set(days_texts(each, ENGLISH))
                (times,) = times_texts(each, ENGLISH)
                assert times in rows[day]
    assert seen >= 7


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

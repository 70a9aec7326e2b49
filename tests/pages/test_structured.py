"""Structured data: true, visible, one identity a clinic, and safe inside a page (rules A11 to A23)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest

from locator.model.document import Editorial
from locator.pages.finder.question import Question
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.pages.schedule import clock_text
from locator.pages.structured import article_data
from locator.site.content.documents import SCHEMA_TYPES, SPECIALTIES
from locator.site.folder import SiteFolder
from locator.site.loading import load_site
from locator.site.queries.search import find_place
from locator.site.urls import Urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

Data = dict[str, Any]
BASE = "https://clinics.example"
HIDDEN_KEYS = {"@context", "@id", "@type", "inLanguage"}


def opened(folder: Path) -> Catalogue:
    loaded = load_site(SiteFolder(folder), environ={}, clock=lambda: datetime.now(UTC))
    assert loaded.site
    return open_catalogue(SiteFolder(folder), loaded.site)


def documents_of(catalogue: Catalogue) -> dict[str, HtmlElement]:
    outputs = {path: catalogue.answer(path) for path in (*catalogue.pages, *catalogue.gone)}
    asked = catalogue.find(Question("32114"), find_place(catalogue.site, "32114"))
    outputs |= {
        "404": catalogue.not_found("/x/"),
        "/find?q=32114": asked,
        "/find": catalogue.find(Question()),
    }
    return {
        name: lxml.html.document_fromstring(output.body.decode())
        for name, output in outputs.items()
        if isinstance(output, Output)
    }


@pytest.fixture(scope="module")
def documents(catalogue: Catalogue) -> dict[str, HtmlElement]:
    return documents_of(catalogue)


def graph(document: HtmlElement) -> list[Data]:
    """What the page says to machines: one block, one graph."""
    blocks = document.xpath("//script[@type='application/ld+json']/text()")
    assert len(blocks) <= 1
    if not blocks:
        return []
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    things: list[Data] = data["@graph"]
    return things


def things(data: Any) -> Iterator[Data]:
    """Every object in it, at any depth."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from things(value)
    elif isinstance(data, list):
        for value in data:
            yield from things(value)


def leaves(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value, key)
    elif isinstance(data, str):
        yield key, data


def visible(document: HtmlElement) -> str:
    """The words on the page, maps and what the head holds apart."""
    body = document.xpath("//body")[0]
    return " ".join(" ".join(body.xpath(".//text()[not(ancestor::svg or ancestor::script)]")).split())


def of_type(document: HtmlElement, name: str) -> list[Data]:
    return [thing for thing in graph(document) if thing["@type"] == name]


# Identity


def test_a_clinic_is_described_on_its_own_page_and_nowhere_else(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    """Rule A12: the identities over all pages are the open clinics."""
    described: dict[str, str] = {}
    for name, document in documents.items():
        for thing in things(graph(document)):
            if thing.get("@type") == "MedicalClinic":
                assert thing["@id"] not in described
                described[thing["@id"]] = name
    paths = {Urls().clinic(clinic.id) for clinic in catalogue.site.clinics if clinic.is_open_for_patients}
    assert described == {f"{BASE}{path}#clinic": path for path in paths}


def test_every_reference_leads_to_a_described_clinic(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    open_ids = {
        f"{BASE}{Urls().clinic(clinic.id)}#clinic"
        for clinic in catalogue.site.clinics
        if clinic.is_open_for_patients
    }
    referred = {
        thing["@id"] for page in documents.values() for thing in things(graph(page)) if "@id" in thing
    }
    assert referred == open_ids


def test_no_page_rates_or_reviews_anything(documents: dict[str, HtmlElement]) -> None:
    """Rule A17."""
    for name, document in documents.items():
        for thing in things(graph(document)):
            assert not {"aggregateRating", "review", "reviews", "starRating"} & thing.keys(), name
            assert thing.get("@type") not in ("AggregateRating", "Review", "Rating"), name


# What a clinic says


@pytest.fixture(scope="module")
def clinics(catalogue: Catalogue, documents: dict[str, HtmlElement]) -> dict[str, tuple[Data, HtmlElement]]:
    """The data and the page of every open clinic, by id."""
    found = {}
    for clinic in catalogue.site.clinics:
        if clinic.is_open_for_patients:
            document = documents[Urls().clinic(clinic.id)]
            (data,) = of_type(document, "MedicalClinic")
            found[clinic.id] = (data, document)
    return found


def test_a_position_is_a_text_of_five_decimals_or_more(
    catalogue: Catalogue, clinics: dict[str, tuple[Data, HtmlElement]]
) -> None:
    """Rule A11."""
    for id_, (data, _) in clinics.items():
        point = catalogue.site.clinics_by_id[id_].point
        for key, value in (("latitude", point.lat), ("longitude", point.lon)):
            assert re.fullmatch(r"-?\d+\.\d{5,}", data["geo"][key])
            assert abs(float(data["geo"][key]) - value) < 1e-6


def test_the_address_is_whole_and_the_phone_can_be_dialed(
    clinics: dict[str, tuple[Data, HtmlElement]],
) -> None:
    parts = {"streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry"}
    for id_, (data, _) in clinics.items():
        assert data["address"].keys() == parts | {"@type"}
        assert all(data["address"].values())
        assert re.fullmatch(r"\+1\d{10}", data["telephone"])
        assert data["url"] == f"{BASE}/clinics/{id_}/"


def test_the_areas_served_are_the_towns_on_the_page(clinics: dict[str, tuple[Data, HtmlElement]]) -> None:
    """Rule A16."""
    some = False
    for data, document in clinics.values():
        towns = document.xpath("//section[@aria-labelledby='towns']//li/a/text()")
        areas = [area["name"] for area in data.get("areaServed", [])]
        assert areas == towns
        some |= bool(areas)
    assert some


def test_hours_are_one_interval_each_and_say_what_the_table_says(
    clinics: dict[str, tuple[Data, HtmlElement]],
) -> None:
    """Rule A15."""
    for data, document in clinics.values():
        rows = {
            row.xpath("string(./th)"): row.xpath("string(./td)") for row in document.xpath("//tr[@data-day]")
        }
        said: dict[str, list[tuple[str, str]]] = {}
        for spec in data["openingHoursSpecification"]:
            for day in spec["dayOfWeek"]:
                said.setdefault(day, []).append((spec["opens"], spec["closes"]))
        for day, text in rows.items():
            expected = [
                f"{clock_text(time.fromisoformat(opens))} to {clock_text(time.fromisoformat(closes))}"
                for opens, closes in sorted(said.get(day, []))
            ]
            assert text == (" and ".join(expected) or "Closed")


def test_holidays_are_dated_ahead_and_stand_on_the_page(
    catalogue: Catalogue, clinics: dict[str, tuple[Data, HtmlElement]]
) -> None:
    """Rule A16."""
    for data, document in clinics.values():
        days = [
            datetime.fromisoformat(s["validFrom"]) for s in data.get("specialOpeningHoursSpecification", [])
        ]
        words = visible(document)
        for day in days:
            assert day.date() >= catalogue.site.today
            assert f"{day:%A, %B} {day.day}" in words


def test_services_and_specialties_are_words_of_schema_org(
    clinics: dict[str, tuple[Data, HtmlElement]],
) -> None:
    """Rules A13 and A14."""
    for data, _ in clinics.values():
        assert {service["@type"] for service in data["availableService"]} <= set(SCHEMA_TYPES) - {""}
        for specialty in data.get("medicalSpecialty", []):
            assert specialty.removeprefix("https://schema.org/") in SPECIALTIES


# What readers see


def test_every_name_and_phone_stands_on_the_page_too(documents: dict[str, HtmlElement]) -> None:
    """Rule A21."""
    for name, document in documents.items():
        words = visible(document)
        for key, text in leaves(graph(document)):
            if key in {"name", "headline", "streetAddress", "addressLocality", "postalCode", "citation"}:
                assert " ".join(text.split()) in words, (name, key, text)
            elif key == "telephone":
                assert document.xpath(f"//a[@href='tel:{text}']"), (name, text)


def test_names_are_visible_where_the_site_does_not_run_the_clinics(folder: Path) -> None:
    settings = folder / "site.toml"
    settings.write_text("affiliated = false\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    document = documents_of(opened(folder))["/"]
    for key, text in leaves(graph(document)):
        if key == "name":
            assert text in visible(document)


def test_a_single_treatment_that_no_clinic_page_lists_is_not_claimed_as_a_service(folder: Path) -> None:
    for name in ("acupuncture", "physical-therapy"):
        (folder / "content" / "treatments" / f"{name}.md").unlink()
        for file in (folder / "locations.csv", folder / "clinics.csv"):
            file.write_text(file.read_text(encoding="utf-8").replace(f";{name}", ""), encoding="utf-8")
    catalogue = opened(folder)
    document = documents_of(catalogue)["/clinics/lake-mary/"]
    for key, text in leaves(graph(document)):
        if key == "name":
            assert text in visible(document)


def test_dates_are_those_of_the_text(documents: dict[str, HtmlElement]) -> None:
    """Rule A19."""
    articles = {name: data for name, page in documents.items() for data in of_type(page, "Article")}
    assert articles
    for name, data in articles.items():
        assert name.startswith("/articles/")
        assert data["datePublished"] <= data["dateModified"]
        published = datetime.fromisoformat(data["datePublished"])
        assert f"{published:%B} {published.day}, {published.year}" in visible(documents[name])


def test_an_article_claims_no_author_and_no_date_that_nobody_gave(catalogue: Catalogue) -> None:
    article = next(iter(catalogue.site.articles.values()))
    bare = replace(article, editorial=Editorial(), sources=())
    assert article_data(catalogue.site, bare).keys() == {"@type", "headline", "inLanguage"}


def test_the_trail_is_the_visible_one(documents: dict[str, HtmlElement]) -> None:
    """Rule A18."""
    for name, document in documents.items():
        shown = [
            (item.text_content().strip(), (item.xpath("./a/@href") or [""])[0])
            for item in document.xpath("//nav[@aria-label='Breadcrumb']//li")
        ]
        trails = of_type(document, "BreadcrumbList")
        assert len(trails) == bool(shown), name
        if not trails:
            continue
        items = trails[0]["itemListElement"]
        assert [item["position"] for item in items] == list(range(1, len(shown) + 1))
        assert [item["name"] for item in items] == [text for text, _ in shown], name
        own = (document.xpath("//link[@rel='canonical']/@href") or [None])[0]
        addresses = [BASE + path if path else own for _, path in shown]
        assert [item.get("item") for item in items] == addresses, name
        assert len(items) >= 2


def test_the_site_and_its_owner_are_named_on_the_home_page_alone(documents: dict[str, HtmlElement]) -> None:
    """Rule A19."""
    for name, document in documents.items():
        assert bool(of_type(document, "WebSite")) == (name == "/")
        assert bool(of_type(document, "Organization")) == (name == "/")


def test_all_addresses_are_absolute_and_of_this_site(documents: dict[str, HtmlElement]) -> None:
    for document in documents.values():
        for key, text in leaves(graph(document)):
            if key in ("url", "item", "@id"):
                assert text.startswith(f"{BASE}/")


def test_only_known_kinds_are_used(documents: dict[str, HtmlElement]) -> None:
    """Rule A20: no FAQPage, which gains nothing."""
    used = {
        thing["@type"] for page in documents.values() for thing in things(graph(page)) if "@type" in thing
    }
    assert used <= {
        *("Article", "BreadcrumbList", "City", "CollectionPage", "GeoCoordinates", "ItemList", "ListItem"),
        *("MedicalClinic", "OpeningHoursSpecification", "Organization", "PostalAddress", "WebSite"),
        *SCHEMA_TYPES,
    }


def test_a_page_that_is_not_for_search_engines_describes_no_thing(documents: dict[str, HtmlElement]) -> None:
    for document in documents.values():
        if document.xpath("//meta[@name='robots'][@content='noindex']"):
            assert {thing["@type"] for thing in graph(document)} <= {"BreadcrumbList"}

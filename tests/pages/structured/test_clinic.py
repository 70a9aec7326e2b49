"""MedicalClinic: one identity a clinic, whole, and nothing that its page does not show."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import load

from locator.model.clinic import Clinic, ClinicStatus
from locator.pages.structured.clinic import clinic_data
from locator.site.content.documents import SCHEMA_TYPES, SPECIALTIES
from locator.site.urls import Urls, directions
from structured.graphs import Data, graph, of_type, page_node, things, types

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

BASE = "https://clinics.example"


@pytest.fixture(scope="module")
def described(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> dict[str, tuple[Clinic, Data, HtmlElement]]:
    """Every clinic that has a page, with its node and its page, by id."""
    found = {}
    for clinic in catalogue.site.clinics:
        if clinic.status is not ClinicStatus.CLOSED:
            document = documents[Urls().clinic(clinic.id)]
            (node,) = of_type(document, "MedicalClinic")
            found[clinic.id] = (clinic, node, document)
    return found


@pytest.fixture(scope="module")
def seeing(
    described: dict[str, tuple[Clinic, Data, HtmlElement]],
) -> list[tuple[Clinic, Data, HtmlElement]]:
    """Those that see patients."""
    return [found for found in described.values() if found[0].is_open_for_patients]


@pytest.mark.parametrize("which", ["example", "florida"])
def test_the_businesses_over_all_pages_are_the_clinics(
    which: str, catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    """Rules A12, A13: each clinic is described on its own page and nowhere else; towns refer (H5)."""
    site = catalogue.site if which == "example" else request.getfixturevalue("florida").site
    pages = request.getfixturevalue("documents" if which == "example" else "florida_documents")
    described = {
        thing["@id"]: path
        for path, document in pages.items()
        for thing in things(graph(document))
        if {"MedicalClinic", "LocalBusiness", "MedicalBusiness", "Hospital"} & set(types(thing))
    }
    paths = [Urls().clinic(c.id) for c in site.clinics if c.status is not ClinicStatus.CLOSED]
    assert described == {f"{site.config.base_url}{path}#clinic": path for path in paths}


def test_a_name_that_changes_leaves_the_identity(example: Site) -> None:
    """Rule A12."""
    clinic = example.clinics_by_id["lake-mary"]
    renamed = replace(clinic, name="Quite another name", website="")
    assert clinic_data(example, renamed)["@id"] == clinic_data(example, clinic)["@id"]


def test_a_town_without_a_clinic_describes_none_and_refers_to_the_nearest(
    documents: dict[str, HtmlElement],
) -> None:
    """Rule A12 (H2)."""
    for path, document in documents.items():
        if path.count("/") == 4:
            assert not of_type(document, "MedicalClinic")
            (listed,) = of_type(document, "ItemList")
            assert page_node(document)["mainEntity"] == {"@id": listed["@id"]}
            for item in listed["itemListElement"]:
                assert item["item"] == {"@id": f"{item['url']}#clinic"}


def test_a_clinic_is_the_main_thing_of_its_page(seeing: list[tuple[Clinic, Data, HtmlElement]]) -> None:
    """Rules A11, A13: type, name, address in all its parts, url."""
    parts = {"streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry"}
    for clinic, node, document in seeing:
        assert node["@type"] == "MedicalClinic"
        assert page_node(document)["mainEntity"] == {"@id": node["@id"]}
        assert node["mainEntityOfPage"] == {"@id": page_node(document)["@id"]}
        assert node["address"].keys() == parts | {"@type"}
        assert all(node["address"].values())
        assert node["url"] == f"{BASE}/clinics/{clinic.id}/"
        assert "additionalType" not in node


def test_a_position_has_five_decimals_or_more(
    described: dict[str, tuple[Clinic, Data, HtmlElement]],
) -> None:
    """Rule A11: as text, which keeps its zeros (H6)."""
    for clinic, node, document in described.values():
        for key, value in (("latitude", clinic.point.lat), ("longitude", clinic.point.lon)):
            assert re.fullmatch(r"-?\d+\.\d{5,}", node["geo"][key])
            assert abs(float(node["geo"][key]) - value) < 1e-6
        link = directions(clinic.point)
        assert f"{node['geo']['latitude']},{node['geo']['longitude']}" in link
        assert document.xpath("//a/@href[. = $link]", link=link)


def test_a_number_that_is_told_can_be_dialed(seeing: list[tuple[Clinic, Data, HtmlElement]]) -> None:
    """Rule A11: country and area code, and the page dials the same number."""
    for clinic, node, document in seeing:
        assert re.fullmatch(r"\+1\d{10}", node["telephone"])
        assert document.xpath("//a/@href[. = $uri]", uri=f"tel:{node['telephone']}")
        assert clinic.phone
        assert str(clinic.phone) in document.xpath("string(//main)")


def test_the_map_is_one_that_the_page_draws(described: dict[str, tuple[Clinic, Data, HtmlElement]]) -> None:
    """Rule A16: our own map, so that following it asks nobody else (C5)."""
    for _, node, document in described.values():
        address, _, anchor = node["hasMap"].partition("#")
        assert address == node["url"]
        (heading,) = document.xpath("//*[@id = $anchor]", anchor=anchor)
        assert heading.getparent().xpath(".//svg")


def test_the_areas_served_are_the_towns_on_the_page(
    described: dict[str, tuple[Clinic, Data, HtmlElement]],
) -> None:
    """Rule A16: no town more, none fewer, in the same order."""
    every = []
    for _, node, document in described.values():
        towns = document.xpath("//section[@aria-labelledby='towns']//li/a/text()")
        assert [area["name"] for area in node.get("areaServed", [])] == towns
        every += towns
    assert every


def test_services_are_those_that_the_page_offers(seeing: list[tuple[Clinic, Data, HtmlElement]]) -> None:
    """Rules A13, A21: by the names of their own pages, and none that is "not offered here"."""
    for _, node, document in seeing:
        lines = document.xpath("//section[@aria-labelledby='offers']//li")
        offered = [
            f"{BASE}{line.xpath('./a/@href')[0]}"
            for line in lines
            if "not offered" not in line.text_content()
        ]
        assert [service["url"] for service in node["availableService"]] == offered
        assert {service["@type"] for service in node["availableService"]} <= set(SCHEMA_TYPES) - {""}


def test_specialties_are_of_the_enumeration(all_documents: list[tuple[str, HtmlElement]]) -> None:
    """Rule A14."""
    allowed = {f"https://schema.org/{name}" for name in SPECIALTIES if name}
    every = [thing for _, page in all_documents for thing in things(graph(page))]
    found = [specialty for thing in every for specialty in thing.get("medicalSpecialty", [])]
    assert found
    assert set(found) <= allowed
    assert not any("medicineSystem" in thing for thing in every)


def test_whether_it_takes_new_patients_is_what_the_page_says(
    described: dict[str, tuple[Clinic, Data, HtmlElement]],
) -> None:
    """Rules A13, A21."""
    words = {True: "Accepting new patients.", False: "Not accepting new patients now."}
    told = set()
    for clinic, node, document in described.values():
        takes = node.get("isAcceptingNewPatients")
        told.add(takes)
        assert takes == (clinic.accepting_new_patients if clinic.is_open_for_patients else None)
        assert takes is None or words[takes] in document.xpath("string(//main)")
    assert told == {True, False, None}


def test_what_helps_to_get_in_is_what_the_page_says(
    described: dict[str, tuple[Clinic, Data, HtmlElement]],
) -> None:
    """Rule A21."""
    for clinic, node, _ in described.values():
        features = node.get("amenityFeature", [])
        assert tuple(feature["name"] for feature in features) == clinic.accessibility
        assert all(feature["value"] is True for feature in features)


def test_a_clinic_closed_for_now_stays_itself_but_offers_nothing(
    described: dict[str, tuple[Clinic, Data, HtmlElement]],
) -> None:
    """Rules A12, A15: its usual hours would send people to a locked door."""
    closed = [node for clinic, node, _ in described.values() if not clinic.is_open_for_patients]
    assert closed
    for node in closed:
        assert {"name", "address", "geo", "url"} <= node.keys()
        told = {"openingHoursSpecification", "specialOpeningHoursSpecification", "availableService"}
        assert not (told | {"areaServed", "isAcceptingNewPatients", "medicalSpecialty"}) & node.keys()


def test_a_clinic_closed_for_good_is_not_described(catalogue: Catalogue) -> None:
    """Rule A31: its page is gone, and so is what the page described."""
    assert catalogue.gone
    for path in catalogue.gone:
        answer = catalogue.answer(path)
        assert answer.status == 410
        assert b"ld+json" not in answer.body  # type: ignore[union-attr]


def test_its_own_website_is_the_same_clinic_and_a_shared_one_is_not(example: Site) -> None:
    """Rule A16: sameAs is a page of that clinic and of nobody else."""
    first, second = example.clinics[:2]

    def same(site: Site, *websites: str) -> object:
        clinics = [replace(first, website=websites[0]), replace(second, website=websites[-1])]
        return clinic_data(replace(site, clinics=tuple(clinics)), clinics[0]).get("sameAs")

    own = "https://example.com/clinics/daytona-beach"
    assert same(example, own, "") == own
    assert same(example, own, f"{own}/") is None
    assert same(example, "https://example.com/", "") is None
    assert same(example, f"{BASE}/clinics/daytona-beach/", "") is None
    other = replace(example, config=replace(example.config, affiliated=False))
    assert same(other, "https://a-clinic.example/", "") == "https://a-clinic.example/"


def test_it_belongs_to_whoever_the_home_page_names(example: Site, documents: dict[str, HtmlElement]) -> None:
    """Rules A12, A19: by reference, and only where the publisher runs the clinics."""
    (owner,) = of_type(documents["/"], "Organization")
    clinic = example.clinics[0]
    assert clinic_data(example, clinic)["parentOrganization"] == {"@id": owner["@id"]}
    for config in (replace(example.config, affiliated=False), replace(example.config, publisher="")):
        assert "parentOrganization" not in clinic_data(replace(example, config=config), clinic)


def test_a_single_treatment_that_no_clinic_page_lists_is_not_claimed(folder: Path) -> None:
    """Rule A21."""
    for name in ("acupuncture", "physical-therapy"):
        (folder / "content" / "treatments" / f"{name}.md").unlink()
        for file in (folder / "locations.csv", folder / "clinics.csv"):
            file.write_text(file.read_text(encoding="utf-8").replace(f";{name}", ""), encoding="utf-8")
    site = load(folder).site
    assert site
    assert "availableService" not in clinic_data(site, site.clinics_by_id["lake-mary"])


def test_what_nobody_knows_is_not_told(example: Site) -> None:
    """Rule A21."""
    known = example.clinics_by_id["lake-mary"]
    bare = Clinic(known.id, known.name, known.address, known.point, known.timezone)
    site = replace(example, config=replace(example.config, affiliated=False))
    assert clinic_data(site, bare).keys() == {
        *("@type", "@id", "mainEntityOfPage", "name", "url", "hasMap", "address", "geo"),
    }

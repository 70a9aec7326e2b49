"""The site and who runs it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.model.phone import parse_phone
from locator.pages.structured.organization import describe_home
from structured.graphs import graph, of_type, page_node, things, types, visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.site.snapshot import Site


def test_the_site_is_described_on_the_home_page_alone(all_documents: list[tuple[str, HtmlElement]]) -> None:
    """Rule A19: WebSite with name and url."""
    for path, document in all_documents:
        sites = of_type(document, "WebSite")
        assert len(sites) == (path == "/"), path
        for node in sites:
            assert node["url"] == page_node(document)["url"]
            assert node["name"] == document.xpath("string(//h1)")
            assert "potentialAction" not in node  # the sitelinks search box is gone


def test_who_runs_the_clinics_is_described_on_the_home_page_alone(
    documents: dict[str, HtmlElement], florida_documents: dict[str, HtmlElement]
) -> None:
    """Rule A19: with the contact that the page shows."""
    for path, document in documents.items():
        assert len(of_type(document, "Organization")) == (path == "/"), path
    (owner,) = of_type(documents["/"], "Organization")
    words = visible(documents["/"])
    for key in ("name", "email"):
        assert owner[key] in words
    assert str(parse_phone(owner["telephone"], "US")) in words
    assert not any(of_type(document, "Organization") for document in florida_documents.values())


def test_a_site_that_gives_no_contact_claims_none(example: Site) -> None:
    """Rule A21."""
    site = replace(example, config=replace(example.config, email="", phone=""))
    (_, owner) = describe_home(site).things
    assert owner.keys() == {"@type", "@id", "name", "url"}
    site = replace(example, config=replace(example.config, publisher=""))
    (website,) = describe_home(site).things
    assert "publisher" not in website


def test_no_address_is_made_up_for_the_owner(all_documents: list[tuple[str, HtmlElement]]) -> None:
    """Rule A12: who runs the clinics is no business that one could visit."""
    for _, document in all_documents:
        for thing in things(graph(document)):
            if "address" in thing:
                assert types(thing) == ["MedicalClinic"]

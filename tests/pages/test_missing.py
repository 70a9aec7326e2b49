"""404 and 410: plain words, a way on, and nothing for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.pages.missing import not_found_page
from locator.pages.output import Output

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site


def parsed(output: object, status: int) -> HtmlElement:
    assert isinstance(output, Output)
    assert output.status == status
    return lxml.html.document_fromstring(output.body.decode())


@pytest.mark.parametrize(
    ("path", "guess"),
    [
        ("/back-pain-treatment/fl/ocala/", "ocala"),
        ("/back-pain-treatment/fl/new-port-richey", "new port richey"),
        ("/ocala", "ocala"),
        ("/", ""),
        ("/a\0b", ""),
        ("/..", ""),
        ("/x.php", ""),
        ('/"><script>', ""),
        ("/" + "a" * 5000, "a" * 60),
        ("/--", ""),
        ("/añasco/", "añasco"),
    ],
)
def test_the_finder_holds_the_words_of_the_address_as_a_guess(
    path: str, guess: str, catalogue: Catalogue
) -> None:
    document = parsed(catalogue.not_found(path), 404)
    assert document.xpath("//input[@name='q']/@value") == [guess]


@settings(deadline=None)
@given(st.text(max_size=80))
def test_a_guess_is_letters_and_digits_and_short(example: Site, path: str) -> None:
    guess = not_found_page(example, f"/{path}").guess
    assert len(guess) <= 60
    assert all(part.isalnum() for part in guess.split(" ") if part)


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing/", 404), ("/offers/new-year/", 410), ("/clinics/oviedo/", 410)]
)
def test_what_is_not_there_is_not_indexed_and_offers_a_way_on(
    path: str, status: int, catalogue: Catalogue
) -> None:
    """Rule A31."""
    document = parsed(catalogue.answer(path), status)
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not document.xpath("//link[@rel='canonical']")
    assert document.xpath("//main//form")
    assert document.xpath("//main//a[starts-with(@href, '/clinics/')]")
    assert not document.xpath("//meta[@http-equiv]")


def test_gone_says_that_it_is_meant(catalogue: Catalogue) -> None:
    document = parsed(catalogue.answer("/offers/new-year/"), 410)
    assert document.xpath("//h1")[0].text_content() == "This page is gone"
    assert document.xpath("//input[@name='q']/@value") == ["new year"]

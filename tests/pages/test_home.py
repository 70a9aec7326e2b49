"""The front door."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html

from locator.pages.output import Output

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue


def home(catalogue: Catalogue) -> HtmlElement:
    answer = catalogue.answer("/")
    assert isinstance(answer, Output)
    return lxml.html.document_fromstring(answer.body.decode())


def test_the_finder_comes_first_then_treatments_then_articles(catalogue: Catalogue) -> None:
    document = home(catalogue)
    everything = list(document.iter())
    parts = ("//h1", "//form", "//*[@id='treatments']", "//*[@id='articles']")
    places = [everything.index(document.xpath(part)[0]) for part in parts]
    assert places == sorted(places)


def test_every_treatment_and_its_regions_are_one_step_away_the_main_one_first(catalogue: Catalogue) -> None:
    site = catalogue.site
    links = home(catalogue).xpath("//section[@aria-labelledby='treatments']//a/@href")
    assert links[0] == f"/{site.config.main_treatment}/"
    expected = {f"/{slug}/" for slug in site.treatments} | {f"/{slug}/fl/" for slug in site.treatments}
    assert set(links) == expected


def test_three_articles_at_most(catalogue: Catalogue) -> None:
    links = home(catalogue).xpath("//section[@aria-labelledby='articles']//a/@href")
    assert len(links) == min(3, len(catalogue.site.articles))


def test_the_page_says_who_runs_the_clinics_and_that_they_are_invented(catalogue: Catalogue) -> None:
    """Rule B19."""
    words = " ".join(home(catalogue).text_content().split())
    assert f"{catalogue.site.config.publisher} runs these clinics and this site." in words
    assert "Demonstration." in words


def test_the_home_page_has_no_breadcrumb_and_no_list_of_towns(catalogue: Catalogue) -> None:
    """Rules A3 and A4."""
    document = home(catalogue)
    assert not document.xpath("//nav[@aria-label='Breadcrumb']")
    towns = {f"/{slug}/{'/'.join(town.key)}/" for town in catalogue.site.towns for slug in town.treatments}
    assert not towns & set(document.xpath("//a/@href"))


def test_no_footer_lists_towns(catalogue: Catalogue) -> None:
    """Rule A4, on every page."""
    for path in catalogue.pages:
        answer = catalogue.answer(path)
        assert isinstance(answer, Output)
        footer = lxml.html.document_fromstring(answer.body.decode()).xpath("//footer//a/@href")
        report, about, *policies = footer
        assert report.startswith("/report?page=")
        assert about == "/about/"
        assert policies == ["/privacy/", "/accessibility/", "/editorial-policy/", "/credits/", "/api/"]

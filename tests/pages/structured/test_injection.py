"""No name that a file can carry breaks out of the block of structured data (rule A23, H15)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.model.document import Editorial, Heading
from locator.pages.article import article_page
from locator.pages.clinic import clinic_page
from locator.pages.home import home_page
from locator.pages.landing.page import landing_page
from locator.pages.treatment import region_page, treatment_page
from structured.graphs import leaves, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site

PIECES = (
    *("</script><script>alert(1)</script>", "</SCRIPT >", "<!--", "-->", "<script>", "]]>", "\\"),
    *("\\u003c/script>", '", "name": "', '"', "'", "&", "&lt;", "&quot;", "{{ 7*7 }}"),
    *("\u2028", "\u2029", "\u202e", "👩🏽‍⚕️", "\x7f"),
)
NAMES = st.lists(
    st.sampled_from(PIECES) | st.text("aé<>&\"'/ \u2028", max_size=4), min_size=1, max_size=4
).map(lambda parts: "x" + "".join(parts))
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def hostile(site: Site, name: str) -> Site:
    """The site with one name for every clinic, town, treatment, article, person, source and picture."""
    editorial = Editorial(author=name, reviewer=name, reviewer_licence=name, last_reviewed=site.today)
    treatments = {
        slug: replace(
            treatment,
            name=name,
            headings=(Heading("a", name),),
            editorial=editorial,
            sources=tuple(replace(source, citation=name) for source in treatment.sources),
        )
        for slug, treatment in site.treatments.items()
    }
    articles = {
        slug: replace(article, title=name, headings=(Heading("a", name),))
        for slug, article in site.articles.items()
    }
    clinics = [
        replace(
            clinic,
            name=name,
            accessibility=(name,),
            address=replace(clinic.address, street=name, locality=name),
        )
        for clinic in site.clinics
    ]
    return replace(
        site,
        config=replace(site.config, name=name, publisher=name, email=name),
        treatments=treatments,
        articles=articles,
        clinics=tuple(clinics),
        towns=tuple(replace(town, name=name, county=name) for town in site.towns),
        practitioners=tuple(replace(person, name=name, title=name) for person in site.practitioners),
    )


def contexts(site: Site, verdicts: Mapping[str, Verdict]) -> Iterator[Any]:
    """A page of each kind that names something."""
    treatment, town = site.main_treatment, site.towns[0]
    yield home_page(site)
    yield treatment_page(site, treatment)
    yield region_page(site, treatment, town.region)
    yield landing_page(site, treatment, town, verdicts=verdicts)
    yield clinic_page(site, site.clinics[0])
    yield article_page(site, next(iter(site.articles.values())))


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_markup_stays_a_name(piece: str, catalogue: Catalogue, harmless: list[list[str]]) -> None:
    """Rule A23: </script>, <!--, U+2028, quotes and emoji (H15)."""
    judge(catalogue, f"x{piece}", harmless)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES)
def test_no_name_breaks_out(catalogue: Catalogue, harmless: list[list[str]], name: str) -> None:
    """Rule A23: whatever the pieces are put together to, in headings and in words for pictures too (H15)."""
    judge(catalogue, name, harmless)


@pytest.fixture(scope="module")
def harmless(catalogue: Catalogue) -> list[list[str]]:
    """The shapes of the pages with a name that nobody fears."""
    found = contexts(hostile(catalogue.site, "xMary"), catalogue.verdicts)
    return [shape(parsed(catalogue.renderer.render(context))) for context in found]


def judge(catalogue: Catalogue, name: str, harmless: list[list[str]]) -> None:
    site, shapes = hostile(catalogue.site, name), []
    for context in contexts(site, catalogue.verdicts):
        html = catalogue.renderer.render(context).decode()
        (block,) = BLOCK.findall(html)
        assert not re.search("[<>&'\u2028\u2029]", block)
        assert name in {text for _, text in leaves(json.loads(block))}
        document = parsed(html.encode())
        scripts = document.xpath("//script[not(@src)]")
        assert [script.get("type") for script in scripts] == ["application/ld+json"]
        assert not document.xpath("//comment()")
        shapes.append(shape(document))
    assert shapes == harmless


def shape(document: HtmlElement) -> list[str]:
    """The elements of a page with the names of their attributes, drawings apart."""
    return [
        " ".join((element.tag, *sorted(element.keys())))
        for element in document.xpath("//*[not(ancestor-or-self::svg)]")
    ]

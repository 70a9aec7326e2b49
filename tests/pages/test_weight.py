"""Pages are light, and nothing on them moves while they load (rule A38)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import lxml.html
import pytest
from conftest import ROOT, load

from locator.pages.finder.question import Question
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.site.folder import SiteFolder
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

LARGEST_PAGE = 50 * 1024  # bytes of gzip
LARGEST_FILE = 20 * 1024  # bytes of gzip that a page may load of our own
LONGEST_TITLE = 70
SIZE = re.compile(r"[1-9]\d*(\.\d+)?")
LOADED = "//script/@src|//link[contains(@rel, 'stylesheet') or contains(@rel, 'preload')]/@href|//img/@src"


@pytest.fixture(scope="module")
def outputs(catalogue: Catalogue) -> dict[str, Output]:
    """Every page of the example and the finder's answers, by address."""
    answers = {path: catalogue.answer(path) for path in (*catalogue.pages, *catalogue.gone, "/none/")}
    for text in ("Lake Mary", "Springfield", "zzqqxx", "Key West, FL"):
        answers[f"/find?q={text}"] = catalogue.find(Question(text), find_place(catalogue.site, text))
    return {path: answer for path, answer in answers.items() if isinstance(answer, Output)}


@pytest.fixture(scope="module")
def documents(outputs: dict[str, Output]) -> dict[str, HtmlElement]:
    return {path: lxml.html.document_fromstring(output.body.decode()) for path, output in outputs.items()}


def test_no_page_is_heavy(outputs: dict[str, Output]) -> None:
    """Rule A38: the HTML of every kind of page is less than 50 KB of gzip."""
    heavy = {path: len(output.gzipped) for path, output in outputs.items()}
    assert {path: size for path, size in heavy.items() if size >= LARGEST_PAGE} == {}


def test_not_even_the_lists_of_a_whole_state_are_heavy() -> None:
    """Rule A38: nor are those of hundreds of places."""
    folder = ROOT / "examples" / "florida"
    site = load(folder).site
    assert site
    assert len(site.clinics) > 300
    catalogue = open_catalogue(SiteFolder(folder), site)
    own, main = site.urls, site.main_treatment.slug
    regions = (own.region(main, region) for region in site.regions(main))
    for path in (own.home, own.clinics, own.treatment(main), *regions):
        output = catalogue.answer(path)
        assert isinstance(output, Output)
        assert len(output.gzipped) < LARGEST_PAGE, path


def test_what_a_page_loads_is_light_and_comes_from_here(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    """Rule A38: no third party holds up what is shown."""
    for path, page in documents.items():
        files = page.xpath(LOADED)
        assert files, path
        assert all(not urlsplit(file).netloc for file in files), path
        weights = [
            len(asset.gzipped)
            for file in files
            if isinstance(asset := catalogue.renderer.assets.at(file), Output)
        ]
        assert sum(weights) < LARGEST_FILE, path


def test_no_script_holds_up_the_page(documents: dict[str, HtmlElement]) -> None:
    """Rule A38: modules wait until the page stands; one style sheet is all that comes before."""
    for path, page in documents.items():
        for script in page.xpath("//script[@src]"):
            assert script.get("type") == "module" or "defer" in script.attrib, path
        assert len(page.xpath("//link[@rel='stylesheet']")) == 1, path


def test_what_is_drawn_has_its_size_before_it_comes(documents: dict[str, HtmlElement]) -> None:
    """Rule A38: width and height on every picture, so that nothing moves when it arrives."""
    drawn = {path: page.xpath("//img|//main//svg[not(ancestor::svg)]") for path, page in documents.items()}
    assert any(drawn.values())
    for path, pictures in drawn.items():
        for picture in pictures:
            for side in ("width", "height"):
                assert SIZE.fullmatch(picture.get(side, "")), (path, side)


def test_titles_of_pages_for_search_engines_are_shown_whole(documents: dict[str, HtmlElement]) -> None:
    """What is longer is cut in lists of results; the site's name gives way first."""
    for path, page in documents.items():
        if not page.xpath("//meta[@name='robots']"):
            assert len(page.xpath("string(//title)")) <= LONGEST_TITLE, path


def test_every_page_with_an_address_describes_itself(documents: dict[str, HtmlElement]) -> None:
    for path, page in documents.items():
        if page.xpath("//link[@rel='canonical']") or path.startswith("/find"):
            assert page.xpath("string(//meta[@name='description']/@content)"), path

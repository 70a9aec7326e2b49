"""/api/ for people: all that the description for programs says, and examples that are true."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from conftest import load
from hypothesis import given
from hypothesis import strategies as st

from locator.pages.api.page import api_page
from locator.pages.api.printing import WIDTH, render_json
from locator.pages.api.problems import KINDS
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.site import urls
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue


@pytest.fixture(scope="module")
def document(catalogue: Catalogue) -> HtmlElement:
    answer = catalogue.answer(urls.API)
    assert isinstance(answer, Output)
    return lxml.html.document_fromstring(answer.body.decode())


def test_every_operation_and_parameter_is_explained(catalogue: Catalogue, document: HtmlElement) -> None:
    for operation in catalogue.interface.operations.values():
        (section,) = document.xpath(f"//section[@aria-labelledby='{operation.id}']")
        assert f"GET {operation.path}" in section.text_content()
        assert section.xpath(".//dt/code/text()") == [each.name for each in operation.parameters]


def test_every_choice_stands_with_its_name(document: HtmlElement) -> None:
    (section,) = document.xpath("//section[@aria-labelledby='nearest']")
    choices = [" ".join(item.text_content().split()) for item in section.xpath(".//details//li")]
    assert "acupuncture Acupuncture for back pain" in choices
    assert "sample-mutual Sample Mutual" in choices


def test_every_kind_of_problem_has_the_address_that_it_names(document: HtmlElement) -> None:
    base = "https://clinics.example"
    for kind in KINDS:
        address = kind.data(base, "")["type"]
        assert address.startswith(f"{base}{urls.API}#")
        assert document.get_element_by_id(address.partition("#")[2]) is not None


def test_the_examples_are_those_of_the_description(catalogue: Catalogue, document: HtmlElement) -> None:
    shown = [json.loads(text) for text in document.xpath("//pre/code/text()") if text.startswith("{")]
    assert shown == [example.answer for example in catalogue.interface.examples.values()]


def test_it_is_for_developers_not_for_search_engines(catalogue: Catalogue, document: HtmlElement) -> None:
    assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert urls.API not in {entry.path for entry in catalogue.entries()}


def test_a_copy_in_plain_files_is_told_to_have_no_api(document: HtmlElement) -> None:
    text = " ".join(document.text_content().split())
    assert "On a copy of the site as plain files there is only this page." in text


def test_the_form_for_other_sites_asks_the_finder_and_runs_nothing(document: HtmlElement) -> None:
    (section,) = document.xpath("//section[@aria-labelledby='embed']")
    snippet = lxml.html.fragment_fromstring(section.xpath("string(.//pre)"))
    assert snippet.tag == "form"
    assert snippet.get("action") == "https://clinics.example/find"
    assert [field.get("name") for field in snippet.xpath(".//input")] == ["q"]
    assert snippet.xpath("string(.//label/@for)") == snippet.xpath("string(.//input/@id)")
    assert not snippet.xpath(".//script|.//*[@style]")


@pytest.mark.parametrize("file", ["clinics.csv", "locations.csv"])
def test_a_site_that_has_nothing_yet_has_fewer_examples(file: str, folder: Path) -> None:
    header = (folder / file).read_text(encoding="utf-8").splitlines()[0]
    (folder / file).write_text(f"{header}\n", encoding="utf-8")
    site = load(folder).site
    assert site
    catalogue = open_catalogue(SiteFolder(folder), site)
    page = api_page(catalogue.interface)
    assert 2 <= len([section for section in page.operations if section.request]) <= 3
    names = {parameter.name for section in page.operations for parameter in section.parameters}
    assert ("insurance" in names) == (file != "clinics.csv")


def test_the_settings_say_whose_scripts_may_read(folder: Path) -> None:
    with (folder / "site.toml").open("a", encoding="utf-8") as file:
        file.write('\n[api]\ncors_origins = ["https://www.example.org"]\n')
    site = load(folder).site
    assert site
    answer = open_catalogue(SiteFolder(folder), site).answer(urls.API)
    assert isinstance(answer, Output)
    assert b"<code>https://www.example.org</code>." in answer.body


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=20), inner, max_size=5),
    max_leaves=30,
)


@given(values)
def test_json_for_people_is_the_same_json(value: Any) -> None:
    assert json.loads(render_json(value)) == json.loads(json.dumps(value))


def test_what_fits_on_a_line_stands_on_one() -> None:
    short = {"opens": "08:00", "closes": "17:00"}
    assert render_json(short) == '{"opens": "08:00", "closes": "17:00"}'
    lines = render_json({"day": "monday", "intervals": [short] * 3}).splitlines()
    assert lines[0] == "{"
    assert lines[1] == '  "day": "monday",'
    assert lines[3] == '    {"opens": "08:00", "closes": "17:00"},'
    assert all(len(line) <= WIDTH for line in lines)

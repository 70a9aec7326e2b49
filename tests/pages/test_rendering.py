"""Templates: each asks for exactly what its page knows, and what comes out is sound HTML."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, meta, nodes
from reading import opened

from locator.errors import SiteFolderError
from locator.pages.api.page import ApiPage
from locator.pages.article import ArticlePage, ArticlesPage
from locator.pages.clinic import ClinicPage, GoneClinicPage
from locator.pages.clinics import ClinicsPage
from locator.pages.finder.page import FinderPage
from locator.pages.finder.question import Question
from locator.pages.generated import (
    AboutPage,
    AccessibilityPage,
    CreditsPage,
    EditorialPolicyPage,
    GeneratedPage,
    PrivacyPage,
)
from locator.pages.home import HomePage
from locator.pages.landing.page import LandingPage
from locator.pages.missing import BusyPage, GonePage, NotFoundPage
from locator.pages.output import Output
from locator.pages.rendering import _trimmed
from locator.pages.treatment import RegionPage, TreatmentPage
from locator.site.queries.search import find_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from locator.pages.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").glob("*.html"))
GENERATED = (AboutPage, AccessibilityPage, CreditsPage, EditorialPolicyPage, PrivacyPage)
KINDS: tuple[type[Any], ...] = (
    *(ApiPage, ArticlePage, ArticlesPage, ClinicPage, ClinicsPage, FinderPage, GoneClinicPage, GonePage),
    *(BusyPage, HomePage, LandingPage, NotFoundPage, RegionPage, TreatmentPage),
)
DATA = ('<script type="application/ld+json">', '<script id="loc-words" type="application/json">')
QUESTIONS = ("", "32114", "Springfield", "Scobie", "Lake Marry", "Key West, FL", "0,0", "91,0", '"><b>')


# The contract between a page and its template


def names_used(environment: Environment, name: str) -> set[str]:
    """What a template takes from its context, with what it extends and includes."""
    assert environment.loader
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    names = meta.find_undeclared_variables(tree) - names_imported(tree)
    for node, bound in referred(tree):
        assert isinstance(node.template, nodes.Const), "a template that is chosen at run time"
        names |= names_used(environment, node.template.value) - bound
    return names - environment.globals.keys() - {"_trans"}  # Jinja's own, within a sentence with a call


def names_imported(tree: nodes.Template) -> set[str]:
    """The macros of other templates, which blocks see too."""
    imports = [name for node in tree.find_all(nodes.FromImport) for name in node.names]
    return {name if isinstance(name, str) else name[1] for name in imports}


def referred(tree: nodes.Template) -> Iterator[tuple[nodes.Extends | nodes.Include, set[str]]]:
    """What a template extends and includes, and the names that `with` gives to it."""
    bound = {
        id(include): {target.name for target in scope.targets if isinstance(target, nodes.Name)}
        for scope in tree.find_all(nodes.With)
        for include in scope.find_all(nodes.Include)
    }
    for node in tree.find_all((nodes.Extends, nodes.Include)):
        assert isinstance(node, nodes.Extends | nodes.Include)
        yield node, bound.get(id(node), set())


def names_given(kind: type[Any]) -> set[str]:
    return {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_template_uses_every_field_of_its_page_and_no_other_name(
    kind: type[Any], catalogue: Catalogue
) -> None:
    assert names_used(catalogue.renderer.environment, kind.template) == names_given(kind)


def test_the_generated_pages_share_fields_and_each_is_used_by_one_of_them(catalogue: Catalogue) -> None:
    environment = catalogue.renderer.environment
    used = {kind: names_used(environment, kind.template) for kind in GENERATED}
    for kind, names in used.items():
        assert names <= names_given(kind)
        assert names >= names_given(kind) - names_given(GeneratedPage)
    assert set.union(*used.values()) >= names_given(GeneratedPage)


def test_every_template_is_the_template_of_a_page_or_a_part_of_one(catalogue: Catalogue) -> None:
    whole = {path.name for path in TEMPLATES if not path.name.startswith("_")}
    kinds: tuple[type[Any], ...] = (*KINDS, *GENERATED)
    assert whole == {kind.template for kind in kinds} | {"base.html", "report.html"}
    sources = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    for part in {path.name for path in TEMPLATES} - whole:
        assert f'"{part}"' in sources, f"nobody uses {part}"


def test_macros_take_what_they_need_as_arguments(catalogue: Catalogue) -> None:
    environment = catalogue.renderer.environment
    for path in TEMPLATES:
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for node in tree.find_all(nodes.FromImport):
            assert isinstance(node, nodes.FromImport)
            assert isinstance(node.template, nodes.Const)
            assert names_used(environment, node.template.value) == set()


def test_every_kind_of_page_is_tested_here(catalogue: Catalogue) -> None:
    built = {type(build()) for build in (*catalogue.pages.values(), *catalogue.gone.values())}
    assert built | {BusyPage, FinderPage, NotFoundPage} == {*KINDS, *GENERATED}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_trusts_nothing_and_runs_nothing_inline(path: Path) -> None:
    """Rules A23, C16 and C23."""
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", source)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", source, re.IGNORECASE)
    for script in re.findall(r"<script[^>]*>", source):
        assert "src=\"{{ asset('" in script or script in DATA
    for body in re.findall(r'<script type="application/ld\+json">(.*?)</script>', source, re.DOTALL):
        assert re.fullmatch(r"\{\{ [\w.]+\|tojson \}\}", body)


def test_only_rendered_markdown_is_taken_for_html() -> None:
    for path in (ROOT / "locator").rglob("*.py"):
        for trusted in re.findall(r"\bMarkup\((.*)\)", path.read_text(encoding="utf-8")):
            assert "_html" in trusted, f"{path.name}: {trusted}"


def test_text_is_escaped_by_default(catalogue: Catalogue) -> None:
    environment = catalogue.renderer.environment
    assert environment.autoescape is True
    assert environment.from_string("{{ x }}").render(x="<b>&\"'") == "&lt;b&gt;&amp;&#34;&#39;"


# Slips in templates


def with_template(folder: Path, name: str, source: str) -> Path:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / name).write_text(source, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("slip", "message"),
    [
        ("{% if %}", "Expected an expression"),
        ("{% endif %}", "unknown tag 'endif'"),
        ("{{ nope }}", "'nope' is undefined"),
        ("{{ frame.caption }}", "'Frame' object has no attribute 'caption'"),
        ('{{ asset("none.css") }}', "none.css"),
        ('{% include "none.html" %}', "none.html"),
        ('{{ 1 + "a" }}', "unsupported operand"),
        ("{{ frame.title|shout }}", "No filter named 'shout'"),
    ],
)
def test_a_slip_in_a_template_is_refused_with_its_line(slip: str, message: str, folder: Path) -> None:
    source = '{% extends "base.html" %}\n{% block content %}\n<h1>A</h1>\n' + slip + "\n{% endblock %}\n"
    with pytest.raises(SiteFolderError) as caught:
        opened(with_template(folder, "articles.html", source))
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("templates/articles.html", 4)
    assert message in problem.message
    assert "AttributeError" not in problem.message


def test_a_slip_in_a_part_is_placed_in_that_part(folder: Path) -> None:
    source = (ROOT / "templates" / "_hours.html").read_text(encoding="utf-8")
    with pytest.raises(SiteFolderError) as caught:
        opened(with_template(folder, "_hours.html", source.replace("clinic.week", "clinic.weak", 1)))
    assert caught.value.problems[0].file == "templates/_hours.html"


def test_a_template_that_no_page_uses_today_is_read_all_the_same(folder: Path) -> None:
    with pytest.raises(SiteFolderError):
        opened(with_template(folder, "gone-page.html", "{% if %}"))
    with pytest.raises(SiteFolderError):
        opened(with_template(folder, "_later.html", "{% block x %}"))


def test_a_template_in_another_encoding_is_named(folder: Path) -> None:
    with_template(folder, "articles.html", "")
    (folder / "templates" / "articles.html").write_bytes(b"\xe9")
    with pytest.raises(SiteFolderError) as caught:
        opened(folder)
    assert caught.value.problems[0].file == "templates/articles.html"


def test_a_site_may_replace_one_template_and_keep_the_others(folder: Path) -> None:
    source = '{% extends "base.html" %}{% block content %}<h1>Our words</h1>{% endblock %}'
    catalogue = opened(with_template(folder, "articles.html", source))
    answer = catalogue.answer("/articles/")
    assert isinstance(answer, Output)
    assert b"<h1>Our words</h1>" in answer.body
    assert b"Skip to main content" in answer.body


def test_what_many_pages_say_of_a_value_is_rendered_once(folder: Path) -> None:
    part = (ROOT / "templates" / "_finder.html").read_text(encoding="utf-8")
    source = (
        '{% extends "base.html" %}{% from "_finder.html" import finder %}'
        "{% block content %}<h1>A</h1>{{ once(finder, heading) }}{{ once(finder, heading) }}{% endblock %}"
    )
    catalogue = opened(with_template(with_template(folder, "_finder.html", part), "about.html", source))
    body = catalogue.renderer.render(catalogue.pages["/about/"]())
    assert body.count(b'<form class="loc-finder"') == 2
    assert body.count(b'name="treatment" value="About this site"') == 2


def test_what_is_kept_cannot_be_kept_by_what_changes(folder: Path) -> None:
    source = '{% extends "base.html" %}{% block content %}{{ once(asset, []) }}{% endblock %}'
    with pytest.raises(SiteFolderError, match="slip") as caught:
        opened(with_template(folder, "articles.html", source))
    assert "unhashable" in caught.value.problems[0].message


# What comes out


@given(st.text(" \t\nab"))
def test_no_line_ends_in_blanks(text: str) -> None:
    assert _trimmed(text) == "\n".join(line.rstrip(" \t") for line in text.split("\n"))


@pytest.fixture(scope="module")
def bodies(catalogue: Catalogue) -> dict[str, bytes]:
    """Every page of the example, by address or question."""
    outputs = {path: catalogue.answer(path) for path in (*catalogue.pages, *catalogue.gone)}
    outputs |= {"404": catalogue.not_found("/back-pain-treatment/fl/ocala/")}
    for text in QUESTIONS:
        answer = find_place(catalogue.site, text) if text.strip() else None
        outputs[f"/find?q={text}"] = catalogue.find(Question(text), answer)
    return {name: output.body for name, output in outputs.items() if isinstance(output, Output)}


@pytest.fixture(scope="module")
def documents(bodies: dict[str, bytes]) -> dict[str, HtmlElement]:
    return {name: lxml.html.document_fromstring(body.decode()) for name, body in bodies.items()}


def test_every_page_parses_without_an_error(bodies: dict[str, bytes]) -> None:
    for name, body in bodies.items():
        parser = lxml.html.HTMLParser(encoding="utf-8")
        lxml.html.document_fromstring(body, parser=parser)
        # The parser is older than <main> and <nav>.
        errors = [entry for entry in parser.error_log if entry.type_name != "HTML_UNKNOWN_TAG"]
        assert errors == [], name
        assert body.startswith(b"<!DOCTYPE html>"), name
        assert not re.search(rb"[ \t]\n", body), name


def test_a_page_has_one_heading_of_the_first_level_and_skips_none(documents: dict[str, HtmlElement]) -> None:
    for name, page in documents.items():
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
        assert all(heading.text_content().strip() for heading in page.xpath("//h1|//h2|//h3")), name
        assert page.xpath("//main//h1"), name


def test_a_page_says_its_language_and_title(documents: dict[str, HtmlElement]) -> None:
    for name, page in documents.items():
        assert page.xpath("/html/@lang") == ["en"], name
        assert len(page.xpath("//title[string-length() > 3][parent::head]")) == 1, name
        assert len(page.xpath("//main")) == 1, name


def test_titles_and_descriptions_tell_pages_apart(
    catalogue: Catalogue, documents: dict[str, HtmlElement]
) -> None:
    for expression in ("string(//title)", "string(//meta[@name='description']/@content)"):
        texts = Counter(str(documents[path].xpath(expression)) for path in catalogue.pages)
        assert [text for text, count in texts.items() if count > 1 or not text] == []


def test_ids_are_unique_and_every_reference_to_one_is_met(documents: dict[str, HtmlElement]) -> None:
    for name, page in documents.items():
        ids: Counter[str] = Counter(page.xpath("//@id"))
        assert {id_: count for id_, count in ids.items() if count > 1} == {}, name
        assert all(re.fullmatch(r"[\w-]+", id_) for id_ in ids), name
        references = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
        for attribute in page.xpath("//@aria-labelledby|//@aria-describedby|//@aria-controls|//@for"):
            references |= set(attribute.split())
        assert references <= ids.keys(), name


def test_every_field_has_a_label_and_every_link_a_text(documents: dict[str, HtmlElement]) -> None:
    for name, page in documents.items():
        labelled = set(page.xpath("//label[normalize-space()]/@for"))
        for field in page.xpath("//input[not(@type='hidden')]|//select|//textarea"):
            assert field.get("id") in labelled or field.xpath("ancestor::label[normalize-space()]"), name
        for link in page.xpath("//a|//button"):
            assert (link.get("aria-label") or link.text_content()).strip(), name
        for image in page.xpath("//img"):
            assert image.get("alt") is not None, name
        for drawing in page.xpath("//svg"):
            assert drawing.get("role") == "img", name
            assert drawing.get("aria-labelledby"), name


def test_a_form_asks_the_finder_without_a_script(documents: dict[str, HtmlElement]) -> None:
    for name, page in documents.items():
        for form in page.xpath("//form"):
            assert (form.get("action"), form.get("method")) == ("/find#results", "get"), name
            assert form.xpath(".//button[@type='submit']"), name


def test_tables_name_what_they_hold(documents: dict[str, HtmlElement]) -> None:
    """Rule D10."""
    for name, page in documents.items():
        for table in page.xpath("//table"):
            assert table.xpath("./caption[normalize-space()]") or table.xpath(".//thead//th"), name
            assert table.xpath("count(.//th[@scope='row'])") in (0, len(table.xpath(".//tbody/tr"))), name


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(documents: dict[str, HtmlElement]) -> None:
    """Rules C5 and C16."""
    for name, page in documents.items():
        assert page.xpath("//style|//@style|//@*[starts-with(name(), 'on')]|//iframe|//object|//embed") == []
        for script in page.xpath("//script"):
            is_data = script.get("type") == "application/ld+json"
            assert is_data or (script.get("src", "").startswith("/static/") and not script.text), name
        loaded = page.xpath(
            "//@src|//@srcset|//form/@action|//@poster|//use/@href|//link[not(@rel='canonical')]/@href"
        )
        assert [address for address in loaded if not re.match(r"/(?!/)", address)] == [], name


def test_links_lead_to_pages_phones_letters_or_the_web(documents: dict[str, HtmlElement]) -> None:
    for name, page in documents.items():
        for href in page.xpath("//a/@href"):
            assert re.match(r"/(?!/)|#[\w-]+$|https?://[\w.-]+|tel:\+\d+|mailto:[\w.-]+@", href), (name, href)


def test_a_visit_is_told_to_nobody_even_where_a_host_sets_no_headers(
    documents: dict[str, HtmlElement],
) -> None:
    """Rule C10: an export is served by whoever serves it."""
    for name, page in documents.items():
        assert page.xpath("//meta[@name='referrer']/@content") == ["no-referrer"], name


def test_the_emergency_notice_stands_before_the_first_way_to_book(
    documents: dict[str, HtmlElement],
) -> None:
    """Rules B21 to B24, on every page."""
    ways = "//a[starts-with(@href, 'tel:') or starts-with(@aria-label, 'Book')]"
    for name, page in documents.items():
        if page.xpath(ways):
            before = page.xpath(f"({ways})[1]/preceding::*[contains(@class, 'loc-notice')]")
            before += page.xpath(f"({ways})[1]/preceding::*[@id='emergency']")
            assert before, name
            assert "911" in before[0].text_content(), name


def test_no_page_is_heavy(bodies: dict[str, bytes]) -> None:
    """Rule A38."""
    assert {name for name, body in bodies.items() if len(body) > 100_000} == set()

"""Markdown to HTML: nothing runs in it, sources are numbered and linked both ways, headings have anchors."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.document import Heading, Source
from locator.site.content.markdown import render_article, render_markdown

WHO = Source("who2023", "World Health Organization. 2023.", "https://who.example/guide?a=1&b=2")
NICE = Source("nice-ng59", "NICE. NG59. 2016.")
SOURCES = (WHO, NICE)

TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "code", "pre", "a", "img"),
    *("blockquote", "hr", "br", "sup", "section", "table", "thead", "tbody", "tr", "th", "td"),
}
PIECES = [
    "[^who2023]",
    "[^nice-ng59]",
    "[^x]: ",
    "[^who2023]: ",
    "[a]: /b",
    "](/b)",
    "    ",
    "```",
    "~~~",
    "---",
]
MARKS = st.lists(st.sampled_from([*"\0\n\t []()<>*_`#-|:!\"'&;/\\^ab01.=", "\n\n", "\n## ", *PIECES])).map(
    "".join
)


class Page(HTMLParser):
    """What a browser makes of HTML: its elements, ids and links; fails if an element is left open."""

    VOID = ("img", "hr", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def anchors(html: str) -> list[str]:
    return re.findall(r'<h2 id="([^"]*)">', html)


# Nothing in it runs


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onmouseover='alert(1)'>b</b>",
        "<!-- <script> -->",
        "<style>\n* { display: none }\n</style>",
        "## <script>alert(1)</script>",
        "| a |\n|---|\n| <script>alert(1)</script> |",
        '[a](https://example.org "\\"><script>alert(1)</script>")',
        "```<script>\n</script>\n```",
        "&lt;script&gt;",
    ],
)
def test_raw_html_is_shown_as_text(text: str) -> None:
    page = Page(render_markdown(text).html)
    assert set(page.tags) <= TAGS
    assert page.attributes <= {"id", "href", "class", "title", "src", "alt"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript&#58;alert(1)",
        "javascript&colon;alert(1)",
        "&#x6A;avascript:alert(1)",
        "&#1;javascript:alert(1)",
        "<javascript:alert(1)>",
        "< javascript:alert(1)>",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_runs_a_script_is_no_link(address: str) -> None:
    for text in (
        f"[a]({address})",
        f"[a]: {address}\n\n[a]",
        f"<{address.strip('<> ')}>",
        f"![a]({address})",
    ):
        links = Page(render_markdown(text).html).links
        assert not [link for link in links if re.match(r"\W*(?:javascript|vbscript|data|file)", link, re.I)]


def test_links_to_pages_and_to_the_web_are_kept() -> None:
    text = "[a](/acupuncture/) <https://example.org/?a=1&b=2> [c](mailto:a@b.example)"
    assert Page(render_markdown(text).html).links == [
        "/acupuncture/",
        "https://example.org/?a=1&b=2",
        "mailto:a@b.example",
    ]


def test_a_source_brings_no_html() -> None:
    evil = Source("x", '<script>alert(1)</script> "quoted" & 5 < 6', "https://example.org/a?b=1&c=2")
    html = render_markdown("A.[^x]", (evil,)).html
    assert "<script>" not in html
    assert Page(html).links[-2:] == ["https://example.org/a?b=1&c=2", "#note-ref-1"]


@given(MARKS)
def test_whatever_is_typed_the_html_is_whole_and_harmless(text: str) -> None:
    page = Page(render_markdown(text, SOURCES).html)
    assert set(page.tags) <= TAGS
    assert len(page.ids) == len(set(page.ids))


# Sources


def test_marks_are_numbered_in_order_and_linked_both_ways() -> None:
    html = render_markdown("B.[^nice-ng59] A.[^who2023]", SOURCES).html
    first, second = '<a id="note-ref-1" href="#note-1"', '<a id="note-ref-2" href="#note-2"'
    assert html.index(first) < html.index("A.") < html.index(second)
    assert html.index('<li id="note-1">') < html.index("NG59") < html.index('<li id="note-2">')
    assert html.index('href="#note-ref-1"') < html.index('<li id="note-2">') < html.index("World Health")
    assert 'aria-label="Source 1">[1]</a>' in html
    assert 'aria-label="Back to source mark 2"' in html


def test_every_link_within_the_page_leads_somewhere_and_no_id_is_there_twice() -> None:
    text = "## Why\n\nA.[^who2023][^nice-ng59] B.[^who2023]\n\n## Why\n\n- C.[^who2023]"
    page = Page(render_markdown(text, SOURCES).html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_a_source_that_is_used_again_keeps_its_number_and_has_one_way_back() -> None:
    html = render_markdown("A.[^who2023] B.[^who2023] C.[^who2023]", SOURCES).html
    assert html.count(">[1]</a>") == 3
    assert html.count('<li id="note-1">') == 1
    assert html.count("Back to source mark") == 1


def test_only_sources_that_are_used_are_listed() -> None:
    html = render_markdown("A.[^who2023]", SOURCES).html
    assert "World Health" in html
    assert "NG59" not in html
    assert "Sources" not in render_markdown("No mark.", SOURCES).html


def test_a_mark_that_names_no_source_stays_as_it_was_typed() -> None:
    assert "[^other]" in render_markdown("A.[^other]", SOURCES).html


def test_the_sources_of_an_excerpt_have_anchors_and_a_heading_level_of_their_own() -> None:
    html = render_markdown("A.[^who2023]", SOURCES, prefix="summary").html
    assert {"summary-ref-1", "summary-1"} <= set(Page(html).ids)
    assert "<summary>Sources</summary>" in html
    assert "<h2>Sources</h2>" in render_markdown("A.[^who2023]", SOURCES).html


@pytest.mark.parametrize(
    "start", ["2018. On backs.", "1) On backs.", "- On backs.", "# On backs.", "> On backs."]
)
def test_a_citation_is_one_paragraph_however_it_starts(start: str) -> None:
    html = render_markdown("A.[^x]", (Source("x", start),)).html
    assert Page(html).tags == ["p", "sup", "a", "section", "h2", "ol", "li", "p", "a"]
    assert start.replace(">", "&gt;") in html


def test_a_source_is_linked_by_its_doi_and_by_its_address() -> None:
    old = Source("x", "On backs.", "https://journal.example/1", "10.1002/(SICI)1<30::AID>3.0;2-#")
    assert Page(render_markdown("A.[^x]", (old,)).html).links[1:3] == [
        "https://doi.org/10.1002/%28SICI%291%3C30%3A%3AAID%3E3.0%3B2-%23",
        "https://journal.example/1",
    ]


def test_a_citation_on_several_lines_is_one_paragraph() -> None:
    assert "<p>One two. " in render_markdown("A.[^x]", (Source("x", "One\n\n two."),)).html


def test_a_block_of_code_that_never_closes_swallows_no_source() -> None:
    html = render_markdown("A.[^who2023]\n\n```\nB", SOURCES).html
    assert '<li id="note-1">' in html
    assert "World Health" in html


# Headings


def test_second_level_headings_are_listed_and_anchored() -> None:
    rendered = render_markdown("# Title\n\n## What is *it*?\n\n### Not this\n\n## Côte `d'Azur`\n")
    expected = (
        Heading("on-what-is-it", "What is it?"),
        Heading("on-cote-dazur", "Côte d'Azur"),
    )
    assert rendered.headings == expected
    assert anchors(rendered.html) == ["on-what-is-it", "on-cote-dazur"]


def test_headings_of_one_text_have_anchors_of_their_own() -> None:
    rendered = render_markdown("## Risks\n\n## Risks\n\n## Risks 2\n\n## Risks\n")
    assert anchors(rendered.html) == [
        "on-risks",
        "on-risks-2",
        "on-risks-2-2",
        "on-risks-3",
    ]
    assert [heading.anchor for heading in rendered.headings] == anchors(rendered.html)
    assert [heading.text for heading in rendered.headings] == ["Risks", "Risks", "Risks 2", "Risks"]


def test_a_heading_without_latin_letters_has_an_anchor() -> None:
    assert anchors(render_markdown("## 東京\n\n## ?!\n").html) == ["on", "on-2"]


def test_no_heading_takes_the_anchor_of_a_source() -> None:
    text = "## Note 1\n\nA.[^who2023]\n\n## Note\n\n## Note\n\n## Note ref 1\n"
    page = Page(render_markdown(text, SOURCES).html)
    assert len(page.ids) == len(set(page.ids))
    assert {"note-1", "note-ref-1"} <= set(page.ids)


def test_a_heading_over_two_lines_keeps_its_words_apart() -> None:
    assert render_markdown("What is\nit?\n---\n").headings == (Heading("on-what-is-it", "What is it?"),)


def test_a_mark_in_a_heading_is_not_part_of_its_text() -> None:
    assert render_markdown("## Why[^who2023]\n", SOURCES).headings == (Heading("on-why", "Why"),)


@given(st.lists(st.sampled_from(["Risks", "Risks 2", "Risks-2", "Note", "Note 1", "?", "Section 2"])))
def test_anchors_are_distinct_whatever_the_headings(titles: list[str]) -> None:
    text = "".join(f"## {title}\n\nA.[^who2023]\n\n" for title in titles)
    rendered = render_markdown(text, SOURCES)
    assert [heading.text for heading in rendered.headings] == titles
    ids = Page(rendered.html).ids
    assert len(ids) == len(set(ids))


# Articles: a short answer and a body


def test_answer_and_body_are_numbered_through_with_one_list_of_sources() -> None:
    answer, body = render_article("Yes.[^nice-ng59]", "Why.[^who2023] Again.[^nice-ng59]", SOURCES)
    assert ">[1]</a>" in answer
    assert "<section" not in answer
    assert body.html.index(">[2]</a>") < body.html.index(">[1]</a>") < body.html.index("<section")
    assert body.html.count("<section") == 1
    page = Page(answer + body.html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_a_source_of_the_answer_alone_is_listed_under_the_body() -> None:
    answer, body = render_article("Yes.[^who2023]", "Why.", SOURCES)
    assert "World Health" not in answer
    assert "World Health" in body.html


@pytest.mark.parametrize(
    "answer", ["Yes.", "- a\n- b", "> a", "1. a", "| a |\n|---|", "[^x]: a", "    a", "```", ""]
)
def test_the_answer_ends_where_it_ends(answer: str) -> None:
    html, body = render_article(answer, "The body.", ())
    Page(html)
    assert "<p>The body.</p>" in body.html
    assert "body" not in html


def test_an_answer_with_a_block_of_code_that_never_closes_swallows_no_body() -> None:
    _, body = render_article("```\nYes.", "Why.[^who2023]", SOURCES)
    assert body.html.startswith("<p>Why.")
    assert "World Health" in body.html


@given(MARKS, MARKS)
def test_whatever_is_typed_the_article_is_whole(answer: str, text: str) -> None:
    first, body = render_article(answer, text, SOURCES)
    assert set(Page(first).tags) <= TAGS
    page = Page(first + body.html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#note")} <= set(page.ids)


def test_only_headings_of_the_body_are_listed() -> None:
    _, body = render_article("## Answer", "## Why\n", ())
    assert body.headings == (Heading("on-why", "Why"),)


def test_rendering_twice_gives_the_same() -> None:
    assert render_markdown("A.[^who2023]", SOURCES) == render_markdown("A.[^who2023]", SOURCES)


# Size


@pytest.mark.parametrize(
    "piece", ["[", "![", "*", "**a", "> ", "- ", "`a``", "<a", "&#", "[a](", "|a|\n", "## a\n"]
)
def test_a_long_text_of_one_mark_takes_seconds_at_the_most(piece: str) -> None:
    start = time.process_time()
    render_markdown(piece * (30_000 // len(piece)), SOURCES)
    assert time.process_time() - start < 3


# Sources, for those who read them by program


def test_the_sources_are_those_listed_in_their_order_and_as_they_read() -> None:
    """Rule A21: a source that no sentence rests on is not shown, and so not told."""
    trial = Source("trial", "Smith *J*. `NG59` & [a book](https://b.example/).", doi="10.1000/x")
    found = render_markdown("One.[^trial] Two.[^who2023] Three.[^trial]", (WHO, NICE, trial)).sources
    assert [source.id for source in found] == ["trial", "who2023"]
    assert found[0].citation == "Smith J. NG59 & a book."
    assert found[0].doi == "10.1000/x"
    _, article = render_article("One.[^nice-ng59]", "Two.[^who2023]", SOURCES)
    assert article.sources == (NICE, WHO)
    assert render_markdown("None.", SOURCES).sources == ()


@given(citation=MARKS)
def test_whatever_a_citation_holds_its_words_are_those_that_readers_see(citation: str) -> None:
    """Rule A21."""
    rendered = render_markdown("One.[^x]", (Source("x", citation),))
    shown = " ".join(lxml.html.fromstring(rendered.html).text_content().split())
    assert rendered.sources[0].citation in shown

"""Markdown to HTML: no raw HTML, headings with anchors, sources as numbered notes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from locator.model.document import Heading
from locator.site.language import ENGLISH
from locator.site.languages import MAIN
from locator.site.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from locator.model.document import Source
    from locator.site.language import Language

Env = dict[str, Any]

BODY = "note"  # the anchors of a page's own text
PICTURE = re.compile(r"!\[[^\]]*\]\(")
REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML that is safe to put into a page, its second-level headings, and the sources that it lists.

    The sources are in the order of their numbers, their citations in the words that readers see.
    """

    html: str
    headings: tuple[Heading, ...]
    sources: tuple[Source, ...] = ()


def render_markdown(
    text: str, sources: Sequence[Source] = (), *, prefix: str = BODY, say: Language = ENGLISH
) -> Rendered:
    """Renders `text`; a mark [^id] becomes a number that leads to the source of that id.

    `prefix` keeps the anchors of several texts on one page apart; `say` speaks the language of the text.
    """
    environment = _environment(sources, prefix, say)
    html, headings = _render(text, environment)
    return _listed(html, headings, sources, environment)


def render_article(
    opening: str, text: str, sources: Sequence[Source], *, say: Language = ENGLISH
) -> tuple[str, Rendered]:
    """Renders a text and what stands before it, numbered through and with one list of sources."""
    environment = _environment(sources, BODY, say)
    (first, _), (html, headings) = _render(opening, environment), _render(text, environment)
    return first, _listed(html, headings, sources, environment)


def render_inline(text: str) -> str:
    """Renders one line, such as a credit with a link."""
    return str(_MARKDOWN.renderInline(text))


def _environment(sources: Sequence[Source], prefix: str, say: Language) -> Env:
    """What reading leaves behind: anchors given away, and notes as the plugin keeps them (-1: not met)."""
    notes = {"refs": {f":{source.id}": -1 for source in sources}, "list": {}}
    return {"docId": prefix, "footnotes": notes, "anchors": Counter(), "say": say}


def _render(text: str, environment: Env) -> tuple[str, tuple[Heading, ...]]:
    tokens = _MARKDOWN.parse(text, environment)
    headings = tuple(_anchor_headings(tokens, environment))
    return _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, environment), headings


def _listed(
    html: str, headings: tuple[Heading, ...], sources: Sequence[Source], environment: Env
) -> Rendered:
    """Puts the sources that are used below a text."""
    by_id = {source.id: source for source in sources}
    used = [by_id[note["label"]] for note in environment["footnotes"]["list"].values()]
    plain = tuple(replace(source, citation=_words(source.citation)) for source in used)
    return Rendered(html + _list(used, environment["docId"], environment["say"]), headings, plain)


def _list(used: Sequence[Source], prefix: str, say: Language) -> str:
    """The sources in the order of their numbers; empty if there are none."""
    if not used:
        return ""
    items = (_item(source, prefix, number, say) for number, source in enumerate(used, 1))
    name, listed = escape(say("Sources")), f"<ol>\n{''.join(items)}</ol>\n"
    # The sources of a page's own text are a chapter of it; those of an excerpt unfold at a mark.
    if prefix == BODY:
        inner = f"<h2>{name}</h2>\n{listed}"
    else:
        inner = f'<details class="loc-fold">\n<summary>{name}</summary>\n{listed}</details>\n'
    return f'<section class="loc-sources">\n{inner}</section>\n'


def _item(source: Source, prefix: str, number: int, say: Language) -> str:
    label = escape(say("Back to source mark {number}", number=number))
    back = f'<a href="#{prefix}-ref-{number}" aria-label="{label}">↩</a>'
    text = _MARKDOWN.renderInline(_citation(source))
    if not say.is_main:  # works are cited as they are called (rule D13)
        text = f'<span lang="{MAIN}">{text}</span>'
    note = f" {_MARKDOWN.renderInline(source.note)}" if source.note else ""
    return f'<li id="{prefix}-{number}"><p>{text}{note} {back}</p>\n</li>\n'


def _citation(source: Source) -> str:
    citation = " ".join(source.citation.split())
    return " ".join((citation, *(f"<{address}>" for address in source.addresses)))


def _anchor_headings(tokens: Sequence[Token], environment: Env) -> list[Heading]:
    headings: list[Heading] = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            text = _text(inline)
            heading = Heading(_anchor(text, environment["docId"], environment["anchors"]), text)
            opening.attrSet("id", heading.anchor)
            headings.append(heading)
    return headings


def _words(line: str) -> str:
    """One line as its readers see it, without its marks."""
    return " ".join("".join(map(_text, _MARKDOWN.parseInline(" ".join(line.split())))).split())


def _text(inline: Token) -> str:
    return "".join(map(_plain, inline.children or ()))


def _plain(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _anchor(text: str, prefix: str, anchors: Counter[str]) -> str:
    """An anchor that nothing else on the page has, templates' own parts included: "on-risks"."""
    first = f"{'' if prefix == BODY else prefix + '-'}on-{slug(text)}".rstrip("-")
    anchor = first
    while anchor in anchors:
        anchors[first] += 1
        anchor = f"{first}-{anchors[first]}"
    anchors[anchor] = 1
    return anchor


def _source_mark(_: object, tokens: Sequence[Token], index: int, _options: object, environment: Env) -> str:
    prefix, meta = environment["docId"], tokens[index].meta
    number, again = meta["id"] + 1, meta.get("subId", 0)
    mark = f"{prefix}-ref-{number}" + (f"-{again}" if again > 0 else "")
    say: Language = environment["say"]
    label = escape(say("Source {number}", number=number))
    return (
        f'<sup class="loc-mark"><a id="{mark}" href="#{prefix}-{number}" '
        f'aria-label="{label}">[{number}]</a></sup>'
    )


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    # No pictures: most would be loaded from elsewhere, and readers' addresses with them (rule C5).
    markdown.disable("image")
    # Marks only: what they lead to stands in the front matter, not in the text.
    markdown.use(footnote_plugin, inline=False, move_to_end=False).disable("footnote_def")
    markdown.add_render_rule("footnote_ref", _source_mark)
    return markdown


_MARKDOWN = _markdown()

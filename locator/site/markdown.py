"""Markdown to HTML: no raw HTML, headings with anchors, sources as numbered notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from locator.model.document import Heading
from locator.site.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from locator.model.document import Source

Env = dict[str, Any]

_SEAM = "\ue000"  # a private character that no editor types

BODY = "note"  # the anchors of a page's own text
REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML that is safe to put into a page, and its second-level headings."""

    html: str
    headings: tuple[Heading, ...]


def render_markdown(text: str, sources: Sequence[Source] = (), *, prefix: str = BODY) -> Rendered:
    """Renders `text`; a mark [^id] becomes a number that leads to the source of that id.

    `prefix` keeps the anchors of several texts on one page apart.
    """
    environment: Env = {"docId": prefix}
    tokens = _MARKDOWN.parse(text + _notes(sources), environment)
    headings = tuple(_anchor_headings(tokens))
    return Rendered(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, environment), headings)


def render_article(opening: str, text: str, sources: Sequence[Source]) -> tuple[str, Rendered]:
    """Renders a text and what stands before it, numbered through and with one list of sources."""
    environment: Env = {"docId": BODY}
    tokens = _MARKDOWN.parse(f"{opening}\n\n{_SEAM}\n\n{text}{_notes(sources)}", environment)
    seam = next(index for index, token in enumerate(tokens) if token.content == _SEAM) - 1
    first, rest = tokens[:seam], tokens[seam + 3 :]  # the seam is a paragraph: opened, its text, closed
    headings = tuple(_anchor_headings(rest))
    html, body = (_MARKDOWN.renderer.render(part, _MARKDOWN.options, environment) for part in (first, rest))
    return html, Rendered(body, headings)


def _notes(sources: Sequence[Source]) -> str:
    return "".join(f"\n\n[^{source.id}]: {_citation(source)}" for source in sources)


def _citation(source: Source) -> str:
    citation = " ".join(source.citation.split())
    return f"{citation} <{source.url}>" if source.url else citation


def _anchor_headings(tokens: Sequence[Token]) -> list[Heading]:
    headings: list[Heading] = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            text = "".join(child.content for child in inline.children or ())
            heading = Heading(slug(text), text)
            opening.attrSet("id", heading.anchor)
            headings.append(heading)
    return headings


def _source_mark(token: Token, prefix: str) -> str:
    number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
    mark = f"{prefix}-ref-{number}" + (f"-{again}" if again > 0 else "")
    return (
        f'<sup class="loc-mark"><a id="{mark}" href="#{prefix}-{number}" '
        f'aria-label="Source {number}">[{number}]</a></sup>'
    )


def _sources_open(_: Token, prefix: str) -> str:
    # The sources of a page's own text are a chapter of it; those of an excerpt are not.
    level = 2 if prefix == BODY else 3
    return f'<section class="loc-sources">\n<h{level}>Sources</h{level}>\n<ol>\n'


def _source_open(token: Token, prefix: str) -> str:
    return f'<li id="{prefix}-{token.meta["id"] + 1}">'


def _source_back(token: Token, prefix: str) -> str:
    if token.meta.get("subId", 0) > 0:  # one way back is enough
        return ""
    number = token.meta["id"] + 1
    return f' <a href="#{prefix}-ref-{number}" aria-label="Back to source mark {number}">↩</a>'


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(footnote_plugin, inline=False)
    for name, render in {
        "footnote_ref": _source_mark,
        "footnote_block_open": _sources_open,
        "footnote_open": _source_open,
        "footnote_anchor": _source_back,
    }.items():
        markdown.add_render_rule(name, _rule(render))
    return markdown


def _rule(render: Callable[[Token, str], str]) -> Callable[..., str]:
    """Fits a function of a token and the anchors' prefix to what the renderer calls."""

    def rule(_renderer: object, tokens: Sequence[Token], index: int, _options: object, env: Env) -> str:
        return render(tokens[index], env["docId"])

    return rule


_MARKDOWN = _markdown()

"""Markdown -> its paragraphs, list items, cells and headings, as typed, each with its line."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text; `lead` is the paragraph that introduces the list that it is an item of."""

    text: str
    line: int
    is_heading: bool = False
    lead: str = ""


def parse_blocks(text: str, first_line: int = 1) -> tuple[Block, ...]:
    """Parts Markdown into its blocks; `first_line` is where `text` begins in the user's file."""
    blocks: list[Block] = []
    line, depth, lead, is_heading = 0, 0, "", False
    for token in _MARKDOWN.parse(text):
        line = token.map[0] if token.map else line
        if token.type.endswith("_list_open") or token.type.endswith("_list_close"):
            depth += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            is_heading = token.type == "heading_open"
        elif token.type == "inline":
            blocks.append(Block(token.content, first_line + line, is_heading, lead if depth else ""))
            lead = lead if depth else token.content
    return tuple(blocks)

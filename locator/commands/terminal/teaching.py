"""Help with examples: they keep their lines in a wide terminal, and are broken in a narrow one."""

from __future__ import annotations

import argparse
import re
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STEP = " " * 6  # before what an example does, where that stands below it
_EXAMPLE = re.compile(r"(?:(?P<words>  \S.*?) {2,}| {8,})(?P<told>\S.*)")


class Teaching(argparse.HelpFormatter):
    """As argparse formats help, but for the lines of the epilog."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = text.splitlines()
        blocks = [
            [*block] for _, block in groupby(lines, key=lambda line: line[:1] in ("", " ") and line[:1])
        ]
        return "\n".join(indent + line for block in blocks for line in _fitted(block, width))


def _fitted(block: Sequence[str], width: int) -> Iterator[str]:
    """The lines of a paragraph or of some examples, none longer than the width if that can be."""
    if max(map(len, block)) <= width:
        yield from block
    elif not block[0].startswith(" "):
        yield from wrap(" ".join(block), width, break_long_words=False, break_on_hyphens=False)
    else:
        for line in block:
            yield from _broken(line, width)


def _broken(line: str, width: int) -> Iterator[str]:
    """An example and below it what it does; a command stays whole, for it is copied."""
    found = _EXAMPLE.fullmatch(line)
    if not found:
        yield line
        return
    if found["words"]:
        yield found["words"]
    yield from wrap(
        found["told"],
        width,
        initial_indent=_STEP,
        subsequent_indent=_STEP,
        break_long_words=False,
        break_on_hyphens=False,
    )

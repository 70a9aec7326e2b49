"""Two versions of a text as one: what stayed, what went, what came, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 4_000  # words and blanks; of longer texts it says only that one takes the place of the other
_PARTS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text; `mark` is "" if it stays, "del" if it goes and "ins" if it comes."""

    mark: str
    text: str


def compared(before: str, after: str) -> tuple[Span, ...]:
    """The pieces in the order in which they are read."""
    old, new = _PARTS.findall(before), _PARTS.findall(after)
    if max(len(old), len(new)) > MOST:
        return tuple(Span(mark, text) for mark, text in (("del", before), ("ins", after)) if text)
    spans = []
    for deed, at, end, start, stop in SequenceMatcher(None, old, new).get_opcodes():
        if deed == "equal":
            spans.append(Span("", "".join(old[at:end])))
            continue
        pieces = ("del", "".join(old[at:end])), ("ins", "".join(new[start:stop]))
        spans += [Span(mark, text) for mark, text in pieces if text]
    return tuple(spans)

"""Two versions of a text held against each other: what stayed, what went, what came, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 4_000  # words and blanks; of longer texts it says only that one takes the place of the other
AROUND = 8  # words and blanks before and after what changed
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


def changed_passages(before: str, after: str) -> tuple[str, str]:
    """The passage from the first word that changed to the last, in both; with the words around it."""
    spans = compared(before, after)
    changed = [at for at, span in enumerate(spans) if span.mark]
    if not changed:
        return "", ""
    lead = "".join(span.text for span in spans[: changed[0]])
    rest = "".join(span.text for span in spans[changed[-1] + 1 :])
    between = spans[changed[0] : changed[-1] + 1]
    old, new = ("".join(span.text for span in between if span.mark in ("", mark)) for mark in ("del", "ins"))
    lead, rest = _end(lead), _start(rest)
    return f"{lead}{old}{rest}".strip(), f"{lead}{new}{rest}".strip()


def _end(text: str) -> str:
    words = _PARTS.findall(text)
    return f"{'…' if len(words) > AROUND else ''}{''.join(words[-AROUND:])}"


def _start(text: str) -> str:
    words = _PARTS.findall(text)
    return f"{''.join(words[:AROUND])}{'…' if len(words) > AROUND else ''}"

"""A paragraph -> its sentences, each with the marks of the sources that stand behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = r"(?:\s?\[\^[^\]\s]+\])*"
# A stop, what closes with it, its marks, and the blank before the next sentence.
_END = re.compile(rf"(?<=[.!?])[\"'”’»*_)]*{_MARKS}[\"'”’»*_)]*\s+(?=[\"'“‘«*_(\[¿¡]*[A-ZÁÉÍÓÚÑ0-9])")
# Stops that end no sentence.
_SHORT = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|No|vs|e\.g|i\.e|et al|U\.S|Dra|Sra?|Uds?|EE|p\. ?ej|[A-Z])\.\Z")
_LONGEST_SHORT = 12  # characters, with one before it: the rest of the text is not read anew for each stop


def is_question(sentence: str) -> bool:
    """Tells whether a sentence asks, whatever marks stand behind the sign."""
    return sentence.rstrip("\"'”’*_) ").endswith("?")


def parse_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Parts a paragraph into sentences, each with the character at which it begins."""
    start = 0
    for match in _END.finditer(text):
        end = match.start()
        if not _SHORT.search(text[max(start, end - _LONGEST_SHORT) : end]):
            yield start, text[start : match.end()].strip()
            start = match.end()
    if text[start:].strip():
        yield start, text[start:].strip()

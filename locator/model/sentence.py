"""Sentences that are written down in one place and said in another."""

from __future__ import annotations


def to_say(sentence: str) -> str:
    """Marks an English sentence that is written down here and said elsewhere, for scripts/translate."""
    return sentence

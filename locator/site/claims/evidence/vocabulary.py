"""The words by which a language says that something helps, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Patterns for the sentences of one language."""

    # A sentence says that something helps: by a verb of effect beside a word of health, by "treats" and an
    # ailment, or by a bare "it helps".
    effect: re.Pattern[str]
    health: re.Pattern[str]
    treats: re.Pattern[str]
    bare: re.Pattern[str]
    # What claims nothing: a doubt, advice to ask, a condition, "help" that people give.
    uncertain: re.Pattern[str]
    asking: re.Pattern[str]
    people: re.Pattern[str]
    # A treatment is praised; and what should stand beside that: compared with what, how sure, which harms.
    gain: re.Pattern[str]
    compared: re.Pattern[str]
    certain: re.Pattern[str]
    harm: re.Pattern[str]
    # A guideline is said to be past its date.
    expired: re.Pattern[str]


def pattern(words: str) -> re.Pattern[str]:
    """Finds the words in whichever case."""
    return re.compile(words, re.IGNORECASE)

"""Whether words are denied, in English or Spanish: "no cure", but not "no clinic cures like ours"."""

from __future__ import annotations

import re

REACH = 6  # words from a "no" to what it denies
FAR = 400  # characters, in which more words than that stand; a long text is not read anew for each claim

# What ends a clause: a "no" before it does not reach beyond.
_CLAUSE = re.compile(
    r"[.,:;!?()–—]|\b(?:but|and|so|yet|while|because|pero|y|sino|aunque|porque|mientras)\b|\n\n",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\b(?:not(?!\s+only)|cannot|never|nor|neither|nobody|nothing|none|without|\w+n['’]t"
    r"|no(?!\s+(?:other|one\s+else|wonder|doubt|s[oó]lo|solamente)|\.)"
    r"|ni|nunca|jamás|nadie(?!\s+más)|nada|ning[uú]n[oa]?(?!\s+otr[oa])|tampoco|sin)\b",
    re.IGNORECASE,
)


def is_denied(text: str, start: int) -> bool:
    """Tells whether the clause says no to the words that begin at `start`, shortly before them."""
    clause = _CLAUSE.split(text[max(0, start - FAR) : start])[-1]
    return bool(_NO.search(" ".join(clause.split()[-REACH:])))

"""Promises that nobody can keep, in any field that can reach a page (rules B14 and B15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.problem import Severity
from locator.site.claims.advertising.promises import ANY_PROMISE, PROMISES
from locator.site.claims.texts.negation import is_denied
from locator.site.claims.texts.passage import Kind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from locator.model.problem import Problem
    from locator.site.claims.advertising.promises import Promise
    from locator.site.claims.texts.passage import Passage


def banned_claims(passage: Passage) -> Iterator[Problem]:
    """The banned words of one text, unless they are denied; each place of the text once."""
    seen_until = 0
    for promise, match in sorted(_matches(passage), key=lambda found: found[1].start()):
        if match.start() < seen_until or is_denied(passage.text, match.start()):
            continue
        seen_until = match.end()
        words = " ".join(match[0].split())
        severity, cure = Severity.ERROR, "say what is known, with its source, or take it out (rule B15)"
        if passage.kind in promise.spared:
            # The name on the door is a fact; whether it may stand there is for a lawyer.
            severity, cure = Severity.NOTICE, "ask a lawyer, if that is the registered name (rule B15)"
        message = f'"{words}" promises more than anyone can keep'
        yield passage.problem(severity, message, cure, at=match.start(), value=words)


def _matches(passage: Passage) -> Iterator[tuple[Promise, re.Match[str]]]:
    if not ANY_PROMISE.search(passage.text):  # as nearly always, and eight times as fast as one by one
        return
    for promise in PROMISES:
        if not (passage.kind is Kind.NAME and Kind.NAME in promise.spared):
            for match in promise.pattern.finditer(passage.text):
                yield promise, match

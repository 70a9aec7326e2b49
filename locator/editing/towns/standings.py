"""Whose standing a change would alter: pages that gain or lose their place by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.pages.verdicts.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Turn:
    """A page with its verdict before a change and after it."""

    path: str
    before: Verdict
    after: Verdict


def turns(before: Mapping[str, Verdict], after: Mapping[str, Verdict]) -> tuple[Turn, ...]:
    """The pages that were there and still are, whose standing is another, by path."""
    both = ((path, before[path], after[path]) for path in sorted(before.keys() & after.keys()))
    return tuple(Turn(path, old, new) for path, old, new in both if old.standing is not new.standing)

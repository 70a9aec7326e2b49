"""The scale guard: many new town pages at once are looked at by a person first (rule E15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from locator.pages.verdicts.verdict import Verdict

MOST_NEW = 10


def newly_listed(verdicts: Mapping[str, Verdict], known: Collection[str]) -> dict[str, Verdict]:
    """The town pages that search engines would hear of for the first time; `known` are paths they know."""
    return {path: each for path, each in verdicts.items() if each.is_indexed and path not in known}

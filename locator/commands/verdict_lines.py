"""The verdicts as `locator check` prints them: a table that a person reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.pages.verdicts.verdict import Reason, Verdict

MOST_ROWS = 100  # pages; of a larger site only those that lack something are listed, and not all of them
STANDING_WIDTH = 9


def verdict_lines(verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """A line a page with what it lacks, one reason below the other; nothing if there are no pages."""
    rows = sorted(verdicts.items())
    if len(rows) > MOST_ROWS:
        rows = [(path, verdict) for path, verdict in rows if _notable(verdict)]
    shown = rows[:MOST_ROWS]
    width = max((len(path) for path, _ in shown), default=0) + 2
    for path, verdict in shown:
        yield from _page_lines(path, verdict, width)
    if len(rows) > len(shown):
        yield f"and {len(rows) - len(shown):,} more; --format json has them all"


def rule_sums(verdicts: Mapping[str, Verdict]) -> str:
    """How many pages each rule costs their place: "E1.3 on 12 pages, E1.4 on 1 page"."""
    from locator.site.words import counted

    rules = Counter(reason.rule for verdict in verdicts.values() for reason in verdict.failing)
    return ", ".join(f"{rule} on {counted(count, 'page')}" for rule, count in sorted(rules.items()))


def _page_lines(path: str, verdict: Verdict, width: int) -> Iterator[str]:
    first = f"{verdict.standing.value:<{STANDING_WIDTH}}{path:<{width}}"
    for reason in _notable(verdict):
        yield f"{first}{'' if not reason.ok else 'look: '}{reason.rule}: {reason.detail}"
        first = " " * len(first)
    if first.strip():
        yield first.rstrip()


def _notable(verdict: Verdict) -> tuple[Reason, ...]:
    return tuple(reason for reason in verdict.reasons if not reason.ok or reason.is_close)

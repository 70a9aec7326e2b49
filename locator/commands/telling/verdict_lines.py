"""The verdicts as `locator check` prints them: a table that a person reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.pages.verdicts.verdict import Reason, Verdict

MOST_ROWS = 100  # pages; of a larger site only those that lack something are listed, and not all of them
STANDING_WIDTH = 9
UNCHECKED = "A34"  # rule; it holds for all pages of a language at once, and says nothing of one of them


def verdict_lines(verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """A line a page, what it lacks below; pages that lack only a check of their translation are summed up."""
    rows = [(path, verdict) for path, verdict in sorted(verdicts.items()) if not _is_only_unchecked(verdict)]
    waiting = len(verdicts) - len(rows)
    if len(rows) > MOST_ROWS:
        rows = [(path, verdict) for path, verdict in rows if _notable(verdict)]
    shown = rows[:MOST_ROWS]
    for path, verdict in shown:
        yield from _page_lines(path, verdict)
    if len(rows) > len(shown):
        yield f"and {len(rows) - len(shown):,} more; --format json has them all"
    if waiting:
        yield from _waiting_lines(waiting, verdicts)


def rule_sums(verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """How many pages each rule costs their place, "E1.3 on 12 pages, E1.4 on 1 page", and what helps."""
    from locator.site.words import counted
    from locator.workbench.verdict_words import what_helps

    rules = Counter(reason.rule for verdict in verdicts.values() for reason in verdict.failing)
    if not rules:
        return
    costs = ", ".join(f"{rule} on {counted(count, 'page')}" for rule, count in sorted(rules.items()))
    yield f"What costs pages their place: {costs}. What helps:"
    yield from (f"  {f'{rule}:':<6}{cure}" for rule in sorted(rules) if (cure := what_helps(rule)))


def _page_lines(path: str, verdict: Verdict) -> Iterator[str]:
    yield f"{verdict.standing.value:<{STANDING_WIDTH}}{path}"
    for reason in _notable(verdict):
        yield f"{'':<{STANDING_WIDTH}}{'' if not reason.ok else 'look: '}{reason.rule}: {reason.detail}"
        if reason.cure:
            yield f"{'':<{STANDING_WIDTH}}  {reason.cure}"


def _waiting_lines(count: int, verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    from locator.site.words import counted

    yield f"{'noindex':<{STANDING_WIDTH}}{counted(count, 'translated page')}, for this alone"
    for detail in sorted({r.detail for v in verdicts.values() for r in v.failing if r.rule == UNCHECKED}):
        yield f"{'':<{STANDING_WIDTH}}{UNCHECKED}: {detail}"


def _is_only_unchecked(verdict: Verdict) -> bool:
    """Tells whether nothing but a check of the translation costs the page its place."""
    return bool(verdict.failing) and all(reason.rule == UNCHECKED for reason in verdict.failing)


def _notable(verdict: Verdict) -> tuple[Reason, ...]:
    return tuple(reason for reason in verdict.reasons if not reason.ok or reason.is_close)

"""The verdict of a page that there is not yet, with what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.workbench.verdict_words import WORDS, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from locator.editing.towns.standings import Turn
    from locator.pages.verdicts.verdict import Verdict


def judgement_lines(path: str, verdict: Verdict) -> Iterator[str]:
    """What becomes of the page, and of each rule that it does not meet the figures and the cure."""
    judgement = in_words(verdict)
    yield f"  {judgement.word}: {path}"
    for reason in judgement.failing:
        yield f"    {reason.asked}? No: {reason.detail}."
        if reason.cure:
            yield f"      {reason.cure}"


def turn_lines(turns: Iterable[Turn]) -> Iterator[str]:
    """The pages of other towns that gain or lose their place, and why."""
    for turn in turns:
        yield f"{turn.path} was {WORDS[turn.before.standing]}, and becomes {WORDS[turn.after.standing]}."
        yield from (f"    {reason.detail}" for reason in turn.after.failing)


def turn_data(turns: Iterable[Turn]) -> list[dict[str, Any]]:
    """The same for programs."""
    return [{"before": turn.before.standing.value, **verdict_data(turn.path, turn.after)} for turn in turns]


def verdict_data(path: str, verdict: Verdict) -> dict[str, Any]:
    """The verdict in the shape that `locator check --format json` has."""
    reasons = [{"rule": each.rule, "ok": each.ok, "detail": each.in_full} for each in verdict.reasons]
    return {"path": path, "verdict": verdict.standing.value, "reasons": reasons}

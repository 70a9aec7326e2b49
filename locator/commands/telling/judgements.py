"""The verdict of a page that there is not yet, with what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.workbench.verdict_words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.verdicts.verdict import Verdict


def judgement_lines(path: str, verdict: Verdict) -> Iterator[str]:
    """What becomes of the page, and of each rule that it does not meet the figures and the cure."""
    judgement = in_words(verdict)
    yield f"  {judgement.word}: {path}"
    for reason in judgement.failing:
        yield f"    {reason.asked}? No: {reason.detail}."
        if reason.cure:
            yield f"      {reason.cure}"


def verdict_data(path: str, verdict: Verdict) -> dict[str, Any]:
    """The verdict in the shape that `locator check --format json` has."""
    reasons = [{key: getattr(reason, key) for key in ("rule", "ok", "detail")} for reason in verdict.reasons]
    return {"path": path, "verdict": verdict.standing.value, "reasons": reasons}

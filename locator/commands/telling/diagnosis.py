"""The page of `locator doctor`, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from textwrap import fill
from typing import TYPE_CHECKING

from locator.commands.examining.finding import Standing
from locator.site.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.commands.examining.finding import Finding, Part

WIDTH, NARROWEST = 100, 60
_STANDING, _WHAT = 9, 18  # columns


def render_text(parts: Sequence[Part], width: int = WIDTH) -> str:
    """The page as people read it: a line for each finding, its cure below, the sum last.

    No line is longer than a terminal of that width has room for, and none than WIDTH.
    """
    width = max(NARROWEST, min(width, WIDTH))
    lines = [line for part in parts for line in _part_lines(part, width)]
    counts = Counter(each.standing for part in parts for each in part.findings)
    return "\n".join([*lines, _sum(counts)])


def _part_lines(part: Part, width: int) -> Iterator[str]:
    yield part.title
    for finding in part.findings:
        head = f"  {finding.standing.value:<{_STANDING}}{finding.what:<{_WHAT}} "
        yield _wrapped(finding.detail, head, width)
        if finding.cure:
            yield _wrapped(finding.cure, f"{'':{_STANDING + 2}}→ ", width)
    yield ""


def _wrapped(text: str, head: str, width: int) -> str:
    return fill(
        text,
        width,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _sum(counts: Counter[Standing]) -> str:
    bad, odd = counts[Standing.MEND], counts[Standing.LOOK]
    found = [counted(bad, "thing to mend", "things to mend")] if bad else []
    found += [counted(odd, "thing to look at", "things to look at")] if odd else []
    return f"{', '.join(found)}." if found else "All is well."


def render_json(parts: Sequence[Part]) -> str:
    """The page for programs; `standing` is "ok", "look at" or "mend"."""
    report = {"parts": [{"title": part.title, "findings": [*map(_data, part.findings)]} for part in parts]}
    return json.dumps(report, indent=2, ensure_ascii=False)


def _data(finding: Finding) -> dict[str, str]:
    return {
        "standing": finding.standing.value,
        "what": finding.what,
        "detail": finding.detail,
        "cure": finding.cure,
    }

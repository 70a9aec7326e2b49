"""A text that cites one side of the argument about acupuncture cites the other too (rule B4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.claims.evidence.works import AGAINST, FOR, WITH_SHAM, cited_works

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.content.front_matter import FrontMatter


def one_sided(document: FrontMatter) -> Iterator[Problem]:
    """What a text that cites a guideline for or against acupuncture lacks."""
    cited = {citation.work for citation in cited_works(document, FOR | AGAINST | WITH_SHAM)}
    given = ", ".join(sorted(cited & (FOR.keys() | AGAINST.keys())))
    for side, what in (
        (FOR, "a guideline in favor"),
        (AGAINST, "the guideline against"),
        (WITH_SHAM, "a study that used a sham"),
    ):
        if given and not cited & side.keys():
            cure = f"cite {' or '.join(side)} where the text speaks of the evidence (rule B4)"
            message = f"the text cites {given}, but not {what}"
            yield Problem(Severity.ERROR, document.file, message, cure, column="sources", value=given)

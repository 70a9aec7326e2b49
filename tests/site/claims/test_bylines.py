"""Who answers for a text, and since when (rule B1)."""

from __future__ import annotations

import pytest

from locator.model.problem import Severity
from locator.site.claims.bylines import unsigned
from locator.site.content.front_matter import FrontMatter

WHOLE: dict[str, object] = {
    "author": "Example team",
    "reviewer": "Pat Example",
    "reviewer_licence": "Florida AP 0000",
    "last_reviewed": "2026-11-01",
    "next_review": "2027-11-01",
    "published": "2026-11-01",
}


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({}, []),
        ({"author": ""}, ["author"]),
        ({"published": ""}, ["published"]),
        ({"published": "", "updated": "2026-11-02"}, []),
        ({"reviewer_licence": "licensed"}, ["reviewer_licence"]),
        ({"reviewer_licence": "12345"}, ["reviewer_licence"]),
        ({"reviewer": ""}, ["last_reviewed"]),
        ({"next_review": "2026-10-01"}, ["next_review"]),
    ],
)
def test_b1_a_text_says_who_wrote_and_reviewed_it_and_when(
    changes: dict[str, str], columns: list[str]
) -> None:
    """Rule B1: author, reviewer with type and number of the license, both dated."""
    problems = list(unsigned(FrontMatter("content/articles/a.md", WHOLE | changes, "")))
    assert [each.column for each in problems] == columns
    assert all(each.severity is Severity.WARNING and "(rule B1)" in each.cure for each in problems)

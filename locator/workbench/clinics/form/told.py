"""What is said beside each field of the form: problems, and what others have written meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.words import upper_first
from locator.workbench.clinics.form.fields import PLACE, field_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.model.conflict import Conflict
    from locator.model.problem import Problem


def by_field(problems: Sequence[Problem]) -> dict[str, str]:
    """What is to be said beside each field: what is wrong, then what to do."""
    return _gathered((field_of(problem.column), _told(problem)) for problem in problems)


def theirs_by_field(conflicts: Sequence[Conflict]) -> dict[str, str]:
    """What others made of a field while somebody was writing."""
    return _gathered((field_of(conflict.column), _theirs(conflict)) for conflict in conflicts)


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    said: dict[str, str] = {}
    for field, text in pairs:
        said[field] = f"{said[field]} {text}" if field in said else text
    return said


def _told(problem: Problem) -> str:
    cure = f": {problem.cure}" if problem.cure else ""
    return f"{upper_first(problem.message)}{cure}."


def _theirs(conflict: Conflict) -> str:
    who = conflict.who or "Somebody"
    if not conflict.column:
        return f"{who}: {conflict.theirs}."
    theirs = f"“{conflict.theirs}”" if conflict.theirs else "blank"
    before = f"“{conflict.before}”" if conflict.before else "blank"
    what = f"{conflict.column} " if conflict.column in PLACE else "this "
    return (
        f"{who} made {what}{theirs} while you were writing; it was {before}. "
        "Yours is still in the form. Save again to use yours."
    )

"""What `locator check` finds but for templates, as counts, and the verdicts as they were last given."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from locator.commands.examining.finding import Finding, look_at, mend
from locator.model.problem import Severity
from locator.pages.verdicts.judgement_book import FILE
from locator.pages.verdicts.judgement_rows import count_listed
from locator.site.claims.check import check_claims
from locator.site.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded


def examined_problems(folder: SiteFolder, loaded: Loaded) -> Iterator[Finding]:
    """How many problems of each kind there are in rows, settings and texts; the first error in full."""
    claims = check_claims(folder, loaded.site) if loaded.site else ()
    problems = (*loaded.problems, *claims)
    counts = Counter(problem.severity for problem in problems)
    told = ", ".join(counted(counts[severity], severity.value) for severity in Severity)
    if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
        yield mend("problems", f"{told}; the first: {errors[0]}", "`locator check` lists them all")
    elif counts[Severity.WARNING]:
        yield look_at("problems", told, "`locator check` lists them")
    else:
        yield Finding("problems", told)


def examined_verdicts(folder: SiteFolder) -> Iterator[Finding]:
    """How many pages were listed when they were last judged; nothing is judged now."""
    path = folder.path / FILE
    if not path.is_file():
        yield Finding("verdicts", "not judged yet; `locator check` does, and so does the first start")
        return
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            listed, judged = count_listed(connection)
    except (sqlite3.Error, ValueError, TypeError):  # told where files are looked at
        return
    told = f"{listed:,} of {counted(judged, 'page')} listed, as last judged"
    if judged and not listed:
        yield look_at("verdicts", told, "`locator check` says what each page lacks")
    else:
        yield Finding("verdicts", told)

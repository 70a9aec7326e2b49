"""`locator check`: every problem with its cure, and the verdict of every landing page."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, load_folder, open_folder
from locator.commands.telling.judgements import verdict_data
from locator.commands.telling.verdict_lines import rule_sums, verdict_lines
from locator.errors import SiteFolderError
from locator.model.problem import Problem, Severity

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from locator.pages.verdicts.verdict import Verdict

GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    add_site_argument(parser)
    parser.add_argument("--strict", action="store_true", help="exit with 1 on a warning too")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="how to report")


def run(options: argparse.Namespace) -> int:
    """Prints the report; exit code 1 on an error, with --strict also on a warning."""
    from locator.pages.opening import open_catalogue
    from locator.site.claims.check import check_claims

    loaded = load_folder(options.site)
    problems = loaded.problems
    verdicts: Mapping[str, Verdict] = {}
    if loaded.site:
        folder = open_folder(options.site)
        problems += check_claims(folder, loaded.site)
        try:
            catalogue = open_catalogue(folder, loaded.site)
            verdicts, problems = catalogue.verdicts, problems + catalogue.problems
        except SiteFolderError as error:  # a template with a slip
            problems += error.problems
    if options.format == "github":  # annotations name files as the repository does
        root = Path(options.site)
        problems = tuple(replace(each, file=(root / each.file).as_posix()) for each in problems)
    render = {"text": render_text, "json": render_json, "github": render_github}[options.format]
    print(render(problems, verdicts))
    failing = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return int(any(problem.severity in failing for problem in problems))


def render_text(problems: Sequence[Problem], verdicts: Mapping[str, Verdict]) -> str:
    """The report as people read it: problems, then verdicts, then the sums."""
    from locator.site.words import counted

    lines = [f"{problem.severity.value:<8}{problem}" for problem in sorted(problems, key=lambda p: p.order)]
    lines += ["", *verdict_lines(verdicts)]
    counts = Counter(problem.severity for problem in problems)
    found = ", ".join(counted(counts[severity], severity.value) for severity in Severity)
    standings = Counter(verdict.standing.value for verdict in verdicts.values())
    judged = ", ".join(f"{count:,} {standing}" for standing, count in sorted(standings.items()))
    if sums := tuple(rule_sums(verdicts)):
        lines += ["", *sums]
    lines += [
        "",
        f"{found}. {counted(len(verdicts), 'landing page')}{': ' + judged if judged else ''}.",
    ]
    return "\n".join(lines).lstrip("\n")


def render_json(problems: Sequence[Problem], verdicts: Mapping[str, Verdict]) -> str:
    """The report for programs."""
    keys = ("severity", "file", "row", "column", "value", "message", "cure")
    report = {
        "problems": [
            {key: getattr(problem, key) for key in keys}
            for problem in sorted(problems, key=lambda p: p.order)
        ],
        "pages": [verdict_data(path, verdict) for path, verdict in verdicts.items()],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def render_github(problems: Sequence[Problem], verdicts: Mapping[str, Verdict]) -> str:  # noqa: ARG001
    """The report as annotations of a GitHub workflow."""
    return "\n".join(_annotation(problem) for problem in sorted(problems, key=lambda p: p.order))


def _annotation(problem: Problem) -> str:
    places = {"file": problem.file, "line": problem.row, "title": problem.column}
    properties = ",".join(
        f"{key}={_escaped(str(value), ',:')}" for key, value in places.items() if value is not None
    )
    text = f"{problem.message}; {problem.cure}" if problem.cure else problem.message
    return f"::{GITHUB_LEVELS[problem.severity]} {properties}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    """Percent-encodes what would end a workflow command early."""
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text

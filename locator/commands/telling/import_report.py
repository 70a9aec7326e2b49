"""What `locator import` says: for programs everything, for people what is alike only once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from locator.commands.telling.versions import way_back
from locator.site.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.editing.importing.plan import Plan
    from locator.exchange.mapping.column_map import ColumnMap
    from locator.exchange.reading.sheet import Sheet

SHOWN = 3  # problems of a kind, changed clinics
EDITS = 10
_QUOTED, _COMMON_WORD = re.compile(r'"[^"]*"'), re.compile(r"\b[a-z]+\b")
_SEVERITIES = ("error", "warning", "notice")


def report(sheet: Sheet, columns: ColumnMap, plan: Plan, *, is_dry: bool, is_partial: bool) -> dict[str, Any]:
    """The whole of it; but for `dry_run` and `version`, None so far, the same for the write (rule F2)."""
    keys = ("file", "row", "column", "value", "message", "cure")
    return {
        "file": sheet.name,
        "format": sheet.format.value,
        "dry_run": is_dry,
        "valid_rows": is_partial,
        "version": None,
        "columns": {target: list(titles) for target, titles in columns.titles.items()},
        "rows": len(sheet.records),
        **counts(plan),
        "edits": [edit.to_json() for edit in plan.edits],
        "problems": [
            {"severity": each.severity.value} | {key: getattr(each, key) for key in keys}
            for each in plan.problems
        ],
    }


def counts(plan: Plan) -> dict[str, int]:
    """How many clinics are added and changed, how many rows say nothing new, and how many are left out."""
    kinds = [edit.kind.value for edit in plan.edits]
    added, changed = kinds.count("added"), kinds.count("changed")
    return {"added": added, "changed": changed, "unchanged": plan.unchanged, "left_out": plan.refused}


def text_lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The report for people, but for its last line, which says what came of it."""
    yield f"{found['file']} was read as {found['format']}: {counted(found['rows'], 'row')}."
    problems = found["problems"]
    for severity in _SEVERITIES:
        yield from _alike([each for each in problems if each["severity"] == severity])
    if found["edits"]:
        yield from ("", *_edit_lines(found["edits"]), "")
    sums = (
        f"{found[key]:,} {key.replace('_', ' ')}" for key in ("added", "changed", "unchanged", "left_out")
    )
    yield ", ".join(sums) + "."


def _alike(problems: list[dict[str, Any]]) -> Iterator[str]:
    """The problems of one severity: of those that differ in a value only, the first few and their number."""
    kinds: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for problem in problems:
        words = _COMMON_WORD.findall(_QUOTED.sub("", problem["message"]))  # no names, no numbers
        kind = (problem["column"] or "", *words)
        kinds.setdefault(kind, []).append(problem)
    for group in kinds.values():
        yield from (f"{each['severity']:<8}{_line(each)}" for each in group[:SHOWN])
        if len(group) > SHOWN:
            yield f"{'':8}… and {len(group) - SHOWN:,} more like that; --json has them all"


def _line(problem: Mapping[str, Any]) -> str:
    where = problem["file"] if problem["row"] is None else f"{problem['file']}:{problem['row']}"
    column = f", column {problem['column']}" if problem["column"] else ""
    return f"{where}{column}: {problem['message']}; {problem['cure']}"


def _edit_lines(edits: list[dict[str, Any]]) -> Iterator[str]:
    for edit in edits[:EDITS]:
        cells = edit["cells"]
        if edit["kind"] == "added":
            name, town, region = (cells.get(column, ["", ""])[1] for column in ("name", "locality", "region"))
            yield f"  + {edit['key']}: {name}, {town}, {region}"
        else:
            changes = (f'{column} "{old}" -> "{new}"' for column, (old, new) in cells.items())
            yield f"  ~ {edit['key']}: {'; '.join(changes)}"
    if len(edits) > EDITS:
        yield f"  … and {len(edits) - EDITS:,} more; --json has them all"


def outcome(found: Mapping[str, Any], site: str) -> str:
    """What was written, or why nothing was."""
    if found["version"]:
        return f"Written: clinics.csv. {way_back(found['version'], site)}"
    if not found["edits"]:
        return "Nothing to write."
    has_errors = any(each["severity"] == "error" for each in found["problems"])
    if has_errors and not found["valid_rows"]:
        return "Nothing was written. Mend the errors, or add --valid-rows to leave those rows out."
    if found["dry_run"]:
        return "Nothing was written, for this was a dry run."
    return "Nothing was written."

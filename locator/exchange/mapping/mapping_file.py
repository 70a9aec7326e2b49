"""The mapping as a small TOML file that a person edits."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from locator.errors import UsageError
from locator.exchange.mapping.column_map import ABSENT, TARGETS, ColumnMap
from locator.exchange.mapping.guessing import guess, unmapped
from locator.site.disk_words import why
from locator.site.tables.clinics.clinics import COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from locator.exchange.reading.sheet import Sheet

_HEAD = """\
# Which column of {name} becomes which of clinics.csv. Left: our column; right: the title in the file,
# or several in brackets, which are joined: street = ["Address", "Suite"]. Edit it, then:
#   locator import {name} --mapping THIS-FILE --dry-run
"""
_SET = """\
[set]
# What the file does not say, the same for every clinic that it leaves blank:
# treatments = "back-pain-treatment"
"""
_READ = """\
[read]
# Cells that stand for nothing, and whether names in capitals stay so ("keep") or not ("title").
absent = {absent}
capitals = "title"
"""
MAX_BYTES = 100_000
_CAPITALS = ("title", "keep")


def render_mapping(sheet: Sheet) -> str:
    """The mapping file that was guessed for a sheet, with room for what nobody could guess."""
    columns = guess(sheet)
    lines = [_HEAD.format(name=sheet.name), "[columns]"]
    for target in TARGETS:
        if titles := columns.titles.get(target):
            lines.append(f"{target} = {_value(titles)}")
        elif target in COLUMNS.all:
            lines.append(f'# {target} = ""')
    if left := unmapped(sheet, columns):
        lines += ["", "# Not read so far:", *(f"#   {_quoted(title)}" for title in left)]
    lines += ["", _SET, _READ.format(absent=json.dumps(ABSENT))]
    return "\n".join(lines)


def load_mapping(path: Path, sheet: Sheet) -> ColumnMap:
    """Reads a mapping for a sheet; raises UsageError that names every mistake in it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        found = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        msg = f"the mapping {path} cannot be read: {why(error)}"
        raise UsageError(msg) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        msg = f"the mapping {path} is not TOML: {error}"
        raise UsageError(msg) from None
    if len(data) > MAX_BYTES:
        msg = f"the mapping {path} is too large to be one"
        raise UsageError(msg)
    if wrong := _mistakes(found, sheet):
        raise UsageError("\n".join([f"the mapping {path} cannot be used:", *(f"  {each}" for each in wrong)]))
    read = found.get("read", {})
    titles = {target: _titles(value) for target, value in found.get("columns", {}).items()}
    absent = tuple(read.get("absent", ABSENT))
    return ColumnMap(titles, found.get("set", {}), absent, read.get("capitals") == "keep")


def _mistakes(found: dict[str, Any], sheet: Sheet) -> list[str]:
    wrong = [f"[{name}] is none of [columns], [set], [read]" for name in found if name not in _CHECKS]
    for name, check in _CHECKS.items():
        table = found.get(name, {})
        if isinstance(table, dict):
            wrong += [each for key, value in table.items() for each in check(key, value, sheet)]
        else:
            wrong.append(f"{name} is no table; write [{name}] above its lines")
    return wrong or ([] if found.get("columns") else ["it maps no column; write them below [columns]"])


def _check_column(target: str, value: object, sheet: Sheet) -> list[str]:
    if target not in TARGETS:
        return [f"columns.{target}: clinics.csv has no such column; it has {', '.join(COLUMNS.all)}"]
    match value:
        case str() | [str(), *_] if all(isinstance(title, str) for title in _titles(value)):
            return [
                f'columns.{target}: {sheet.name} has no column "{title}"; it has {_listed(sheet.titles)}'
                for title in _titles(value)
                if title not in sheet.titles
            ]
    return [f'columns.{target}: write a title, such as "Name", or several in brackets']


def _check_value(target: str, value: object, sheet: Sheet) -> list[str]:  # noqa: ARG001
    if target not in COLUMNS.all or target == "id":
        return [f"set.{target}: this cannot be the same for every clinic"]
    return [] if isinstance(value, str) else [f'set.{target}: write it between quotation marks: "{value}"']


def _check_reading(key: str, value: object, sheet: Sheet) -> list[str]:  # noqa: ARG001
    match key, value:
        case "absent", list() if all(isinstance(each, str) for each in value):
            return []
        case "capitals", str() if value in _CAPITALS:
            return []
        case "absent", _:
            return ['read.absent: write a list of texts, such as ["-999", "NULL"]']
        case "capitals", _:
            return ['read.capitals: write "title" or "keep"']
    return [f"read.{key}: there is no such setting; there are absent and capitals"]


_CHECKS = {"columns": _check_column, "set": _check_value, "read": _check_reading}


def _titles(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _listed(titles: tuple[str, ...]) -> str:
    return ", ".join(titles[:30]) + (" …" if len(titles) > 30 else "")  # noqa: PLR2004  # a line or three


def _value(titles: tuple[str, ...]) -> str:
    return _quoted(titles[0]) if len(titles) == 1 else f"[{', '.join(map(_quoted, titles))}]"


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's but for the DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

"""The sheets and the templates know the same classes, each class has one sheet, and colors are tokens."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HOOKS = {"loc-choices", "loc-distance", "loc-licensees"}  # for tests and site folders; nothing styles them
SHEETS = {
    path: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for folder in ("style", "workbench")
    for path in sorted((ROOT / "static" / folder).glob("*.css"))
}
NAME = re.compile(r"loc-[a-z0-9_-]*[a-z0-9]")


def selectors(sheet: str, *, at_rest: bool = False) -> list[str]:
    """What rules are for; `at_rest` leaves out what holds for some screens or on paper alone."""
    if at_rest:
        sheet = re.sub(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", sheet)
    found = re.findall(r"([^{};]+)\{", sheet)
    return [part.strip() for rule in found if "@" not in rule for part in rule.split(",")]


def test_a_class_has_one_sheet() -> None:
    homes = defaultdict(set)
    for path, sheet in SHEETS.items():
        for selector in selectors(sheet, at_rest=True):
            if re.fullmatch(r"\.loc-[\w-]+", selector):
                homes[selector].add(path.name)
    assert {name: sheets for name, sheets in homes.items() if len(sheets) > 1} == {}


def test_sheets_and_templates_know_the_same_classes() -> None:
    styled = {
        name for sheet in SHEETS.values() for selector in selectors(sheet) for name in NAME.findall(selector)
    }
    templates = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    written = " ".join(value for text in templates for value in re.findall(r'class="([^"]*)"', text))
    made = re.findall(r"(loc-[\w-]+-)\{\{", written)  # loc-desk-verdict--{{ ... }}
    code = (*(ROOT / "static").rglob("*.js"), *(ROOT / "locator").rglob("*.py"))
    used = set(NAME.findall(" ".join((*templates, *(path.read_text(encoding="utf-8") for path in code)))))
    assert {name for name in styled - used if not name.startswith(tuple(made))} == set()
    plain = set(re.findall(r"loc-[\w-]+(?![\w-]|\{\{)", written))
    assert {name for name in plain - styled - HOOKS if not name.endswith("-")} == set()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_colors_are_tokens(path: Path) -> None:
    lines = SHEETS[path].splitlines()
    literal = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
    assert [line for line in lines if literal.search(line) and not line.strip().startswith("--loc-")] == []

"""The field's rules, by number: each that this product is held to has a test that names it.

A test says so at the start of its docstring: "Rule E12: …" or "Rules B21 to B24 …". The twenty tests of
section H bear their number in their name.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
SPAN = re.compile(r"([A-F])(\d+)(?:\.\d+)?(?: to [A-F](\d+))?")
NAMED = re.compile(r"(?:of )?Rules? (?=[A-F]\d)")

# What is law for pages that deserve to rank. A8 and A10 speak of us and of search engines, not of pages.
HELD = {
    "A": (*range(1, 8), 9, *range(11, 41)),
    "B": tuple(range(1, 25)),
    "E": tuple(range(1, 16)),
}
ACCEPTANCE = range(1, 21)


def all_tests() -> list[tuple[str, str]]:
    """Every test of the suite: its name, and the first line of its docstring."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(HERE.rglob("test_*.py")))
    functions = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return [
        (each.name, (ast.get_docstring(each) or "").partition("\n\n")[0])
        for each in functions
        if each.name.startswith("test_")
    ]


def rules(docstring: str) -> set[str]:
    """The rules that a docstring says are proven: "Rules B21 to B24" are four."""
    found = NAMED.search(docstring)
    said = re.split(r"[:.](?!\d)", docstring[found.end() :], maxsplit=1)[0] if found else ""
    return {
        f"{letter}{number}"
        for letter, first, last in SPAN.findall(said)
        for number in range(int(first), int(last or first) + 1)
    }


def test_docstrings_are_read_as_they_are_meant() -> None:
    assert rules("Rule E12: a swapped pair.") == {"E12"}
    assert rules("Rules B21 to B24, and A3: cards.") == {"B21", "B22", "B23", "B24", "A3"}
    assert rules("The nearest first.") == set()


def test_every_rule_has_a_test_that_names_it() -> None:
    proven = set.union(*(rules(docstring) for _, docstring in all_tests()))
    wanted = {f"{letter}{number}" for letter, numbers in HELD.items() for number in numbers}
    assert sorted(wanted - proven, key=lambda rule: (rule[0], int(rule[1:]))) == []


def test_the_twenty_acceptance_tests_are_there() -> None:
    numbers = {int(found[1]) for name, _ in all_tests() if (found := re.match(r"test_(\d\d)_", name))}
    assert sorted(set(ACCEPTANCE) - numbers) == []

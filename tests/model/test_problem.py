from __future__ import annotations

import pytest

from locator.model.problem import Problem, Severity


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (
            Problem(
                Severity.ERROR, "locations.csv", '"53,8" is not a number', "write 53.8", 14, "lat", "53,8"
            ),
            'locations.csv:14, column lat: "53,8" is not a number; write 53.8',
        ),
        (
            Problem(Severity.ERROR, "locations.csv", "the row has 9 cells", "close the quotation", 14),
            "locations.csv:14: the row has 9 cells; close the quotation",
        ),
        (
            Problem(
                Severity.ERROR, "site.toml", "not one of the choices", "write miles or km", column="units"
            ),
            "site.toml, units: not one of the choices; write miles or km",
        ),
        (
            Problem(Severity.WARNING, "clinics.csv", "the file is missing", "add it"),
            "clinics.csv: the file is missing; add it",
        ),
        (Problem(Severity.NOTICE, "clinics.csv", "all is well", ""), "clinics.csv: all is well"),
    ],
)
def test_a_problem_reads_as_file_row_column_message_and_cure(problem: Problem, shown: str) -> None:
    assert str(problem) == shown


def test_what_a_cell_holds_steers_no_terminal_and_forges_no_line() -> None:
    shown = str(
        Problem(Severity.ERROR, "a\x1b[2J.csv", '"\x9b31mx"\r\nclinics.csv: all is well', "write x\x07")
    )
    assert shown.isprintable()
    assert shown.startswith("a\ufffd[2J.csv: ")


def test_problems_sort_by_file_row_and_column_the_whole_file_first() -> None:
    places: list[tuple[str, int | None, str | None]] = [
        ("a.csv", None, None),
        ("a.csv", None, "lat"),
        ("a.csv", 2, "lat"),
        ("a.csv", 2, "lon"),
        ("a.csv", 10, None),
        ("b.csv", 1, None),
    ]
    problems = [Problem(Severity.ERROR, file, "m", "c", row, column) for file, row, column in places]
    assert sorted([*problems[3:], *problems[:3]], key=lambda problem: problem.order) == problems


def test_severities_are_words() -> None:
    assert [str(severity) for severity in Severity] == ["error", "warning", "notice"]

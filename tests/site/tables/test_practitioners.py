from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from locator.model.practitioner import Practitioner
from locator.model.problem import Problem, Severity
from locator.site.tables.practitioners import load_practitioners

TODAY = date(2026, 11, 22)


def load(path: Path, *lines: str) -> tuple[tuple[Practitioner, ...], list[Problem]]:
    file = path / "practitioners.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return load_practitioners(file, clinic_ids={"daytona-beach", "deland"}, today=TODAY)


def test_a_row_becomes_a_person(tmp_path: Path) -> None:
    people, problems = load(
        tmp_path,
        "name,title,licence,clinic,languages,days",
        'Alex Example,Physical Therapist,PT-1,deland,English;Spanish,"Mo, We-Fr"',
    )
    assert problems == []
    assert people == (
        Practitioner(
            name="Alex Example",
            title="Physical Therapist",
            licence="PT-1",
            clinic="deland",
            languages=("English", "Spanish"),
            days="Mo,We-Fr",
        ),
    )


def test_a_row_may_say_when_it_was_checked(tmp_path: Path) -> None:
    """Rule E8."""
    rows = "name,clinic,verified_on", "Alex,deland,2026-11-19", "Sam,deland,", "Kim,deland,someday"
    people, (problem,) = load(tmp_path, *rows)
    assert [person.verified_on for person in people] == [date(2026, 11, 19), None, None]
    assert (problem.row, problem.column, problem.value) == (4, "verified_on", "someday")


def test_no_file_is_no_people(tmp_path: Path) -> None:
    assert load_practitioners(tmp_path / "practitioners.csv", clinic_ids=(), today=TODAY) == ((), [])


def test_name_and_clinic_are_needed(tmp_path: Path) -> None:
    people, problems = load(tmp_path, "name,clinic", ",deland", "Alex Example,")
    assert people == ()
    assert [(problem.row, problem.column) for problem in problems] == [(2, "name"), (3, "clinic")]


def test_a_person_may_work_at_two_clinics_but_stands_at_each_once(tmp_path: Path) -> None:
    people, problems = load(tmp_path, "name,clinic", "Alex,deland", "Alex,daytona-beach", "ALEX,deland")
    assert len(people) == 3
    assert [(p.severity, p.row, p.column) for p in problems] == [(Severity.WARNING, 4, "name")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Mon-Fri", "Mo-Fr"),
        ("Monday to Friday", "Mo-Fr"),
        ("Tue & Thu", "Tu,Th"),
        ("Mon, Wed and Fri.", "Mo,We,Fr"),
        ("tues – thurs", "Tu-Th"),
        ("mo-fr", "Mo-Fr"),
    ],
)
def test_the_cure_of_days_in_words_is_what_they_mean(tmp_path: Path, written: str, meant: str) -> None:
    people, (problem,) = load(tmp_path, "name,clinic,days", f'Alex,deland,"{written}"')
    assert people == ()
    assert problem.column == "days"
    assert problem.cure == f"write {meant}"


@pytest.mark.parametrize("written", ["always", "Mo-Xx", "1-5", "Mo 08:00-12:00"])
def test_days_without_sense_get_an_example(tmp_path: Path, written: str) -> None:
    _, (problem,) = load(tmp_path, "name,clinic,days", f"Alex,deland,{written}")
    assert "Mo-Fr" in problem.cure

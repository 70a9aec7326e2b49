"""content/: what becomes a treatment, an article or a note, and what is said of a file that cannot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from locator.model.document import Card
from locator.model.problem import Problem, Severity
from locator.site.content.documents import SCHEMA_TYPES, SPECIALTIES, Documents, load_documents
from locator.site.urls import RESERVED

TODAY = date(2026, 11, 22)
TREATMENT = {
    "name": "Back pain treatment",
    "clinics": "Back pain clinics",
    "description": "What helps.",
    "summary": "It helps a little.[^who2023]",
    "notice": "Call 911.",
    "emergency": "{heading: Call 911 if, signs: [One, Two]}",
    "sources": "[{id: who2023, citation: WHO. 2023.}]",
}
ARTICLE = {
    "title": "Does it help?",
    "description": "An answer.",
    "answer": "A little.[^who2023]",
    "sources": "[{id: who2023, citation: WHO. 2023.}]",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with one treatment."""
    path = tmp_path / "content"
    write(path / "treatments/back-pain-treatment.md", TREATMENT)
    return path


def write(path: Path, settings: dict[str, str], body: str = "The text.\n") -> None:
    head = "".join(f"{key}: {value}\n" for key, value in settings.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}---\n{body}")


def load(content: Path) -> tuple[Documents, list[Problem]]:
    return load_documents(content, today=TODAY)


def only_problem(content: Path) -> Problem:
    """The one thing that is wrong, which leaves the treatment of the fixture in place."""
    documents, [problem] = load(content)
    assert list(documents.treatments) == ["back-pain-treatment"]
    assert problem.cure
    return problem


def treatment_with(content: Path, body: str = "The text.\n", **settings: str) -> None:
    write(content / "treatments/other.md", TREATMENT | settings, body)


def article_with(content: Path, body: str = "The text.\n", **settings: str) -> None:
    write(content / "articles/first.md", ARTICLE | settings, body)


# What is well


def test_a_treatment_is_read_whole(content: Path) -> None:
    treatment_with(
        content,
        "## What happens\n\nYou talk.[^who2023]\n",
        urgent="{heading: See a doctor, signs: [Three], action: Today.}",
        schema_type="PhysicalTherapy",
        specialty="Physiotherapy",
        author="Example team",
        updated="2026-11-22",
    )
    documents, problems = load(content)
    assert problems == []
    treatment = documents.treatments["other"]
    assert (treatment.slug, treatment.name, treatment.clinics) == (
        "other",
        "Back pain treatment",
        "Back pain clinics",
    )
    assert treatment.emergency == Card("Call 911 if", ("One", "Two"))
    assert treatment.urgent == Card("See a doctor", ("Three",), "Today.")
    assert (treatment.schema_type, treatment.specialty) == ("PhysicalTherapy", "Physiotherapy")
    assert treatment.editorial.updated == date(2026, 11, 22)
    assert [heading.anchor for heading in treatment.headings] == ["on-what-happens"]
    assert 'id="summary-1"' in treatment.summary_html
    assert 'id="note-1"' in treatment.body_html


def test_an_article_is_read_whole(content: Path) -> None:
    article_with(content, "## Why\n\nSo.\n", treatment="back-pain-treatment")
    documents, problems = load(content)
    assert problems == []
    article = documents.articles["first"]
    assert (article.slug, article.title, article.treatment) == (
        "first",
        "Does it help?",
        "back-pain-treatment",
    )
    assert "[1]" in article.answer_html
    assert "WHO. 2023." in article.body_html


def test_a_note_is_keyed_by_region_and_town(content: Path) -> None:
    (content / "towns/fl").mkdir(parents=True)
    (content / "towns/fl/lake-mary.md").write_text("Take **exit 98**.\n")
    documents, problems = load(content)
    assert problems == []
    assert documents.notes["fl", "lake-mary"].body_html == "<p>Take <strong>exit 98</strong>.</p>\n"


def test_files_are_read_in_the_order_of_their_names(content: Path) -> None:
    for name in ("c", "a", "b"):
        write(content / f"articles/{name}.md", ARTICLE)
    assert list(load(content)[0].articles) == ["a", "b", "c"]


def test_no_folder_is_no_document(tmp_path: Path) -> None:
    assert load(tmp_path / "content") == (Documents(), [])
    (tmp_path / "content").write_text("a file")
    assert load(tmp_path / "content") == (Documents(), [])


@pytest.mark.parametrize("name", ["treatments", "articles", "towns", "towns/fl"])
def test_a_file_in_place_of_a_folder_is_no_document(content: Path, name: str) -> None:
    other = content.with_name("other")
    (other / name).parent.mkdir(parents=True)
    (other / name).write_text("a file")
    assert load(other) == (Documents(), [])


@pytest.mark.parametrize("name", ["notes.txt", "first.md~", ".first.md", ".#first.md", "._first.md"])
def test_what_editors_and_systems_leave_behind_is_no_document(content: Path, name: str) -> None:
    (content / "articles").mkdir()
    (content / "articles" / name).symlink_to("nobody@nowhere.123")
    assert load(content)[1] == []


def test_a_loop_of_links_is_not_followed(content: Path) -> None:
    (content / "towns").mkdir()
    (content / "towns/again").symlink_to(content / "towns")
    assert load(content)[1] == []


# Names of files


@pytest.mark.parametrize("name", ["First visit", "first_visit", "Erste", "é", "a.b", "-a", "a" * 81])
@pytest.mark.parametrize("kind", ["treatments", "articles"])
def test_a_file_name_that_cannot_be_an_address_is_an_error(content: Path, kind: str, name: str) -> None:
    write(content / kind / f"{name}.md", ARTICLE if kind == "articles" else TREATMENT)
    problem = only_problem(content)
    assert problem.file == f"content/{kind}/{name}.md"
    assert "cannot be an address" in problem.message


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_a_treatment_cannot_take_an_address_of_the_site_itself(content: Path, slug: str) -> None:
    write(content / f"treatments/{slug}.md", TREATMENT)
    assert f"/{slug}/ is an address of the site itself" in only_problem(content).message


def test_an_article_may_be_called_what_a_treatment_may_not(content: Path) -> None:
    write(content / "articles/about.md", ARTICLE)
    documents, problems = load(content)
    assert (list(documents.articles), problems) == (["about"], [])


@pytest.mark.parametrize("kind", ["treatments", "articles", "towns/fl"])
def test_a_directory_named_like_a_document_is_one_problem(content: Path, kind: str) -> None:
    (content / kind / "first.md").mkdir(parents=True)
    assert "cannot be read" in only_problem(content).message


# What must be there


@pytest.mark.parametrize("key", sorted(TREATMENT.keys() - {"sources"}))
def test_a_treatment_without_a_required_setting_is_left_out(content: Path, key: str) -> None:
    settings = {name: value for name, value in TREATMENT.items() if name != key}
    write(content / "treatments/other.md", settings, "The text.[^who2023]\n")
    problem = only_problem(content)
    assert (problem.column, problem.severity) == (key, Severity.ERROR)
    assert "missing" in problem.message


@pytest.mark.parametrize("key", sorted(ARTICLE.keys() - {"sources"}))
def test_an_article_without_a_required_setting_is_left_out(content: Path, key: str) -> None:
    settings = {name: value for name, value in ARTICLE.items() if name != key}
    write(content / "articles/first.md", settings, "The text.[^who2023]\n")
    assert (only_problem(content).column, load(content)[0].articles) == (key, {})


def test_a_file_that_cannot_be_read_is_one_problem_and_not_one_for_each_setting(content: Path) -> None:
    (content / "treatments/other.md").write_bytes(b"---\nname: a\xe9\n---\n")
    assert "not UTF-8" in only_problem(content).message


def test_a_yaml_error_is_one_problem_with_its_line(content: Path) -> None:
    article_with(content, title="Yes: or no?")
    problem = only_problem(content)
    assert (problem.file, problem.row) == ("content/articles/first.md", 2)


def test_every_mistake_of_a_file_is_reported_at_once(content: Path) -> None:
    treatment_with(content, name="[a]", schema_type="Magic", emergency="none", updated="today")
    documents, problems = load(content)
    assert "other" not in documents.treatments
    assert {problem.column for problem in problems} == {"name", "schema_type", "emergency", "updated"}


# Choices, cards and treatments


@pytest.mark.parametrize(("key", "choices"), [("schema_type", SCHEMA_TYPES), ("specialty", SPECIALTIES)])
def test_schema_org_must_know_the_kind_of_a_treatment(
    content: Path, key: str, choices: tuple[str, ...]
) -> None:
    for choice in choices:
        treatment_with(content, **{key: choice})
        assert load(content)[1] == []
    treatment_with(content, **{key: "Surgery"})
    problem = only_problem(content)
    assert (problem.column, problem.value) == (key, "Surgery")
    assert choices[1] in problem.cure


def test_a_card_has_five_signs_at_the_most(content: Path) -> None:
    treatment_with(content, urgent="{heading: See a doctor, signs: [1, 2, 3, 4, 5, 6]}")
    problem = only_problem(content)
    assert (problem.column, problem.severity) == ("urgent", Severity.ERROR)
    assert "6 signs" in problem.message


def test_an_article_about_no_treatment_of_the_site_is_left_out(content: Path) -> None:
    article_with(content, treatment="surgery")
    problem = only_problem(content)
    assert (problem.column, problem.value) == ("treatment", "surgery")
    assert "back-pain-treatment" in problem.cure
    assert load(content)[0].articles == {}


def test_a_broken_treatment_does_not_take_an_article_down(content: Path) -> None:
    treatment_with(content, schema_type="Magic")
    article_with(content, treatment="other")
    documents, [problem] = load(content)
    assert problem.file == "content/treatments/other.md"
    assert documents.articles["first"].treatment == ""
    assert documents.broken == {"other"}


# Marks and sources


def test_a_mark_that_names_no_source_is_an_error_with_its_line(content: Path) -> None:
    article_with(content, "One.[^who2023]\n\nTwo.[^who2024]\n")
    problem = only_problem(content)
    assert (problem.row, problem.severity) == (9, Severity.ERROR)
    assert "[^who2024] names no source" in problem.message
    assert (content / "articles/first.md").read_text().splitlines()[8] == "Two.[^who2024]"


def test_a_mark_in_the_answer_that_names_no_source_is_an_error(content: Path) -> None:
    article_with(content, answer="Yes.[^who2023][^who2024]")
    assert "[^who2024] names no source" in only_problem(content).message


def test_a_source_that_is_never_used_is_a_warning(content: Path) -> None:
    article_with(content, sources="[{id: who2023, citation: WHO.}, {id: ng59, citation: NICE.}]")
    problem = only_problem(content)
    assert (problem.column, problem.severity) == ("sources", Severity.WARNING)
    assert '"ng59" is never used' in problem.message
    assert list(load(content)[0].articles) == ["first"]


def test_a_mark_in_a_note_is_an_error_for_a_note_has_no_sources(content: Path) -> None:
    (content / "towns/fl").mkdir(parents=True)
    (content / "towns/fl/lake-mary.md").write_text("Take exit 98.[^who2023]\n")
    assert (only_problem(content).row, load(content)[0].notes) == (1, {})


def test_settings_in_a_note_are_warned_of(content: Path) -> None:
    write(content / "towns/fl/lake-mary.md", {"title": "Lake Mary"})
    problem = only_problem(content)
    assert (problem.column, problem.severity) == ("title", Severity.WARNING)
    assert problem.cure == "take it out"


def test_a_reviewer_without_a_licence_and_an_overdue_review_are_told(content: Path) -> None:
    article_with(content, reviewer="Pat Example", next_review="2026-01-01")
    problems = load(content)[1]
    assert [(problem.column, problem.severity) for problem in problems] == [
        ("reviewer", Severity.ERROR),
        ("next_review", Severity.WARNING),
    ]

"""Front matter: what editors write between two lines of ---, and what is said when it cannot be read."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from locator.model.document import Card, Source
from locator.model.problem import Problem, Severity
from locator.site.content.front_matter import MAX_BYTES, MAX_HEAD, FrontMatter, load_front_matter

TODAY = date(2026, 11, 22)
KEYS = ("title", "author", "reviewer", "reviewer_licence", "last_reviewed", "next_review", "sources", "card")
LAUGHS = "a0: &a0 [ha,ha,ha,ha,ha,ha,ha,ha,ha,ha]\n" + "".join(
    f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "note.md"


def read(path: Path, data: str | bytes) -> FrontMatter:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return load_front_matter(path, "content/note.md", KEYS)


def headed(path: Path, head: str) -> FrontMatter:
    return read(path, f"---\n{head}\n---\nThe text.\n")


def only(document: FrontMatter) -> Problem:
    [problem] = document.problems
    assert problem.file == "content/note.md"
    assert problem.cure
    return problem


# The file and its two parts


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_settings_and_text_are_parted_with_every_line_end_and_byte_order_mark(
    path: Path, end: str, mark: bytes
) -> None:
    document = read(path, mark + end.join(("---", "title: A café", "---", "", "The text.", "")).encode())
    assert document.problems == []
    assert (document.text("title"), document.body, document.body_line) == ("A café", "\nThe text.\n", 4)


def test_a_file_without_front_matter_is_all_text(path: Path) -> None:
    document = read(path, "# A heading\n\nThe text.\n\n---\n\nMore.\n")
    assert (document.values, document.body_line, document.problems) == ({}, 1, [])
    assert document.body.endswith("More.\n")


def test_front_matter_may_be_empty_or_end_the_file(path: Path) -> None:
    assert read(path, "---\n---\nThe text.").body == "The text."
    document = read(path, "---\ntitle: A\n---")
    assert (document.text("title"), document.body, document.problems) == ("A", "", [])


def test_blank_lines_before_the_front_matter_do_no_harm_and_are_counted(path: Path) -> None:
    document = read(path, "\n\n---\ntitle: A\n---\nThe text.\n")
    assert (document.text("title"), document.body_line) == ("A", 6)
    assert only(read(path, "\n\n---\ntitle: A\nauthor: a: b\n---\n")).row == 5


def test_a_rule_in_the_text_does_not_end_the_front_matter_again(path: Path) -> None:
    assert headed(path, "title: A\n---\nOne.\n\n---\n\nauthor: x").body.startswith("One.\n\n---\n")


def test_front_matter_that_never_closes_is_reported_and_not_shown(path: Path) -> None:
    document = read(path, "---\ntitle: A\n\nThe text.\n")
    assert "never closed" in only(document).message
    assert document.body == ""


def test_a_file_that_is_not_utf_8_is_one_problem(path: Path) -> None:
    assert "not UTF-8" in only(read(path, b"---\ntitle: a\xe9\n---\n")).message


def test_a_directory_in_place_of_a_file_is_one_problem(path: Path) -> None:
    path.mkdir()
    assert "cannot be read" in only(load_front_matter(path, "content/note.md", KEYS)).message


def test_a_link_to_nowhere_is_one_problem(path: Path) -> None:
    path.symlink_to(path.with_name("gone.md"))
    assert "cannot be read" in only(load_front_matter(path, "content/note.md", KEYS)).message


def test_a_file_too_large_for_a_document_is_not_read_to_its_end(path: Path) -> None:
    assert "larger than 250 KB" in only(read(path, "word " * MAX_BYTES)).message


def test_nul_bytes_in_the_text_are_left_to_markdown(path: Path) -> None:
    assert read(path, b"---\ntitle: A\n---\na\0b").problems == []


# YAML


def test_values_stay_as_they_were_typed(path: Path) -> None:
    document = headed(path, "title: no\nauthor: 0123\nlast_reviewed: 2026-11-22\nreviewer: ~")
    assert [document.text(key) for key in ("title", "author", "reviewer")] == ["no", "0123", "~"]
    assert document.day("last_reviewed") == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("title: A\nauthor: a: b", 3),
        ('title: "A', 3),
        ("title: A\n\tauthor: B", 3),
        ("title: *star*", 2),
        ("title: @home", 2),
        ("? [a]\n: b", 2),
        ("title: A\n--- b", 3),
        ("title: A\nauthor: B\x07", 3),
        ("title: A\nauthor: B\0", 3),
    ],
)
def test_a_yaml_error_names_the_line_of_the_file(path: Path, head: str, row: int) -> None:
    problem = only(headed(path, head))
    assert problem.severity is Severity.ERROR
    assert "not valid YAML" in problem.message
    assert problem.row == row


def test_a_list_in_place_of_settings_is_reported(path: Path) -> None:
    assert "not a list of settings" in only(headed(path, "- a\n- b")).message


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(LAUGHS + "card:\n  heading: *a9\n  signs: *a9", id="laughs in a card"),
        pytest.param(LAUGHS + "sources:\n  - id: *a9\n    citation: *a9", id="laughs in a source"),
        pytest.param("card: &a\n  heading: *a\n  signs: [*a]", id="a card within itself"),
        pytest.param("sources: " + "[" * 20_000, id="deep lists"),
        pytest.param("a: " + "{a: " * 20_000, id="deep settings"),
        pytest.param("x: y\n" * MAX_HEAD, id="too long"),
    ],
)
def test_hostile_yaml_is_refused_fast_and_in_little_memory(path: Path, head: str) -> None:
    start = time.process_time()
    with memory_limit(300_000_000):
        document = headed(path, head)
        document.card("card"), document.sources(), document.text("title")
    assert time.process_time() - start < 3
    assert document.has_errors


@contextmanager
def memory_limit(more: int) -> Iterator[None]:
    """Raises MemoryError where more bytes are asked for, lest a test that fails take the machine with it."""
    old = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + more, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, old)


def test_tags_run_nothing(path: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    document = headed(path, f'title: !!python/object/apply:os.system ["touch {mark}"]')
    assert document.text("title") == ""
    assert not mark.exists()


def test_unknown_settings_are_warned_of_in_one_order(path: Path) -> None:
    document = headed(path, "zeal: 1\ntitle: A\ncolour: red")
    assert [problem.column for problem in document.problems] == ["colour", "zeal"]
    assert all(problem.severity is Severity.WARNING for problem in document.problems)
    assert "title" in document.problems[0].cure
    assert not document.has_errors


# Texts and days


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", "\n  - a\n  - b"])
def test_a_list_where_a_text_is_expected_is_an_error(path: Path, value: str) -> None:
    document = headed(path, f"title: {value}")
    assert document.text("title") == ""
    assert only(document).column == "title"


@pytest.mark.parametrize("head", ["author: B", "title:", 'title: "  "'])
def test_a_required_text_must_be_there(path: Path, head: str) -> None:
    document = headed(path, head)
    assert document.text("title", required=True) == ""
    assert (only(document).column, only(document).message) == ("title", "this setting is missing")


def test_a_day_is_a_day_or_absent(path: Path) -> None:
    document = headed(path, "last_reviewed: 2026-02-30")
    assert document.day("last_reviewed") is None
    assert (only(document).value, only(document).column) == ("2026-02-30", "last_reviewed")
    assert headed(path, "title: A").day("last_reviewed") is None


# Who answers for the text (rule B1)


def test_a_review_with_licence_and_date_stands(path: Path) -> None:
    head = "reviewer: Pat Example\nreviewer_licence: EXAMPLE-1\nlast_reviewed: 2026-11-01"
    document = headed(path, head + "\nnext_review: 2027-11-01")
    editorial = document.editorial(TODAY)
    assert document.problems == []
    assert (editorial.reviewer, editorial.reviewer_licence) == ("Pat Example", "EXAMPLE-1")
    assert (editorial.last_reviewed, editorial.next_review) == (date(2026, 11, 1), date(2027, 11, 1))


@pytest.mark.parametrize(
    "head",
    [
        "reviewer: Pat Example",
        "reviewer: Pat Example\nreviewer_licence: EXAMPLE-1",
        "reviewer: Pat Example\nlast_reviewed: 2026-11-01",
    ],
)
def test_a_reviewer_without_licence_or_date_is_an_error(path: Path, head: str) -> None:
    document = headed(path, head)
    document.editorial(TODAY)
    assert (only(document).column, only(document).severity) == ("reviewer", Severity.ERROR)


def test_a_review_without_the_day_of_the_next_is_a_warning(path: Path) -> None:
    head = "reviewer: Pat Example\nreviewer_licence: EXAMPLE-1\nlast_reviewed: 2026-11-01"
    document = headed(path, head)
    document.editorial(TODAY)
    assert (only(document).column, only(document).severity) == ("reviewer", Severity.WARNING)


def test_an_overdue_review_is_a_warning_from_the_day_after(path: Path) -> None:
    document = headed(path, "next_review: 2026-11-21")
    document.editorial(TODAY)
    assert (only(document).column, only(document).severity) == ("next_review", Severity.WARNING)
    today = headed(path, "next_review: 2026-11-22")
    today.editorial(TODAY)
    assert today.problems == []


# Sources


def test_sources_are_read_in_order(path: Path) -> None:
    head = "sources:\n  - id: who2023\n    citation: WHO. 2023.\n    url: https://who.example/a?b=c"
    document = headed(path, head + "\n  - id: ng59\n    citation: NICE.")
    expected = (Source("who2023", "WHO. 2023.", "https://who.example/a?b=c"), Source("ng59", "NICE."))
    assert (document.sources(), document.problems) == (expected, [])


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ("who2023", "not a list of sources"),
        ("[who2023]", "not a list of sources"),
        ("{id: a}", "not a list of sources"),
        ("[{id: a}]", "lacks its id or citation"),
        ("[{citation: a}]", "lacks its id or citation"),
        ("[{id: a, citation: [b, c]}]", "lacks its id or citation"),
        ('[{id: "a b", citation: c}]', "cannot be an id"),
        ('[{id: "a]", citation: c}]', "cannot be an id"),
        ('[{id: "a\\n\\n# b", citation: c}]', "cannot be an id"),
        ("[{id: a, citation: b, url: www.example.org}]", "not a web address"),
        ("[{id: a, citation: b, url: 'javascript:alert(1)'}]", "not a web address"),
        ("[{id: a, citation: b, url: 'https://x.example/ \"y'}]", "not a web address"),
        ("[{id: a, citation: b, url: 'https://x.example/>y'}]", "not a web address"),
        ("[{id: a, citation: b}, {id: a, citation: c}]", "two sources have the id"),
        ("[{id: a, citation: b, doi: M16-2367}]", "is not a DOI"),
        ("[{id: a, citation: b, doi: 10.7326}]", "is not a DOI"),
        ("[{id: a, citation: b, doi: 'https://journal.example/10.7326/M16-2367'}]", "is not a DOI"),
        ("[{id: a, citation: b, doi: '10.7326/M16 2367'}]", "is not a DOI"),
    ],
)
def test_a_source_that_nobody_could_follow_is_an_error(path: Path, sources: str, message: str) -> None:
    document = headed(path, f"sources: {sources}")
    assert len(document.sources()) < 2
    assert message in only(document).message
    assert only(document).column == "sources"


@pytest.mark.parametrize("start", ["", "doi:", "DOI: ", "https://doi.org/", "http://dx.doi.org/"])
def test_a_doi_is_known_in_every_form_in_which_people_copy_it(path: Path, start: str) -> None:
    document = headed(path, f'sources: [{{id: a, citation: b, doi: "{start}10.7326/M16-2367"}}]')
    assert (document.sources(), document.problems) == ((Source("a", "b", doi="10.7326/M16-2367"),), [])


# Warning cards (rule B23)


def test_a_card_has_heading_signs_and_action(path: Path) -> None:
    document = headed(path, "card:\n  heading: Call 911\n  signs: [One, Two]\n  action: Go now.")
    assert document.card("card", required=True) == Card("Call 911", ("One", "Two"), "Go now.")
    assert document.problems == []


def test_a_card_may_be_absent_unless_it_is_required(path: Path) -> None:
    document = headed(path, "title: A")
    assert document.card("card") is None
    assert document.problems == []
    assert document.card("card", required=True) is None
    assert only(document).message == "this card is missing"


@pytest.mark.parametrize(
    ("card", "message"),
    [
        ("Call 911", "lacks its heading or signs"),
        ("[One, Two]", "lacks its heading or signs"),
        ("{signs: [One]}", "lacks its heading or signs"),
        ("{heading: [Call], signs: [One]}", "lacks its heading or signs"),
        ("{heading: Call 911}", "lacks its heading or signs"),
        ("{heading: Call 911, signs: One}", "lacks its heading or signs"),
        ("{heading: Call 911, signs: []}", "0 signs"),
        ("{heading: Call 911, signs: [1, 2, 3, 4, 5, 6]}", "6 signs"),
        ("{heading: Call 911, signs: [One, '']}", "not one text"),
        ("\n  heading: Call 911\n  signs:\n    - Numbness: in both legs", "not one text"),
    ],
)
def test_a_card_that_cannot_be_shown_is_an_error(path: Path, card: str, message: str) -> None:
    document = headed(path, f"card: {card}")
    document.card("card")
    assert message in only(document).message
    assert only(document).column == "card"
    assert document.has_errors


def test_five_signs_are_a_card_and_six_are_not(path: Path) -> None:
    five = headed(path, "card: {heading: Call 911, signs: [1, 2, 3, 4, 5]}")
    assert five.card("card") == Card("Call 911", ("1", "2", "3", "4", "5"))
    assert not five.has_errors

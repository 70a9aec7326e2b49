from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.model.problem import Problem, Severity
from locator.model.redirect import Redirect
from locator.site.tables.redirects import load_redirects


def load(path: Path, *lines: str) -> tuple[tuple[Redirect, ...], list[Problem]]:
    file = path / "redirects.csv"
    file.write_text("\n".join(("from,to,status", *lines)), encoding="utf-8")
    return load_redirects(file)


def test_rows_become_redirects(tmp_path: Path) -> None:
    redirects, problems = load(tmp_path, "/a/,/b/,", "/c/,/d/?x=1#y,302", "/e/,,410", "/f.html,/,308")
    assert problems == []
    assert redirects == (
        Redirect("/a/", "/b/", 301),
        Redirect("/c/", "/d/?x=1#y", 302),
        Redirect("/e/", "", 410),
        Redirect("/f.html", "/", 308),
    )


def test_no_file_is_no_redirects(tmp_path: Path) -> None:
    assert load_redirects(tmp_path / "redirects.csv") == ((), [])


def test_the_columns_of_other_products_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "redirects.csv"
    path.write_text("source_url,target_url,status\n/a/,/b/,301\n")
    assert load_redirects(path) == ((Redirect("/a/", "/b/", 301),), [])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a/,/b/,", "from"),
        (",/b/,", "from"),
        ("https://old.example/a/,/b/,", "from"),
        ("/a/?x=1,/b/,", "from"),
        ("/a/#x,/b/,", "from"),
        ("/a b/,/b/,", "from"),
        ("/a/,//evil.example/,", "to"),
        ("/a/,/\\evil.example/,", "to"),
        ("/a/,https:evil.example,", "to"),
        ("/a/,javascript:alert(1),", "to"),
        ("/a/,b/,", "to"),
        ("/a/,/b c/,", "to"),
        ('/a/,"/b/\nX-Header: 1",', "to"),
        ("/a/,http://[,", "to"),
        ("/a/,,", "to"),
        ("/a/,,301", "to"),
        ("/a/,/b/,410", "to"),
        ("/a/,/a/,", "to"),
        ("/a/,/b/,418", "status"),
        ("/a/,/b/,moved", "status"),
    ],
)
def test_a_redirect_stays_on_the_site_and_says_how(tmp_path: Path, row: str, column: str) -> None:
    redirects, problems = load(tmp_path, row, "/y/,/z/,")
    assert redirects == (Redirect("/y/", "/z/", 301),)
    assert [(p.severity, p.row, p.column) for p in problems] == [(Severity.ERROR, 2, column)]
    assert problems[0].cure


def test_the_earlier_of_two_rows_for_one_address_stays(tmp_path: Path) -> None:
    redirects, problems = load(tmp_path, "/a/,/b/,", "/a/,/c/,")
    assert redirects == (Redirect("/a/", "/b/", 301),)
    assert [(p.row, p.column) for p in problems] == [(3, "from")]
    assert "row 2" in problems[0].message


def test_chains_become_one_hop_with_a_notice(tmp_path: Path) -> None:
    redirects, problems = load(tmp_path, "/a/,/b/,", "/b/,/c/,308", "/c/,/d/?x=1,")
    assert redirects == (
        Redirect("/a/", "/d/?x=1", 301),
        Redirect("/b/", "/d/?x=1", 308),
        Redirect("/c/", "/d/?x=1", 301),
    )
    assert [(p.severity, p.row) for p in problems] == [(Severity.NOTICE, 2), (Severity.NOTICE, 3)]


def test_a_chain_is_as_lasting_as_its_least_lasting_hop(tmp_path: Path) -> None:
    redirects, _ = load(tmp_path, "/a/,/b/,301", "/b/,/c/,302")
    assert redirects[0] == Redirect("/a/", "/c/", 302)


def test_what_leads_to_something_gone_has_gone(tmp_path: Path) -> None:
    redirects, _ = load(tmp_path, "/a/,/b/,301", "/b/,,410")
    assert redirects == (Redirect("/a/", "", 410), Redirect("/b/", "", 410))


def test_a_circle_is_an_error_of_every_row_that_leads_into_it(tmp_path: Path) -> None:
    redirects, problems = load(tmp_path, "/a/,/b/,", "/b/,/c/?again,", "/c/,/b/,", "/y/,/z/,")
    assert redirects == (Redirect("/y/", "/z/", 301),)
    assert [(p.severity, p.row) for p in problems] == [(Severity.ERROR, row) for row in (2, 3, 4)]


@pytest.mark.parametrize(
    "last", ["/b", "/B/", "//b//", "/%62/", "/b/?x=1", "/b#part"], ids=lambda path: path.strip("/")
)
def test_a_circle_is_seen_through_every_spelling(tmp_path: Path, last: str) -> None:
    """Rule A32."""
    row = "/a/," + last.replace("//b//", "/b//") + ","
    redirects, problems = load(tmp_path, row, "/b/,/A,")
    assert redirects == ()
    assert [(p.severity, p.row) for p in problems] == [(Severity.ERROR, 2), (Severity.ERROR, 3)]
    assert all("(rows 2, 3)" in p.message for p in problems)


@pytest.mark.parametrize("source", ["/a", "/A/", "/%61/"])
def test_an_address_in_another_spelling_is_not_another_address(tmp_path: Path, source: str) -> None:
    redirects, problems = load(tmp_path, "/a/,/b/,", f"{source},/c/,")
    assert redirects == (Redirect("/a/", "/b/", 301),)
    assert [(p.severity, p.row, p.column) for p in problems] == [(Severity.ERROR, 3, "from")]


def test_both_spellings_with_one_end_are_only_a_notice(tmp_path: Path) -> None:
    redirects, problems = load(tmp_path, "/a/,/b/,", "/a,/b/,")
    assert redirects == (Redirect("/a/", "/b/", 301),)
    assert [(p.severity, p.row) for p in problems] == [(Severity.NOTICE, 3)]


def test_an_address_with_its_percent_signs_is_the_same_address(tmp_path: Path) -> None:
    redirects, _ = load(tmp_path, "/a/,/ca%C3%B1on,", "/Cañon/,/c/,")
    assert redirects[0] == Redirect("/a/", "/c/", 301)


PATHS = st.sampled_from([f"/{letter}/" for letter in "abcdefgh"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(pairs=st.lists(st.tuples(PATHS, PATHS), max_size=12))
def test_no_redirect_ever_leads_to_another(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    redirects, problems = load(tmp_path, *(f"{source},{target}," for source, target in pairs))
    sources = {redirect.source for redirect in redirects}
    assert len(sources) == len(redirects)
    assert all(redirect.target not in sources for redirect in redirects)
    dropped = {problem.row for problem in problems if problem.severity is Severity.ERROR}
    assert len(redirects) == len(pairs) - len(dropped)

"""The list of verdicts: aligned, with every figure, narrow, and short on a large site."""

from __future__ import annotations

from locator.commands.telling.verdict_lines import MOST_ROWS, rule_sums, verdict_lines
from locator.pages.verdicts.verdict import Reason, Standing, Verdict

GOOD = Verdict(Standing.INDEX, (Reason("E1.1", True, "near"),))
CLOSE = Verdict(Standing.INDEX, (Reason("E1.4", True, "61% like /b/", is_close=True),))
BAD = Verdict(Standing.NOINDEX, (Reason("E1.1", False, "far away"), Reason("E1.3", False, "2 facts")))


def test_each_reason_has_a_line_below_its_page() -> None:
    lines = list(verdict_lines({"/long/path/": BAD, "/a/": GOOD, "/b/": CLOSE}))
    assert lines == [
        "index    /a/",
        "index    /b/",
        "         look: E1.4: 61% like /b/",
        "noindex  /long/path/",
        "         E1.1: far away",
        "         E1.3: 2 facts",
    ]


def test_what_helps_is_said_below_the_page_if_it_is_for_this_page_and_else_once() -> None:
    mended = Reason("E1.4", False, "98% like /b/", cure="Write about /c/.")
    pages = {"/a/": BAD, "/b/": GOOD, "/c/": Verdict(Standing.NOINDEX, (mended,))}
    assert list(verdict_lines(pages))[-2:] == ["         E1.4: 98% like /b/", "           Write about /c/."]
    sums = list(rule_sums(pages))
    assert (
        sums[0] == "What costs pages their place: E1.1 on 1 page, E1.3 on 1 page, E1.4 on 1 page. What helps:"
    )
    assert [line[:7] for line in sums[1:]] == ["  E1.1:", "  E1.3:", "  E1.4:"]


def test_a_site_without_pages_has_no_table() -> None:
    assert list(verdict_lines({})) == []
    assert not list(rule_sums({}))


def test_a_large_site_lists_what_lacks_something_and_not_all_of_it() -> None:
    pages = {f"/{n:03}/": BAD if n % 2 else GOOD for n in range(2 * MOST_ROWS + 20)}
    lines = list(verdict_lines(pages))
    assert len(lines) == 3 * MOST_ROWS + 1
    assert all(line.startswith(("noindex", " ")) for line in lines[:-1])
    assert lines[-1] == "and 10 more; --format json has them all"


def test_translations_that_nobody_has_checked_are_one_line() -> None:
    """Rule A34: what is true of all pages of a language is said once; what one lacks besides, there."""
    unchecked = Reason("A34", False, "translation not checked")
    waiting = Verdict(Standing.NOINDEX, (CLOSE.reasons[0], unchecked))
    both = Verdict(Standing.NOINDEX, (Reason("E1.1", False, "far away"), unchecked))
    assert list(verdict_lines({"/a/": GOOD, "/es/a/": waiting, "/es/b/": waiting, "/es/c/": both})) == [
        "index    /a/",
        "noindex  /es/c/",
        "         E1.1: far away",
        "         A34: translation not checked",
        "noindex  2 translated pages, for this alone",
        "         A34: translation not checked",
    ]

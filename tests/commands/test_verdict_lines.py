"""The table of verdicts: aligned, with every figure, and short on a large site."""

from __future__ import annotations

from locator.commands.verdict_lines import MOST_ROWS, rule_sums, verdict_lines
from locator.pages.verdicts.verdict import Reason, Standing, Verdict

GOOD = Verdict(Standing.INDEX, (Reason("E1.1", True, "near"),))
CLOSE = Verdict(Standing.INDEX, (Reason("E1.4", True, "0.61 like /b/", is_close=True),))
BAD = Verdict(Standing.NOINDEX, (Reason("E1.1", False, "far away"), Reason("E1.3", False, "2 facts")))


def test_each_reason_has_a_line_and_all_stand_in_columns() -> None:
    lines = list(verdict_lines({"/long/path/": BAD, "/a/": GOOD, "/b/": CLOSE}))
    assert lines == [
        "index    /a/",
        "index    /b/          look: E1.4: 0.61 like /b/",
        "noindex  /long/path/  E1.1: far away",
        "                      E1.3: 2 facts",
    ]
    assert rule_sums({"/a/": BAD, "/b/": GOOD}) == "E1.1 on 1 page, E1.3 on 1 page"


def test_a_site_without_pages_has_no_table() -> None:
    assert list(verdict_lines({})) == []
    assert rule_sums({}) == ""


def test_a_large_site_lists_what_lacks_something_and_not_all_of_it() -> None:
    pages = {f"/{n:03}/": BAD if n % 2 else GOOD for n in range(2 * MOST_ROWS + 20)}
    lines = list(verdict_lines(pages))
    assert len(lines) == 2 * MOST_ROWS + 1
    assert all(line.startswith(("noindex", " ")) for line in lines[:-1])
    assert lines[-1] == "and 10 more; --format json has them all"

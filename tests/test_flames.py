"""Flame graphs of the decision records: plain SVG of what ran, and nothing of the machine it ran on."""

from __future__ import annotations

from pathlib import Path

import pytest
from flames import draw_flames, parse_stacks, table_of

PROFILES = Path(__file__).parent.parent / "docs/decisions/profiles"
STACKS = """\
<module> (/home/ann/x.py:1);work (/home/ann/x.py:9) 7
<module> (/home/ann/x.py:1);work (/home/ann/x.py:9);nearest (locator/geo/nearest.py:85) 6
work (x.py:9);nearest (locator/geo/nearest.py:85);search (_tree.c:7);search (_tree.c:9);0x7f (libc.so.6) 3
work (x.py:9);nearest (locator/geo/nearest.py:85);inverse (/opt/site-packages/pyproj/libproj-1eb8c554.so.25) 1
"""


def test_only_what_runs_within_is_counted_and_calls_of_itself_are_one() -> None:
    stacks = parse_stacks(STACKS, "work")
    assert stacks.total() == 17
    assert {str(stack[-1]): count for stack, count in stacks.items() if stack} == {
        "nearest (locator/geo/nearest.py)": 6,
        "search (_tree.c)": 3,
        "inverse (pyproj/libproj)": 1,
    }


def test_a_frame_tells_its_share_and_whose_it_is() -> None:
    drawn = draw_flames(parse_stacks(STACKS, "work"))
    assert '<title>nearest (locator/geo/nearest.py) 58.8%</title><rect class="own"' in drawn
    assert '<title>search (_tree.c) 17.6%</title><rect class="c"' in drawn
    table = table_of(parse_stacks(STACKS, "work"), 2).splitlines()
    assert (
        table[2]
        == "| `nearest`, locator/geo/nearest.py | 58.8% | `nearest`, locator/geo/nearest.py | 35.3% |"
    )


@pytest.mark.parametrize("name", ["page.svg", "nearest.svg", "build.svg", "README.md"])
def test_what_is_published_names_no_machine_and_runs_nothing(name: str) -> None:
    text = (PROFILES / name).read_text()
    assert len(text) < 150_000
    assert not any(word in text for word in ("<script", "site-packages", "(/", "/home/", "/root/", "/tmp/"))

"""Times of day never break over a line, and machines read them with a plain blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from locator.pages.times_of_day import unbroken

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue


def test_a_time_never_breaks_over_a_line_and_machines_read_it_with_a_blank(catalogue: Catalogue) -> None:
    body = catalogue.rendered("/clinics/lake-mary/").body.decode()
    head, _, seen = body.partition("</head>")

    assert "7\u00a0a.m. to 6\u00a0p.m." in seen
    assert " a.m." not in seen
    assert " p.m." not in seen
    assert "7 a.m. to 6 p.m." in head  # its description
    assert "\u00a0" not in head


@given(st.lists(st.sampled_from(["8 a.m.", "5 p.m.", " ", "<p>", "</head>", "é", " a.m", "p.m. "])))
def test_only_the_blanks_of_times_after_the_head_change(parts: list[str]) -> None:
    page = "".join(parts)
    glued = unbroken(page.encode()).decode()

    assert glued.replace("\u00a0", " ") == page
    assert glued.partition("</head>")[0] == page.partition("</head>")[0]

"""The search-result snippet: widths of real metrics, cut where there is no more room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locator.workbench.towns.letters import ELLIPSIS, cut, width_px


def test_widths_are_those_of_arial() -> None:
    assert width_px("Hello World", 1000) == 722 + 556 + 222 + 222 + 556 + 278 + 944 + 556 + 333 + 222 + 556


def test_a_text_is_cut_between_words() -> None:
    title = "Back pain treatment in Daytona Beach, FL | Example Back Care Clinics"
    assert cut(title, 20, 600) == f"Back pain treatment in Daytona Beach, FL | Example Back Care{ELLIPSIS}"
    assert cut("Short", 20, 600) == "Short"


@given(st.text(), st.integers(0, 1000))
def test_what_is_shown_has_room_or_is_the_ellipsis_alone(text: str, room: int) -> None:
    shown = cut(text, 20, room)
    assert width_px(shown, 20) <= room or shown == ELLIPSIS
    assert shown == text or text.startswith(shown.removesuffix(ELLIPSIS))

"""What is read as a weekly rule, and what is refused with a cure."""

from __future__ import annotations

import pytest
from hours_examples import MONDAY, SOUND_TEXTS
from hypothesis import given
from hypothesis import strategies as st

from locator.model.hours import Hours, parse_hours

# Reading the weekly rule


def test_spaces_line_breaks_and_a_last_semicolon_do_not_matter() -> None:
    assert parse_hours(" Mo-Fr  08:00-17:00;\n Sa 09:00-13:00; ").text == (
        "Mo-Fr 08:00-17:00; Sa 09:00-13:00"
    )


@pytest.mark.parametrize("text", SOUND_TEXTS)
def test_sound_rules_are_read(text: str) -> None:
    assert parse_hours(text) == Hours(text)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Mon-Fri 8am-5pm", "Mo-Fr 08:00-17:00"),
        ("Monday to Friday: 8:30 a.m. to 5 p.m.", "Mo-Fr 08:30-17:00"),
        ("Mon-Fri 8am-5pm, Sat 9am-1pm", "Mo-Fr 08:00-17:00, Sa 09:00-13:00"),
        ("Tues & Thurs 10AM - 12PM; Sunday: Closed", "Tu,Th 10:00-12:00; Su closed"),
        ("Mo–Fr 08:00–17:00", "Mo-Fr 08:00-17:00"),
        ("Mon 6pm-12am", "Mo 18:00-00:00"),
    ],
)
def test_written_forms_are_refused_with_what_to_write(text: str, suggestion: str) -> None:
    with pytest.raises(ValueError, match="not in the form") as refused:
        parse_hours(text)
    assert str(refused.value).endswith(f'write "{suggestion}"')
    assert parse_hours(suggestion).text == suggestion


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("call us", '"call us" is not in the form that we read; write hours like "Mo-Fr'),
        ("Mo-Fr 08:00-17:00; Sat 9-1", '"Sat 9-1" is not in the form'),
        ("Mo-Fr 08:00-49:00", "not in the form"),
        ("Mo-Fr", '"Mo-Fr" has no times; write them, or 00:00-24:00'),
        ("Mo-Fr open", "has no times"),
        ("Mo-Fr 08:00-17:00, Sa", "has no times"),
        ("Mo-Fr 08:00-17:00; Sa", '"Sa" has no times'),
        ('"ring the bell"', "a comment has no times"),
        ('"no appointment needed"', "a comment has no times"),
        ('Mo-Fr 08:00-12:00, Sa "by appointment"', 'write Mo-Fr 08:00-17:00; Sa "by appointment"'),
        ("Mo-Fr 08:00-17:00; SH off", "write them as dated special_hours"),
        ("Mo-Fr 08:00-17:00; PH,SH off", "nobody knows the school holidays"),
        ("Mo-Fr 08:00-17:00; PH Mo-Fr off", "write PH alone or behind a comma"),
        ("Mo-Fr 08:00-17:00; PH -1 day off", "write PH alone or behind a comma"),
        ("PH off; Mo-Fr 08:00-17:00", 'undo it; write "Mo-Fr 08:00-17:00; PH off"'),
        ("PH off; 08:00-17:00; Sa off", 'write "08:00-17:00; Sa off; PH off"'),
        ("Mo-Fr 08:00+", "write when the clinic closes"),
        ("sunrise-sunset", "write clock times"),
        ("Mo-Fr 08:00-17:00 || unknown", "write only the hours when the door is open"),
        ("Mo 08:00-12:00; Mo 13:00-17:00", 'write one: "Mo 08:00-12:00,13:00-17:00"'),
        ("08:00-12:00; 13:00-17:00", 'every day the last wins; write one: "08:00-12:00'),
        ("Mo-Fr 8:00-5:00", r"write 08:00-17:00 \(or 08:00-05:00 if it does\)"),
        ("Mo-Fr 10:00-6:30", "write 10:00-18:30"),
    ],
)
def test_what_would_mislead_is_refused_with_a_cure(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as refused:
        parse_hours(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["Mo-Fr 08:00-05:00", "Mo-Fr 22:00-6:00", "Mo 8:00-17:00"])
def test_nights_that_are_meant_are_read(text: str) -> None:
    assert parse_hours(text).week(MONDAY)[0]


@given(text=st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        hours = parse_hours(text)
    except ValueError as refused:
        assert "; " in str(refused)
    else:
        assert len(hours.week(MONDAY)) == 7


def test_hours_are_true_from_birth() -> None:
    with pytest.raises(ValueError, match="not in the form"):
        Hours("whenever")

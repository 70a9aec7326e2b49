import pytest

from locator.workbench.hours.clock import parse_typed_clock


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("8", "08:00"),
        ("8:30", "08:30"),
        ("17.30", "17:30"),
        ("0830", "08:30"),
        ("8 am", "08:00"),
        ("8:15 p.m.", "20:15"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        ("noon", "12:00"),
        ("24:00", "24:00"),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, clock: str) -> None:
    assert parse_typed_clock(typed) == clock


@pytest.mark.parametrize("typed", ["", "morning", "25:00", "24:30", "13 pm", "8:75", "0 am", "8-17", "８"])
def test_what_is_no_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="write it like 8:00 am"):
        parse_typed_clock(typed)

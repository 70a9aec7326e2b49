"""Numbers, lists and dates in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.site.words import (
    counted,
    date_text,
    distance_text,
    listing,
    lower_first,
    population_text,
    printable,
)

KM_PER_MILE = 1.609344


@pytest.mark.parametrize(
    ("miles", "expected"),
    [
        (0, "less than 0.1 miles"),
        (0.09, "less than 0.1 miles"),
        (0.44, "0.4 miles"),
        (1, "1 mile"),
        (1.04, "1 mile"),
        (1.06, "1.1 miles"),
        (8.36, "8.4 miles"),
        (9.94, "9.9 miles"),
        (9.97, "10 miles"),
        (14.4, "14 miles"),
        (1234.4, "1,234 miles"),
    ],
)
def test_a_distance_has_a_decimal_below_ten(miles: float, expected: str) -> None:
    assert distance_text(miles * KM_PER_MILE, "miles") == expected


def test_a_distance_may_be_in_km() -> None:
    assert distance_text(1, "km") == "1 km"
    assert distance_text(35.88, "km") == "36 km"


def shown_number(km: float, units: str) -> float:
    return float(distance_text(km, units).removeprefix("less than ").split()[0].replace(",", ""))


@given(st.floats(0.2, 20_100), st.sampled_from(["miles", "km"]))
def test_a_distance_is_rounded_and_nothing_else(km: float, units: str) -> None:
    value = km if units == "km" else km / KM_PER_MILE
    shown = shown_number(km, units)
    assert abs(shown - value) <= (0.05 if shown < 10 else 0.5) + 1e-9


@given(st.floats(0, 20_000), st.floats(0, 20_000))
def test_what_is_further_is_never_shown_as_nearer(one: float, other: float) -> None:
    assert shown_number(min(one, other), "miles") <= shown_number(max(one, other), "miles")


def test_a_date_is_american() -> None:
    assert date_text(date(2026, 11, 5)) == "November 5, 2026"


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_a_sentence(items: list[str], expected: str) -> None:
    assert listing(items) == expected


def test_a_list_may_be_a_choice() -> None:
    assert listing(["a", "b"], "or") == "a or b"


def test_what_steers_a_terminal_is_not_printed() -> None:
    assert printable("a\x1b[31m\n") == "a [31m "
    assert printable("señal\x07", "�") == "señal�"


def test_people_are_counted_where_they_are_known() -> None:
    told = [population_text(count) for count in (1, 1_234, 0, None)]
    assert told == ["1 person", "1,234 people", "population not known", "population not known"]


def test_a_noun_agrees_with_its_count() -> None:
    assert counted(1, "clinic") == "1 clinic"
    assert counted(0, "clinic") == "0 clinics"
    assert counted(1200, "county", "counties") == "1,200 counties"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Back pain treatment", "back pain treatment"),
        ("TENS", "TENS"),
        ("X-ray", "x-ray"),
        ("A", "a"),
        ("", ""),
    ],
)
def test_inside_a_sentence_only_abbreviations_keep_their_capitals(text: str, expected: str) -> None:
    assert lower_first(text) == expected

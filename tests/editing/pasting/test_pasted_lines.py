"""Pasted text -> one line a town."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.editing.pasting.pasted_lines import pasted_lines
from locator.model.point import Point


def names(text: str) -> list[str]:
    return [line.name or line.postcode or str(line.point) for line in pasted_lines(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DeLand, FL\r\n\r\nDeLand FL\n", ["DeLand, FL", "DeLand FL"]),
        (
            "- DeLand, FL\n• Mims FL\n 2) Cocoa, FL\n[x] Oak Hill, FL",
            ["DeLand, FL", "Mims FL", "Cocoa, FL", "Oak Hill, FL"],
        ),
        ('"DeLand, FL"; “Mims, FL”;;', ["DeLand, FL", "Mims, FL"]),
        ("DeLand, FL, Mims, Florida", ["DeLand, FL", "Mims, Florida"]),
        ("DeLand FL, Mims FL", ["DeLand FL", "Mims FL"]),
        ("DeLand,FL,Volusia", ["DeLand, Volusia, FL"]),
        ("DeLand\tFL\tVolusia County\t12", ["DeLand, Volusia County, FL"]),
        ("FL;DeLand", ["DeLand, FL"]),
        ("| DeLand | FL |", ["DeLand, FL"]),
        ("New York, NY\nFlorida, NY\nWashington, D.C.", ["New York, NY", "Florida, NY", "Washington, D.C."]),
        ("32720\n32720-1234", ["32720", "32720"]),
        ("29.03,-81.30\n29.03 -81.3", ["29.03000,-81.30000", "29.03000,-81.30000"]),
        ("Town\nDeLand, FL", ["DeLand, FL"]),
        ("\ufeffCity,State\nDeLand,FL\n", ["DeLand, FL"]),
        ("\u200b \n ;; \n,,\n", []),
    ],
)
def test_a_town_is_told_from_what_stands_around_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_zip_code_and_a_position_stand_beside_their_name() -> None:
    zip_, point, columns = pasted_lines(
        "DeLand, FL 32720\nMidway, FL 30.52,-84.45\nMidway\tFL\t30.52\t-84.45\t32343"
    )
    assert (zip_.name, zip_.postcode) == ("DeLand, FL", "32720")
    assert (point.name, point.point) == ("Midway, FL", Point(30.52, -84.45))
    assert (columns.name, columns.point, columns.postcode) == ("Midway, FL", Point(30.52, -84.45), "32343")


def test_a_header_says_what_the_columns_are_and_further_ones_are_kept() -> None:
    (line,) = pasted_lines("Zip;State;City;Services\n32720;FL;DeLand;acupuncture")
    assert (line.number, line.name, line.postcode) == (2, "DeLand, FL", "32720")
    assert line.cells == {"treatments": "acupuncture"}


@given(st.text(alphabet=st.sampled_from("aF L,;\t|\"'-.0123\n•()\ufeff"), max_size=60))
def test_any_text_is_taken_apart_without_a_fault(text: str) -> None:
    count = text.count("\n")
    assert all(1 <= line.number <= count + 1 for line in pasted_lines(text))

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo.names import fold_name
from locator.geo.spelling import Spelling, allowed_mistakes

NAMES = [
    ("New Smyrna Beach", "FL"),
    ("Lake Mary", "FL"),
    ("West Deptford", "NJ"),
    ("Deptford", "NJ"),
    ("Sedro-Woolley", "WA"),
    ("Altamonte Springs", "FL"),
    ("Lake Marys", "OH"),
]
SPELLING = Spelling([(fold_name(name), region, name) for name, region in NAMES])


@pytest.mark.parametrize(
    ("key", "region", "found"),
    [
        ("newsymrnabeach", "FL", [("newsmyrnabeach", 1)]),
        ("newsymrnabeach", "", [("newsmyrnabeach", 1)]),
        ("newsymrnabeach", "GA", []),
        ("lakemari", "FL", [("lakemary", 1)]),
        ("lakemary", "OH", [("lakemarys", 1)]),
        ("lakemary", "FL", []),  # it is no mistake
        ("lmke", "", []),
        ("x" * 1000, "", []),
    ],
)
def test_names_with_a_mistake_or_two_are_near(key: str, region: str, found: list[tuple[str, int]]) -> None:
    assert SPELLING.near(key, region) == found


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=30))
def test_no_more_mistakes_than_the_length_allows(key: str) -> None:
    assert all(0 < mistakes <= allowed_mistakes(key) for _, mistakes in SPELLING.near(key))


def test_names_that_go_on_are_begun() -> None:
    assert SPELLING.begun("lakemary") == ["lakemarys"]
    assert SPELLING.begun("altamonte", "FL") == ["altamontesprings"]
    assert SPELLING.begun("altamonte", "NJ") == []


def test_generic_words_do_not_tell_names_apart() -> None:
    assert SPELLING.akin("Deptford Township", "NJ") == ["westdeptford", "deptford"]
    assert SPELLING.akin("Township", "NJ") == []


def test_a_name_may_be_the_end_of_a_longer_one() -> None:
    assert SPELLING.ending("Woolley", "WA") == ["sedrowoolley"]
    assert SPELLING.ending("Sedro", "WA") == []

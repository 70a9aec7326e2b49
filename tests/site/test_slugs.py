from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.site.slugs import MAX_LENGTH, is_slug, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Daytona Beach", "daytona-beach"),
        ("DeLand", "deland"),
        ("St. Augustine", "st-augustine"),
        ("O'Fallon", "ofallon"),
        ("Coeur d’Alene", "coeur-dalene"),
        ("ʻEwa Beach", "ewa-beach"),
        ("Cañon City", "canon-city"),
        ("Mayagüez", "mayaguez"),
        ("Winston–Salem", "winston-salem"),
        ("Truth or Consequences", "truth-or-consequences"),
        ("Smith & Sons", "smith-and-sons"),
        ("Straße Øst Łódź", "strasse-ost-lodz"),
        ("  -- Lake   Mary -- ", "lake-mary"),
        ("Ⅳ ﬁne Ｆｕｌｌ", "iv-fine-full"),
        ("東京", ""),
    ],
)
def test_a_name_becomes_plain_ascii_words(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_every_slug_is_empty_or_stands_in_an_address(text: str) -> None:
    made = slug(text)
    assert made == "" or is_slug(made)


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_a_long_name_is_cut_without_a_hyphen_at_the_end() -> None:
    made = slug("a" * (MAX_LENGTH - 1) + " bcd")
    assert made == "a" * (MAX_LENGTH - 1)


@pytest.mark.parametrize(
    "text", ["", "-", "a-", "-a", "a--b", "Lake", "lake mary", "lake_mary", "a/b", "ä", "a\n", "a" * 81]
)
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo.names import fold_name, fold_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Augustine", "Saint Augustine"),
        ("Ft Lauderdale", "FORT LAUDERDALE"),
        ("Mt. Dora", "Mount Dora"),
        ("DeLand", "De Land"),
        ("Port St. Lucie", "Port Saint Lucie"),
        ("Sault Ste. Marie", "Sault Sainte Marie"),
        ("Land O' Lakes", "Land O’Lakes"),
        ("Land O`Lakes", "Land O’Lakes"),
        ("Coeur d'Alene", "Coeur DAlene"),
        ("Ormond-by-the-Sea", "ormond by the sea"),
        ("Cañon City", "Canon City"),
        ("Hale‘iwa", "Haleiwa"),
        ("Mayagu\u0308ez", "Mayagüez"),
        ("N FT MYERS", "North Fort Myers"),
        ("LK FOREST", "Lake Forest"),
        ("The Villages", "Villages"),
        ("Washington, D.C.", "washington dc"),
        ("Martha's Vineyard", "Marthas Vineyard"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fort Myers", "Fort Myers Beach"),
        ("Eden", "E Den"),
        ("Mount Dora", "Dora"),
        ("Saint Marys", "Marys"),
        ("Nash", "N Ash"),
    ],
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@pytest.mark.parametrize("text", ["", "  ", "?!", "__", "'", "\ud800"])
def test_text_without_letters_or_digits_has_an_empty_key(text: str) -> None:
    assert fold_name(text) == ""


def test_the_article_alone_is_a_name() -> None:
    assert fold_name("The") == "the"


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_plain_letters_go_a_shorter_way_to_the_same_words(text: str) -> None:
    assert fold_words(f"{text} É") == [*fold_words(text), "e"]


@given(st.text(max_size=40))
def test_a_key_holds_nothing_but_letters_and_digits(text: str) -> None:
    key = fold_name(text)
    assert key == "" or key.isalnum()


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=40), st.sampled_from([" ", "-", ".", ", "]))
def test_case_and_punctuation_around_a_name_do_not_count(text: str, mark: str) -> None:
    assert fold_name(f"{mark}{text.upper()}{mark}") == fold_name(text.lower())

"""How alike texts are, exactly and by MinHash."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.pages.verdicts.likeness import (
    BANDS,
    ROWS,
    ExactCrowd,
    HashedCrowd,
    Shingles,
    gather,
    jaccard,
    shingles,
)

CROWDS = (ExactCrowd, HashedCrowd)
WORDS = st.lists(st.sampled_from("abcdef"), max_size=40).map(shingles)


def texts(count: int, *, shared: int, own: int) -> list[Shingles]:
    """Texts with a number of words in common and some of their own."""
    rng = random.Random(7)
    common = [f"w{rng.randrange(5_000)}" for _ in range(shared)]
    return [shingles([*common, *(f"t{n}-{at}" for at in range(own))]) for n in range(count)]


def test_runs_are_of_five_words() -> None:
    """Rule E12."""
    assert shingles(["a", "b", "c", "d", "e", "f"]) == {tuple("abcde"), tuple("bcdef")}
    assert shingles(["a", "b"]) == {("a", "b")}


@given(WORDS, WORDS)
def test_likeness_is_a_share(one: Shingles, other: Shingles) -> None:
    """Rule E12: Jaccard, from 0 to 1, the same both ways, 1 for the same text."""
    assert 0 <= jaccard(one, other) == jaccard(other, one) <= 1
    assert jaccard(one, one) == 1


@given(st.lists(WORDS, min_size=2, max_size=12))
def test_the_exact_crowd_finds_the_closest(found: list[Shingles]) -> None:
    """Rule E12: all pairs, bit by bit what two sets give."""
    crowd = ExactCrowd(found)
    assert crowd.closest(0) is None
    for at, text in enumerate(found):
        best = max((jaccard(text, other) for other in found[:at]), default=None)
        closest = crowd.closest(at)
        assert (closest and closest[0]) == (best if best is None else pytest.approx(best))
        crowd.admit(at)


@pytest.mark.parametrize(("shared", "own"), [(400, 0), (400, 20), (400, 45)])
def test_beyond_some_thousands_no_pair_at_the_limit_is_overlooked(shared: int, own: int) -> None:
    """Rule E12: MinHash beyond, with a stated error: of 0.80, one pair in twenty million."""
    assert (1 - 0.8**ROWS) ** BANDS < 1 / 20_000_000
    found = texts(200, shared=shared, own=own)
    assert jaccard(found[0], found[1]) > 0.79
    crowd = HashedCrowd(found)
    crowd.admit(0)
    for at in range(1, len(found)):
        closest = crowd.closest(at)
        assert closest is not None
        assert closest[0] == pytest.approx(jaccard(found[at], found[0]))


def test_what_is_not_alike_is_seldom_compared() -> None:
    found = texts(100, shared=20, own=400)
    crowd = HashedCrowd(found)
    crowd.admit(0)
    assert sum(crowd.closest(at) is not None for at in range(1, 100)) < 5


def test_a_few_thousand_texts_are_compared_exactly() -> None:
    assert isinstance(gather([frozenset()] * 4_000), ExactCrowd)
    assert isinstance(gather([shingles(["a"])] * 4_001), HashedCrowd)

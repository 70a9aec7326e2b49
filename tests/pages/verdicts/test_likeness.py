"""How alike texts are, exactly, however many there are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.pages.verdicts.likeness import COMMON, Crowd, Shingles, jaccard, shingles, word_numbers

Words = list[str]
WORDS = st.lists(st.sampled_from("abcdef"), max_size=40)


def runs(words: Words) -> Shingles:
    return shingles(word_numbers(words))


def plain_runs(words: Words) -> set[tuple[str, ...]]:
    """The same as a set of plain runs of words."""
    return {tuple(words[at : at + 5]) for at in range(max(1, len(words) - 4))}


def share(one: Words, other: Words) -> float:
    left, right = plain_runs(one), plain_runs(other)
    return len(left & right) / len(left | right)


def test_runs_are_of_five_words() -> None:
    """Rule E12."""
    text = ["a", "b", "c", "d", "e", "f"]
    expected = np.sort(np.concatenate([runs(text[:5]), runs(text[1:])]))
    assert runs(text).tolist() == expected.tolist()
    assert len(runs(["a", "b"])) == len(runs([])) == 1
    assert runs(["a", "b"]) != runs(["b", "a"])


def test_a_run_has_the_same_number_in_every_process() -> None:
    assert runs(["near", "the", "river"]).tolist() == runs(["near", "the", "river"]).tolist()
    assert word_numbers(["river"]).tolist() == [10851990548084909215]


@given(WORDS, WORDS)
def test_likeness_is_a_share(one: Words, other: Words) -> None:
    """Rule E12: Jaccard, from 0 to 1, the same both ways, 1 for the same text."""
    assert jaccard(runs(one), runs(other)) == jaccard(runs(other), runs(one)) == share(one, other)
    assert jaccard(runs(one), runs(one)) == 1


@given(st.lists(WORDS, min_size=2, max_size=12))
def test_a_crowd_finds_the_closest(texts: list[Words]) -> None:
    """Rule E12: all pairs, what two sets give; of several the one let in first."""
    holds(texts)


def holds(texts: list[Words]) -> None:
    crowd = Crowd([runs(text) for text in texts])
    assert crowd.closest(0) is None
    for at, text in enumerate(texts):
        scores = [share(text, other) for other in texts[:at]]
        expected = (max(scores), scores.index(max(scores))) if scores else None
        assert crowd.closest(at) == expected
        crowd.admit(at)


def test_runs_of_a_few_texts_count_like_those_of_many() -> None:
    """Rule E12: in a large crowd too, where rare runs are kept apart from common ones."""
    every = [f"w{at}" for at in range(30)]
    few = [f"of-ten-{n}" for n in range(25)]
    holds([[*every, *(few[n // 10 : n // 10 + 8]), f"own-{n}"] for n in range(3 * COMMON)])


def test_what_no_other_text_has_is_a_share_of_its_runs() -> None:
    """Rule E12: those count too that are not let in."""
    crowd = Crowd([runs(list("abcdef")), runs(list("abcdeg")), runs(list("xyzxy"))])
    assert [crowd.lone(at) for at in range(3)] == pytest.approx([0.5, 0.5, 1.0])

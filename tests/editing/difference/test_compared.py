"""Two texts word by word: nothing is lost, and the passage that changed holds all that did."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locator.editing.difference.compared import changed_passages, compared

TEXTS = st.text(st.sampled_from("abc  \n"), max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_the_spans(before: str, after: str) -> None:
    spans = compared(before, after)
    assert "".join(span.text for span in spans if span.mark != "ins") == before
    assert "".join(span.text for span in spans if span.mark != "del") == after


@given(TEXTS)
def test_what_is_the_same_has_no_changed_passage(text: str) -> None:
    assert changed_passages(text, text) == ("", "")


def test_a_passage_is_what_changed_and_a_few_words_around() -> None:
    before = "Take the first exit and turn left at the old church, then park behind the house."
    after = before.replace("old church", "new school")
    assert changed_passages(before, after) == (
        "…turn left at the old church, then park behind the…",
        "…turn left at the new school, then park behind the…",
    )

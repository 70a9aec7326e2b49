"""Our own texts against what was read in the sources: nothing more, and nothing from memory (B5 to B13)."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from locator.site.claims.texts.blocks import parse_blocks
from locator.site.claims.texts.sentences import parse_sentences
from locator.site.content.documents import find_documents
from locator.site.content.markdown import REFERENCE

DOCUMENTS = [
    document
    for document in find_documents(ROOT / "content")
    if document.values.get("lang", "en") == "en" and "/towns/" not in document.file
]
PARAGRAPHS = [
    f"{block.lead} {block.text}" for document in DOCUMENTS for block in parse_blocks(document.body)
] + [str(each.values[key]) for each in DOCUMENTS for key in ("summary", "answer") if key in each.values]
SENTENCES = [(sentence, paragraph) for paragraph in PARAGRAPHS for _, sentence in parse_sentences(paragraph)]


def citing(id_: str) -> list[tuple[str, str]]:
    """The sentences with a mark of one source, each with its paragraph."""
    found = [each for each in SENTENCES if id_ in REFERENCE.findall(each[0])]
    assert found
    return found


def test_b6_nice_is_quoted_with_its_no_and_without_dates_from_memory() -> None:
    """Rule B6: "do not offer"; what was noted from memory (an update, NG193) is not stated."""
    about = [sentence for sentence, _ in citing("nice-ng59") if re.search("acupuncture|needles", sentence)]
    assert about
    no = r"not to offer|do not offer|says? no to|no better than|beat a sham|against"
    for sentence in about:
        assert re.search(no, sentence), sentence
    for document in DOCUMENTS:
        assert "NG193" not in document.body
        assert not re.search(r"NICE[^.]*2020", document.body)


def test_b7_who_is_quoted_with_its_certainty() -> None:
    """Rule B7: low for exercise and needles, very low for education, massage and manipulation."""
    for sentence, paragraph in citing("who2023"):
        if re.search(r"may be offered(?!:)", sentence):
            certainty = r"low certainty|certainty (?:is|as) (?:very )?low|\((?:very )?low"
            assert re.search(certainty, paragraph), sentence
        if re.search(r"massage|education", sentence) and "may be offered" in sentence:
            assert "very low" in sentence, sentence
        if re.search(r"traction|TENS", sentence):
            assert re.search(r"\bnot\b|\bno\b|against", paragraph), sentence


@pytest.mark.parametrize("figure", ["1 in 13", "619 million", "843 million", "9 in 10"])
def test_b9_the_burden_is_told_in_figures_that_were_read(figure: str) -> None:
    """Rule B9: each with its source."""
    told = [sentence for sentence, _ in SENTENCES if re.search(rf"\b{figure}\b", sentence)]
    assert told
    for sentence in told:
        assert "who2023" in REFERENCE.findall(sentence), sentence


def test_b10_the_trial_in_older_adults_is_told_as_it_was() -> None:
    """Rule B10."""
    told = " ".join(sentence for sentence, _ in citing("debar2025"))
    for figure in ("800", "65 and over", "1.0 point", "1.5 points", "0.1", "1.9", "29 in 100", "39 in 100"):
        assert figure in told
    assert "fewer than 1 in 100" in told
    assert not re.search(r"cure|proves|proven", told)


def test_b11_the_cochrane_review_is_counted_and_its_conclusion_left_alone() -> None:
    """Rule B11: only the beginning of its abstract was read; before a text says more, a person must."""
    for sentence, _ in citing("cochrane2020"):
        assert re.search(r"33 studies|risk of (?:one kind of )?bias", sentence), sentence
        assert not re.search(r"clinically|meaningful|immediate|no difference", sentence), sentence


def test_b12_the_pooled_trials_are_told_with_both_sizes() -> None:
    """Rule B12: half a standard deviation against nothing, a fifth against a sham, in several pains."""
    told = " ".join(sentence for sentence, _ in citing("vickers2018"))
    for figure in ("20,827", "39", "0.2", "15 percent", "half"):
        assert figure in told


def test_b13_the_rule_of_medicare_is_told_whole() -> None:
    """Rule B13: weeks, visits, their most, when they stop, who may bill; and that it changes."""
    [acupuncture] = [each for each in DOCUMENTS if each.file.endswith("treatments/acupuncture.md")]
    for part in (
        "12 weeks or more",
        "12 visits in 90 days",
        "8 more",
        "20 in a year",
        "cannot bill Medicare",
    ):
        assert part in acupuncture.body
    assert "must stop if you are not improving" in acupuncture.body
    assert "Rules change. Ask the clinic and Medicare" in acupuncture.body

"""Sentences that say what helps name a source, and others need none (rule B2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from locator.model.problem import Severity
from locator.site.claims.evidence.efficacy import is_claim, unsourced_claims
from locator.site.claims.evidence.spanish import SPANISH
from locator.site.claims.texts.blocks import parse_blocks
from locator.site.claims.texts.sentences import parse_sentences
from locator.site.content.documents import find_documents
from locator.site.content.front_matter import FrontMatter
from locator.site.content.markdown import REFERENCE

ROOT = Path(__file__).parents[4]

CLAIMS = """Acupuncture relieves back pain.
It helps.
Exercise can reduce pain.
Heat is effective for sore backs.
They may ease symptoms.
Needling does not help low back pain.
Massage improves sleep.
Our therapists treat sciatica.
Most people with new back pain improve over time.
Yoga works well for many people with pain.
Patients feel relief from pain after one visit.
If your back hurts, acupuncture will relieve the pain.
[Acupuncture](/acupuncture/) helps with *pain*.
Talk to us about acupuncture that relieves pain.
Acupuncture beat a sham.
Acupuncture helps, but we do not know why.""".splitlines()
CLAIMS_IN_SPANISH = """La acupuntura alivia el dolor de espalda.
Ayuda.
No ayuda.
El ejercicio puede reducir el dolor.
El calor es eficaz para la espalda.
Las agujas no mejoran el dolor lumbar.
Tratamos la ciática.
La mayoría de las personas con dolor nuevo mejora con el tiempo.
El yoga funciona para muchas personas con dolor.
Sirve para el dolor.
[La acupuntura](/x/) ayuda con el *dolor*.
La acupuntura fue mejor que un tratamiento simulado.
Si le duele la espalda, la acupuntura alivia el dolor.""".splitlines()
NO_CLAIMS_IN_SPANISH = """¿Ayuda la acupuntura?
Pregunte si le ayudaría a usted.
No sabemos si reduce el dolor.
Nadie sabe si las agujas alivian el dolor.
En la recepción le ayudan a llenar los formularios.
Si le duele estar sentado, dígalo.
Pida ayuda médica de inmediato.
Llame al 911 si el dolor no mejora.
Cuéntele al terapeuta qué alivia su dolor.
Un mapa muestra la puerta.
El terapeuta le muestra cómo.""".splitlines()
NO_CLAIMS = """Does acupuncture help?
Ask whether it would help you.
We do not know if it helps.
Nobody knows whether needles reduce pain.
The front desk can help you with the forms.
If sitting hurts, tell the front desk.
Get medical help at once.
Call 911 if the pain does not ease.
Ask your plan what benefits you have for therapy.
A map helps you find the door.
The therapist shows you how.
See a doctor if pain gets worse.
Tell the therapist what eases your pain.
You may need help to get up from the table.""".splitlines()


def found(body: str, **settings: object) -> list[tuple[int | None, str | None, str | None]]:
    document = FrontMatter("content/articles/a.md", dict(settings), body, body_line=5)
    return [(each.row, each.column, each.value) for each in unsourced_claims(document)]


@pytest.mark.parametrize("sentence", CLAIMS)
def test_b2_a_sentence_that_says_what_helps_needs_a_source(sentence: str) -> None:
    """Rule B2; a denial needs one too."""
    assert is_claim(sentence)
    assert found(sentence) == [(5, None, sentence)]
    assert found(f"{sentence}[^who2023]") == []


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_b2_questions_doubts_and_advice_need_none(sentence: str) -> None:
    """Rule B2: the exceptions."""
    assert not is_claim(sentence)


@pytest.mark.parametrize("sentence", CLAIMS_IN_SPANISH)
def test_b2_spanish_is_read_as_spanish(sentence: str) -> None:
    """Rule B2."""
    assert is_claim(sentence, SPANISH)
    assert found(sentence, lang="es") == [(5, None, sentence)]
    assert found(f"{sentence}[^who2023]", lang="es") == []


@pytest.mark.parametrize("sentence", NO_CLAIMS_IN_SPANISH)
def test_b2_questions_doubts_and_advice_need_none_in_spanish_either(sentence: str) -> None:
    """Rule B2: the exceptions."""
    assert not is_claim(sentence, SPANISH)


def test_b2_the_line_is_that_of_the_sentence() -> None:
    """Rule B2."""
    body = "## What relieves pain\n\nOne thing.\nHeat eases pain.\nSo.\n\n- Rest helps pain.\n"
    assert found(body) == [(8, None, "Heat eases pain."), (11, None, "Rest helps pain.")]


def test_b2_the_mark_of_one_sentence_does_not_serve_the_next() -> None:
    """Rule B2."""
    assert found("Heat eases pain.[^a] Rest eases pain.") == [(5, None, "Rest eases pain.")]
    assert found("Heat eases pain. Rest eases pain.[^a]") == [(5, None, "Heat eases pain.")]


def test_b2_the_mark_of_a_lists_introduction_serves_its_items() -> None:
    """Rule B2."""
    assert found("It lists:[^a]\n\n- exercise helps pain;\n- heat helps pain.\n") == []
    assert len(found("It lists.[^a]\n\n- exercise helps pain;\n- heat helps pain.\n")) == 2


def test_b2_cells_of_a_table_are_read() -> None:
    """Rule B2."""
    assert found("| what | how |\n|---|---|\n| heat | eases pain |\n| rest | it helps |\n") == [
        (7, None, "eases pain"),
        (8, None, "it helps"),
    ]


def test_b2_summary_and_answer_are_read_like_the_text() -> None:
    """Rule B2."""
    assert found("", answer="It helps.") == [(None, "answer", "It helps.")]
    assert found("", summary="It helps.[^a]") == []


def test_b2_the_examples_texts_would_be_found_without_their_marks() -> None:
    """Rule B2: the rule passes over the example because the example has sources."""
    documents = [each for each in find_documents(ROOT / "content") if "/towns/" not in each.file]
    assert [list(unsourced_claims(document)) for document in documents] == [[]] * len(documents)
    for document in documents:
        document.body = REFERENCE.sub("", document.body)
    lost = [problem for document in documents for problem in unsourced_claims(document)]
    assert len(lost) > 10
    assert {problem.severity for problem in lost} == {Severity.ERROR}


def test_sentences_end_at_stops_and_keep_their_marks() -> None:
    text = 'See Dr. Best. "Is it so?" It is (so says WHO).[^a][^b] Then 5 came. And e.g. Five'
    assert [sentence for _, sentence in parse_sentences(text)] == [
        "See Dr. Best.",
        '"Is it so?"',
        "It is (so says WHO).[^a][^b]",
        "Then 5 came.",
        "And e.g. Five",
    ]
    assert all(text[start:].startswith(sentence) for start, sentence in parse_sentences(text))


def test_spanish_sentences_end_where_spanish_ends_them() -> None:
    text = "En EE. UU. hay una guía.[^a] ¿Y aquí? Él dijo: «Sí.» Ésa es la Dra. Ejemplo."
    assert [sentence for _, sentence in parse_sentences(text)] == [
        "En EE. UU. hay una guía.[^a]",
        "¿Y aquí?",
        "Él dijo: «Sí.»",
        "Ésa es la Dra. Ejemplo.",
    ]


def test_blocks_know_their_line_and_introduction() -> None:
    blocks = parse_blocks("# A\n\nB:\n\n- c\n- d\n\nE\n", 10)
    assert [(each.text, each.line, each.is_heading, each.lead) for each in blocks] == [
        ("A", 10, True, ""),
        ("B:", 12, False, ""),
        ("c", 14, False, "B:"),
        ("d", 15, False, "B:"),
        ("E", 17, False, ""),
    ]

"""Benefits name their comparison and their certainty, and a text that praises names a harm (rule B3)."""

from __future__ import annotations

import pytest

from locator.model.problem import Severity
from locator.site.claims.evidence.benefits import bare_benefits
from locator.site.content.front_matter import FrontMatter

HARM = "\n\n## Risks\n\nYou may be sore. Hay riesgos.\n"


def found(body: str, **settings: object) -> list[str]:
    document = FrontMatter("content/articles/a.md", dict(settings), body + HARM, body_line=5)
    problems = list(bare_benefits(document))
    assert all(each.severity is Severity.WARNING and "(rule B3)" in each.cure for each in problems)
    return [each.message.rpartition("does not say ")[2] for each in problems]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Acupuncture relieves pain.[^a]", ["compared with what or how sure that is"]),
        ("Acupuncture relieved pain in one trial.[^a]", ["compared with what"]),
        ("Acupuncture relieved pain more than usual care.[^a]", ["how sure that is"]),
        ("Massage is very effective for sore backs.[^a]", ["compared with what or how sure that is"]),
        ("In one trial, exercise reduced pain compared with usual care.[^a]", []),
        ("Acupuncture eased pain. The trial compared it with a sham.[^a]", []),
        ("Acupuncture did not improve pain.[^a]", []),
        ("No exercise helps everyone.[^a]", []),
        ("WHO says exercise may be offered.[^a]", []),
        ("Most people improve over time, whatever the treatment.[^a]", []),
        ("Ask whether exercise helps your pain.[^a]", []),
        ("Acupuncture relieves pain.", []),  # rule B2's
    ],
)
def test_b3_praise_names_its_comparison_and_its_certainty(text: str, lacking: list[str]) -> None:
    """Rule B3."""
    assert found(text) == lacking
    assert found("", summary=text) == lacking


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("La acupuntura alivia el dolor.[^a]", 1),
        ("En un ensayo, el ejercicio redujo el dolor en comparación con la atención habitual.[^a]", 0),
        ("La acupuntura no mejora el dolor.[^a]", 0),
    ],
)
def test_b3_holds_in_spanish(text: str, count: int) -> None:
    """Rule B3."""
    assert len(found(text, lang="es")) == count


def test_b3_an_item_is_read_with_the_paragraph_that_introduces_it() -> None:
    """Rule B3."""
    assert found("Compared with usual care, in low-quality trials:[^a]\n\n- exercise reduced pain;\n") == []
    assert len(found("It lists:[^a]\n\n- exercise reduces pain;\n")) == 1


def test_b3_a_text_that_praises_names_a_harm() -> None:
    """Rule B3."""
    praise = "In one trial, exercise reduced pain compared with usual care.[^a]"
    [problem] = bare_benefits(FrontMatter("content/articles/a.md", {}, praise))
    assert "what can go wrong" in problem.message
    assert list(bare_benefits(FrontMatter("content/articles/a.md", {}, "It is a clinic."))) == []


def test_b3_the_line_is_that_of_the_sentence() -> None:
    """Rule B3."""
    document = FrontMatter("a.md", {}, f"One.\n\nTwo.\nYoga reduces pain.[^a]{HARM}", body_line=5)
    [problem] = bare_benefits(document)
    assert (problem.row, problem.value) == (8, "Yoga reduces pain.[^a]")

"""A guideline past its own validity is labelled wherever it is cited (rule B5)."""

from __future__ import annotations

import pytest

from locator.model.problem import Severity
from locator.site.claims.evidence.validity import unlabelled_guidelines
from locator.site.content.front_matter import FrontMatter

LABELLED = "Qaseem A. 2017. doi 10.7326/M16-2367. Past its own five-year validity."


def found(body: str, citation: str = LABELLED, id_: str = "acp2017", **settings: object) -> list[str | None]:
    values = {"sources": [{"id": id_, "citation": citation}], **settings}
    problems = list(unlabelled_guidelines(FrontMatter("content/articles/a.md", values, body)))
    assert all(each.severity is Severity.ERROR and "(rule B5)" in each.cure for each in problems)
    return [each.column for each in problems]


def test_b5_the_label_stands_in_every_text_that_cites_it_and_in_the_source() -> None:
    """Rule B5."""
    bare, labelled = (
        "It lists heat.[^acp2017]",
        "It lists heat.[^acp2017] It has passed its own five-year limit.",
    )
    assert found(labelled) == []
    assert found(bare) == [None]
    assert found(labelled, summary=bare) == ["summary"]
    assert found(labelled, answer=bare, summary=labelled) == ["answer"]
    assert found(labelled, citation="Qaseem A. 2017.") == ["sources"]


def test_b5_what_is_not_cited_needs_no_label() -> None:
    """Rule B5."""
    assert found("It lists heat.", citation="Qaseem A. 2017.") == []


def test_b5_the_guideline_is_known_by_its_doi_whatever_its_id() -> None:
    """Rule B5."""
    assert found("It lists heat.[^us]", id_="us") == [None]


@pytest.mark.parametrize(
    "label",
    ["Caducó a los cinco años.", "Ya no está vigente.", "Venció en 2022."],
)
def test_b5_spanish_labels_are_known(label: str) -> None:
    """Rule B5."""
    citation = "Qaseem A. 2017. M16-2367. Ya no está vigente."
    assert found(f"Incluye calor.[^acp2017] {label}", citation, lang="es") == []
    assert found("Incluye calor.[^acp2017]", citation, lang="es") == [None]

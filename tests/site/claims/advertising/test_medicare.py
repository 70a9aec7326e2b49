"""Medicare and acupuncture: "ask the clinic", never "covered" (rule B13)."""

from __future__ import annotations

import pytest

from locator.model.practitioner import Practitioner
from locator.model.problem import Severity
from locator.site.claims.advertising.medicare import is_supervisor, promised_coverage
from locator.site.claims.texts.passage import Passage


@pytest.mark.parametrize(
    "text",
    [
        "Medicare covers acupuncture.",
        "Your acupuncture is covered by Medicare.",
        "Medicare will pay for 20 acupuncture visits a year.",
        "Needles: covered by Medicare.",
        "Medicare cubre la acupuntura.",
        "La acupuntura está cubierta por Medicare.",
    ],
)
def test_b13_no_text_promises_that_medicare_pays(text: str) -> None:
    """Rule B13."""
    [problem] = promised_coverage(Passage("a.md", f"One.\n{text}", 4))
    assert (problem.severity, problem.row, problem.value) == (Severity.ERROR, 5, text)


@pytest.mark.parametrize(
    "text",
    [
        "Does Medicare cover acupuncture?",
        "Ask whether Medicare covers acupuncture for you.",
        "Medicare does not cover acupuncture for arthritis.",
        "Medicare covers physical therapy.",
        "Medicare has had a national rule about acupuncture since 2020.",
        "Pregunte si Medicare cubre la acupuntura.",
        "Medicare no cubre la acupuntura para la artritis.",
    ],
)
def test_b13_questions_and_denials_promise_nothing(text: str) -> None:
    """Rule B13."""
    assert list(promised_coverage(Passage("a.md", text))) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        *(("M.D.", True), ("D.O.", True), ("Physician Assistant", True), ("APRN", True), ("PA-C", True)),
        *(("D.O.M.", False), ("Acupuncture Physician", False), ("A.P.", False), ("", False)),
        ("Physical Therapist", False),
    ],
)
def test_b13_who_may_supervise(title: str, expected: bool) -> None:
    """Rule B13: a physician, a physician assistant or a nurse practitioner."""
    assert is_supervisor(Practitioner("Alex Example", title, "", "deland")) is expected

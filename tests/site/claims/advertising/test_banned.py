"""Banned claims: found in every field, and not where the words mean something else (rules B14 and B15)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.problem import Severity
from locator.site.claims.advertising.banned import banned_claims
from locator.site.claims.advertising.promises import ANY_PROMISE, PROMISES
from locator.site.claims.texts.passage import Kind, Passage

BANNED = [
    "We cure back pain.",
    "Cured in a week!",
    "It heals your back.",
    "Results guaranteed.",
    "A pain-free life",
    "Live PAIN FREE again",
    "permanent relief",
    "Permanent pain relief",
    "a miracle for your back",
    "100% safe",
    "100 percent natural",
    "clinically proven",
    "Clinically\nproven care",
    "FDA-approved needles",
    "Risk-free visit",
    "The best care in Florida",
    "best-rated clinic",
    "Best back pain clinic",
    "Your #1 choice",
    "#1 in Orlando",
    "The number one clinic",
    "We are the best.",
    "No other clinic cures back pain like ours.",
    "Not only does it cure pain.",
    "No drugs, guaranteed.",
    "It is not cheap, but it cures.",
]
BANNED_IN_SPANISH = [
    "La acupuntura cura la ciática.",
    "Cure su espalda.",
    "Resultados garantizados.",
    "Le garantizamos resultados.",
    "Una vida sin dolor",
    "Alivio permanente",
    "Adiós al dolor",
    "Quita el dolor para siempre.",
    "Un tratamiento milagroso",
    "Un milagro",
    "100 % natural",
    "Cien por ciento natural",
    "Clínicamente probado",
    "Científicamente comprobada",
    "Agujas aprobadas por la FDA",
    "Sin riesgos",
    "Sin efectos secundarios",
    "La mejor clínica de Florida",
    "Los mejores médicos",
    "Somos los mejores.",
    "La clínica número uno",
    "No solo cura el dolor.",
    "Ninguna otra clínica cura como la nuestra.",
    "No es barato, pero cura.",
]
ALLOWED = [
    "A secure lot, and an obscure door",
    "Nobody can promise a cure.",
    "No cure is promised.",
    "Acupuncture does not cure any disease.",
    "It isn't a miracle.",
    "The needles are not FDA approved for this.",
    "No clinic can guarantee a result.",
    "It is best to call first.",
    "The best parking is at the east end.",
    "Which treatment is best?",
    "Suite #1, lot #1",
    "An early visit is often the easier drive.",
    "Step-free entrance",
    "1,100% and 0.100%",
    "The best evidence is thin.",
    "Healing takes time.",
    "Nadie puede prometer una cura.",
    "La acupuntura no cura ninguna enfermedad.",
    "No hay resultados garantizados.",
    "Lo mejor es llamar antes.",
    "Ningún tratamiento es sin riesgos.",
    "Puede estar seguro de que es gratuito estacionar.",
    "Una curita en la piel",
    "Los procuradores",
]


def words(text: str, kind: Kind = Kind.PROSE) -> list[tuple[Severity, str | None]]:
    return [(each.severity, each.value) for each in banned_claims(Passage("a.md", text, 7, kind=kind))]


@pytest.mark.parametrize("text", [*BANNED, *BANNED_IN_SPANISH])
def test_b15_a_banned_claim_is_an_error_once(text: str) -> None:
    """Rule B15."""
    [(severity, value)] = words(text)
    assert severity is Severity.ERROR
    assert value
    assert value in " ".join(text.split())


@pytest.mark.parametrize("text", ALLOWED)
def test_b15_words_within_words_and_denied_claims_are_allowed(text: str) -> None:
    """Rule B15: what is word-bounded and denied claims nothing."""
    assert words(text) == []


@pytest.mark.parametrize("text", ["Miracle Mile", "Best Street", "Alex Cure", "Milagros Cura"])
def test_b15_a_street_and_a_surname_promise_nothing(text: str) -> None:
    """Rule B15."""
    assert words(text, Kind.NAME) == []


def test_b15_the_name_on_the_door_is_told_but_costs_nothing() -> None:
    """Rule B15: a registered name is a fact; a promise in it is still a promise."""
    assert words("Best Clinic", Kind.BUSINESS) == [(Severity.NOTICE, "Best Clinic")]
    assert words("Back Pain Cure Center", Kind.BUSINESS) == [(Severity.ERROR, "Cure")]


def test_b15_the_line_is_that_of_the_claim() -> None:
    """Rule B15."""
    [problem] = banned_claims(Passage("a.md", "One.\nTwo is\nclinically proven.", 7))
    assert (problem.file, problem.row, problem.value) == ("a.md", 9, "clinically proven")
    assert problem.cure
    [problem] = banned_claims(Passage("a.csv", "One.\nclinically proven", 7, "parking"))
    assert problem.row == 7


@given(st.lists(st.sampled_from([*BANNED, *BANNED_IN_SPANISH, *ALLOWED]), min_size=1, max_size=3), st.data())
def test_all_promises_at_once_find_what_each_of_them_finds(texts: list[str], data: st.DataObject) -> None:
    text = " ".join(texts)
    text = text[data.draw(st.integers(0, len(text))) :]
    assert bool(ANY_PROMISE.search(text)) == any(promise.pattern.search(text) for promise in PROMISES)

"""No testimonial, no star, no review (rules B18 and B19)."""

from __future__ import annotations

import pytest

from locator.model.problem import Severity
from locator.site.claims.advertising.patients import patients_praise
from locator.site.claims.texts.passage import Kind, Passage
from locator.site.tables import practitioners
from locator.site.tables.clinics import clinics
from locator.site.tables.towns import locations

PRAISE = [
    "Read our reviews.",
    "Patient testimonials",
    "★★★★★",
    "A five-star clinic",
    "4.9 out of 5 stars",
    "Our patients say it works.",
    "What our patients are saying",
    "Google reviews",
    "See our Yelp ratings",
    "Leave us a review",
    '"My pain is gone, and I walk again." - Pat E.',
    "“They gave me my life back.” (Pat, 54)",
    "Testimonios de pacientes",
    "Lo que dicen nuestros pacientes",
    "Cinco estrellas",
    "Lea las reseñas",
    "«Ya no me duele, y camino.» — Pat",
]
HONEST = [
    "We show no ratings and no testimonials.",
    "A 2020 Cochrane review found 33 studies.",
    "No clinician has reviewed this page yet.",
    "The next review is due in May.",
    "What patients say about their pain matters.",
    'Say: "I have pain at night."',
    'The label "Step-free entrance" (Example Street) is theirs.',
    "Una revisión de 2020 halló 33 estudios.",
    "No mostramos testimonios ni calificaciones.",
]


@pytest.mark.parametrize("text", PRAISE)
def test_b19_praise_from_patients_is_an_error(text: str) -> None:
    """Rules B18, B19: testimonials prove nothing, and a company's own site is no place of reviews."""
    problems = list(patients_praise(Passage("a.md", text, 3)))
    assert {(each.severity, each.row) for each in problems} == {(Severity.ERROR, 3)}
    assert all("a person must check" in each.cure for each in problems)


@pytest.mark.parametrize("text", HONEST)
def test_b19_a_review_of_the_evidence_is_none_of_patients(text: str) -> None:
    """Rules B18, B19."""
    assert list(patients_praise(Passage("a.md", text))) == []


def test_b19_a_name_on_the_door_is_no_testimonial() -> None:
    """Rules B18, B19."""
    assert list(patients_praise(Passage("clinics.csv", "Five Star Plaza", 2, "street", Kind.NAME))) == []


def test_b19_no_table_has_room_for_ratings() -> None:
    """Rule B19: no review import."""
    for table in (clinics, locations, practitioners):
        assert not {"rating", "ratings", "review", "reviews", "stars"} & set(table.COLUMNS.all)

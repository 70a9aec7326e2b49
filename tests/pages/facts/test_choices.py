"""Insurance and languages, compared."""

from __future__ import annotations

from seeing import said, with_clinic, with_clinics

from locator.pages.facts.fact import FactKind
from locator.site.snapshot import Site


def test_insurance_is_never_without_confirm_by_phone(example: Site) -> None:
    """Rule E7: insurers with the day of checking and "confirm by phone"."""
    for town in example.towns:
        lines = said(example, town.slug, FactKind.INSURANCE)
        assert lines
        assert "confirm by phone" in lines[-1]
        assert lines[-1].startswith("Checked on ")


def test_insurance_that_nobody_checked_has_no_day(example: Site) -> None:
    """Rule E8."""
    site = with_clinics(example, verified_on=None)
    assert said(site, "pierson", FactKind.INSURANCE)[-1] == "Confirm by phone."


def test_what_the_same_clinics_have_stands_together(example: Site) -> None:
    site = with_clinics(example, languages=("English", "Spanish"))
    site = with_clinic(site, "deland", languages=("English", "Haitian Creole", "Spanish"))
    assert said(site, "pierson", FactKind.LANGUAGES) == (
        "English and Spanish: all 3 clinics shown",
        "Haitian Creole: DeLand",
    )


def test_a_clinic_that_says_nothing_is_not_said_to_speak(example: Site) -> None:
    """Rule E6."""
    site = with_clinic(example, "orange-city", languages=(), insurance=())
    for kind in (FactKind.LANGUAGES, FactKind.INSURANCE):
        assert not any("Orange City" in line or "all" in line for line in said(site, "pierson", kind))

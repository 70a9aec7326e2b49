"""What is true of one clinic: services, people, getting in."""

from __future__ import annotations

from dataclasses import replace

from seeing import facts_of, said, with_clinic

from locator.model.practitioner import Practitioner
from locator.pages.facts.clinic_facts import clinic_facts
from locator.pages.facts.fact import FactKind
from locator.pages.facts.people import licensees
from locator.site.snapshot import Site


def test_services_there_and_not_there_are_told(example: Site) -> None:
    """Rule E7: every treatment of the site is one or the other."""
    assert said(example, "midway", FactKind.NOT_OFFERED, "sanford") == ("Acupuncture for back pain",)
    for fact in facts_of(example, "midway"):
        if fact.kind is FactKind.OFFERED:
            clinic = example.clinics_by_id[fact.about]
            assert set(fact.value) == set(clinic.treatments)  # type: ignore[call-overload]


def test_parking_transit_and_access_are_the_rows_own_words(example: Site) -> None:
    """Rule E7: parking, transit, step-free entrance; accepting new patients."""
    clinic = example.clinics_by_id["deland"]
    assert said(example, "pierson", FactKind.PARKING, "deland") == (clinic.parking,)
    assert said(example, "pierson", FactKind.TRANSIT, "deland") == (clinic.transit,)
    assert "Step-free entrance" in said(example, "pierson", FactKind.ACCESS, "deland")[0]
    assert said(example, "pierson", FactKind.ACCEPTING, "deland") == ("Accepting new patients",)
    assert said(example, "midway", FactKind.ACCEPTING, "sanford") == ("Not accepting new patients now",)
    assert said(example, "pierson", FactKind.TRANSIT, "orange-city") == ()


def test_only_what_is_said_in_no_other_language_is_as_typed(example: Site) -> None:
    facts = clinic_facts(example, example.clinics_by_id["lake-mary"])
    assert {fact.kind for fact in facts if fact.is_as_typed} == {FactKind.PARKING, FactKind.TRANSIT}


def test_people_have_title_licence_days_and_languages(example: Site) -> None:
    """Rule E7: practitioners."""
    assert said(example, "pierson", FactKind.PEOPLE, "deland")[0] == (
        "Jordan Placeholder, Acupuncture Physician, license EXAMPLE-AP-0003; "
        "Monday, Wednesday, Friday and Saturday; speaks English and Spanish"
    )


def test_a_person_of_whom_little_is_known_gets_no_empty_words(example: Site) -> None:
    """Rule E6."""
    site = replace(example, practitioners=(Practitioner("Kim Sample", "", "", "deland"),))
    assert said(site, "pierson", FactKind.PEOPLE, "deland") == ("Kim Sample",)


def test_only_who_may_offer_acupuncture_in_florida_is_its_licensee(example: Site) -> None:
    """Rule B14: by name and title, and never another profession."""
    clinics = example.clinics_by_id
    named = licensees(example, clinics["daytona-beach"])
    assert named == (
        "Acupuncture for back pain: Alex Example (Acupuncture Physician) "
        "and Avery Specimen (Licensed Acupuncturist)"
    )
    assert licensees(example, clinics["sanford"]) == ""  # offers none
    elsewhere = replace(clinics["deland"], address=replace(clinics["deland"].address, region="GA"))
    assert licensees(example, elsewhere) == ""


def test_a_licensee_who_has_left_is_not_named(example: Site) -> None:
    site = replace(example, practitioners=())
    assert licensees(site, site.clinics_by_id["deland"]) == ""
    assert said(with_clinic(site, "deland", parking=""), "pierson", FactKind.PEOPLE, "deland") == ()

"""Clinics that are searched by their names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from locator.model.clinic import Clinic
from locator.model.place import PlaceKind
from locator.pages.understood import choice_reply, notes
from locator.site.queries.answer import Answer, How
from locator.site.queries.search import find_place
from locator.site.snapshot import Site


def renamed(site: Site, **names: str) -> Site:
    """The site with other names for some of its clinics, by id with underscores."""
    by_id = {key.replace("_", "-"): name for key, name in names.items()}
    clinics = (replace(clinic, name=by_id.get(clinic.id, clinic.name)) for clinic in site.clinics)
    return replace(site, clinics=tuple(clinics))


def clinic_of(site: Site, answer: Answer) -> Clinic:
    """The clinic at the one place of the answer."""
    assert answer.origin
    assert (answer.how, answer.origin.kind) == (How.CLINIC, PlaceKind.CLINIC)
    return next(clinic for clinic in site.clinics if clinic.point == answer.origin.point)


@pytest.mark.parametrize(
    ("text", "clinic"),
    [
        ("Example Back Care Lake Mary", "lake-mary"),
        ("example back care lake mary, fl", "lake-mary"),
        ("Example Back Care Lake Mary, Florida", "lake-mary"),
        ("back care deland", "deland"),
        ("the Example clinic in Mt. Dora", "mount-dora"),
    ],
)
def test_a_clinic_is_found_by_its_name(example: Site, text: str, clinic: str) -> None:
    answer = find_place(example, text)
    assert clinic_of(example, answer).id == clinic
    assert answer.origin
    assert notes(example, answer) == (f"Distances are from {answer.origin.name}, the clinic you named.",)


def test_several_clinics_are_a_choice_that_leads_to_each(example: Site) -> None:
    answer = find_place(example, "Example Back Care")
    assert answer.origin is None
    assert len(answer.candidates) == 10
    assert choice_reply(example, answer).heading == "Which of these do you mean?"
    for place in answer.candidates:
        assert find_place(example, place.full_label).origin == place


def test_clinics_of_one_name_are_told_apart_by_their_towns(example: Site) -> None:
    site = renamed(example, deland="Spine House", orlando="Spine House")
    answer = find_place(site, "spine house")
    assert [place.label for place in answer.candidates] == [
        "Spine House DeLand, FL",
        "Spine House Orlando, FL",
    ]
    assert clinic_of(site, find_place(site, "spine house orlando")).id == "orlando"


@pytest.mark.parametrize(
    "text", ["Lake Mary", "Lake Mary, FL", "32746", "DeLand", "clinic deland", "mount dora fl"]
)
def test_a_plain_town_or_zip_is_no_clinic(example: Site, text: str) -> None:
    answer = find_place(example, text)
    assert answer.origin
    assert answer.how is not How.CLINIC


def test_a_town_goes_before_a_clinic_of_its_name(example: Site) -> None:
    site = renamed(example, orlando="Winter Park")
    assert find_place(site, "winter park").how is How.NAME


@pytest.mark.parametrize("text", ["acupuncture", "acupuncture orlando", "acupuncture near lake mary"])
def test_a_treatment_in_clinics_names_stays_a_treatment(example: Site, text: str) -> None:
    site = renamed(example, orlando="Orlando Acupuncture House", deland="DeLand Acupuncture House")
    answer = find_place(site, text)
    assert (answer.treatment, answer.how) != ("", How.CLINIC)
    assert answer.how is not How.CLINIC

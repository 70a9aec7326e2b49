"""Choosing clinics: OR within a facet, AND between facets, and what is unknown never matches."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.site.choosing import Choosing
from locator.site.filters import NOW, YES, Facet, Filters, choice_of

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

MONDAY_NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def lake_mary(example: Site) -> Clinic:
    return example.clinics_by_id["lake-mary"]


def wants(at: datetime = MONDAY_NOON, **facets: set[str]) -> Filters:
    return Filters(at, {Facet(name): frozenset(made) for name, made in facets.items()})


def test_no_choice_admits_every_clinic(example: Site) -> None:
    assert all(wants().admits(clinic) for clinic in example.clinics)


def test_any_choice_within_a_facet_is_enough(lake_mary: Clinic) -> None:
    assert wants(language={"vietnamese", "portuguese"}).admits(lake_mary)
    assert not wants(language={"portuguese"}).admits(lake_mary)


def test_every_facet_counts(lake_mary: Clinic) -> None:
    assert wants(language={"spanish"}, treatment={"acupuncture"}, accepting={YES}).admits(lake_mary)
    assert not wants(language={"spanish"}, insurance={"placeholder-choice"}).admits(lake_mary)


def test_open_is_judged_at_the_time_asked_about(lake_mary: Clinic) -> None:
    assert wants(MONDAY_NOON, open={NOW}).admits(lake_mary)
    assert not wants(SUNDAY_NIGHT, open={NOW}).admits(lake_mary)


def test_unknown_hours_and_unknown_intake_never_match(lake_mary: Clinic) -> None:
    assert not wants(open={NOW}).admits(replace(lake_mary, hours=None))
    assert not wants(open={NOW}).admits(replace(lake_mary, timezone=""))
    assert not wants(accepting={YES}).admits(replace(lake_mary, accepting_new_patients=None))


def test_a_ramp_at_the_side_is_no_step_free_entrance(example: Site, lake_mary: Clinic) -> None:
    assert wants(accessible={YES}).admits(lake_mary)
    assert not wants(accessible={YES}).admits(example.clinics_by_id["mount-dora"])


def test_a_name_stands_in_an_address_as_a_slug() -> None:
    assert choice_of("Medicare (ask the clinic)") == "medicare-ask-the-clinic"
    assert choice_of("中文") == "中文"


@given(
    st.sets(st.sampled_from(["english", "spanish", "vietnamese", "portuguese", "haitian-creole"]), min_size=1)
)
def test_a_facet_is_the_union_of_its_choices(example: Site, made: set[str]) -> None:
    for clinic in example.clinics:
        one_by_one = any(wants(language={choice}).admits(clinic) for choice in made)
        assert wants(language=made).admits(clinic) == one_by_one


def test_every_choice_of_a_clinic_has_a_name(example: Site) -> None:
    for facet, names in example.named_choices.items():
        for clinic in example.clinics:
            if clinic.is_open_for_patients:
                assert wants().choices(clinic, facet) <= names.keys()


@given(
    st.dictionaries(
        st.sampled_from(Facet),
        st.sets(st.sampled_from([NOW, YES, "spanish", "acupuncture", "placeholder-choice"]), max_size=2).map(
            frozenset
        ),
    ),
    st.sampled_from([MONDAY_NOON, SUNDAY_NIGHT]),
)
def test_all_clinics_at_once_are_admitted_as_one_by_one(
    example: Site, wanted: dict[Facet, frozenset[str]], at: datetime
) -> None:
    choosing, filters = Choosing(example.clinics), Filters(at, wanted)
    for _ in range(2):  # what clinics have alike is remembered
        assert choosing.admitted(filters).tolist() == [filters.admits(each) for each in example.clinics]

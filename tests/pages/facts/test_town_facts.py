"""Facts: true, of this town, comparable with another town's, and absent where nobody knows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from seeing import facts_of, said, with_clinic, with_clinics

from locator.pages.facts.fact import FactKind
from locator.pages.facts.town_facts import town_facts
from locator.site.snapshot import Site


def test_every_fact_has_words_a_source_and_a_value(example: Site) -> None:
    """Rules E6, E8: a fact that is missing is not there, and each that is there says where it is from."""
    for town in example.towns:
        for slug in town.treatments:
            facts = town_facts(example, example.treatments[slug], town)
            assert {fact.kind for fact in facts} >= {FactKind.NEAREST}
            for fact in facts:
                assert fact.label
                assert fact.source
                assert fact.lines
                assert all(line.strip() for line in fact.lines)
                assert hash(fact) is not None


def test_what_nobody_knows_is_no_fact(example: Site) -> None:
    """Rule E6: rows that hold no more than a place leave distances, counts and neighbours."""
    blank = with_clinics(
        example,
        hours=None,
        insurance=(),
        languages=(),
        accessibility=(),
        parking="",
        transit="",
        accepting_new_patients=None,
    )
    kinds = {fact.kind for fact in facts_of(replace(blank, practitioners=()), "daytona-beach")}
    assert kinds == {
        *(FactKind.NEAREST, FactKind.COUNT, FactKind.POSTCODES, FactKind.NEIGHBOURS),
        *(FactKind.OFFERED, FactKind.NOT_OFFERED),
    }


def test_where_nobody_offers_the_treatment_there_are_no_facts(example: Site) -> None:
    """Rule E6."""
    assert facts_of(replace(example, clinics=()), "daytona-beach") == ()


def test_no_town_tells_one_thing_twice(example: Site) -> None:
    for town in example.towns:
        facts = facts_of(example, town.slug)
        assert len({(fact.kind, fact.about) for fact in facts}) == len(facts)


def test_two_towns_share_what_is_true_of_both(example: Site) -> None:
    """Rules E1.3, E13: what counts for a town is what its neighbour cannot say."""
    here, there = facts_of(example, "sanford"), facts_of(example, "midway")
    shared = {fact.claim for fact in here} & {fact.claim for fact in there}
    own = [fact for fact in here if fact.claim not in shared]
    assert shared
    assert FactKind.NEAREST in {fact.kind for fact in own}


def test_the_oldest_check_of_a_comparison_counts(example: Site) -> None:
    """Rule E8: one clinic that nobody checked, and the comparison has no day."""
    (fact,) = (f for f in facts_of(example, "daytona-beach") if f.kind is FactKind.HOLIDAYS)
    assert fact.checked == date(2026, 10, 27)
    unchecked = with_clinic(example, "deland", verified_on=None)
    days = {f.kind: f.checked for f in facts_of(unchecked, "daytona-beach") if not f.about}
    assert days[FactKind.HOLIDAYS] is None
    assert days[FactKind.SUNDAY] == date(2026, 11, 16)  # DeLand is closed on Sundays


def test_people_are_checked_on_days_of_their_own(example: Site) -> None:
    """Rule E8: a clinic that was checked vouches for nobody."""
    unchecked = replace(
        example, practitioners=tuple(replace(person, verified_on=None) for person in example.practitioners)
    )
    for site, is_checked in ((example, True), (unchecked, False)):
        people = [fact for fact in facts_of(site, "daytona-beach") if fact.kind is FactKind.PEOPLE]
        assert people
        assert all(bool(fact.checked) is is_checked for fact in people)


def test_facts_change_with_the_day_alone_and_never_with_the_clock(example: Site) -> None:
    """Rule E7: today's facts are the same all day; a later day has other holidays ahead."""
    later = replace(example, today=date(2027, 2, 3))
    assert facts_of(example, "daytona-beach") == facts_of(replace(example), "daytona-beach")
    assert said(later, "daytona-beach", FactKind.HOLIDAYS) == ()


def test_a_town_with_one_clinic_tells_its_insurance_and_languages_once(example: Site) -> None:
    alone = replace(example, clinics=tuple(c for c in example.clinics if c.id == "deland"))
    facts = facts_of(alone, "pierson")
    assert [f.about for f in facts if f.kind is FactKind.INSURANCE] == ["deland"]
    assert [f.about for f in facts if f.kind is FactKind.LANGUAGES] == ["deland"]
    compared = facts_of(example, "pierson")
    assert [f.about for f in compared if f.kind is FactKind.LANGUAGES] == [""]

"""Facts: true, of this town, comparable with another town's, and absent where nobody knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.facts.fact import FactKind
from locator.pages.facts.town_facts import town_facts

if TYPE_CHECKING:
    from locator.pages.facts.fact import Fact
    from locator.site.snapshot import Site


def facts_of(site: Site, slug: str) -> tuple[Fact, ...]:
    return town_facts(site, site.main_treatment, site.towns_by_key["fl", slug])


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

"""Which towns should have a page next."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, load

from locator.suggestions.ranking import suggest

if TYPE_CHECKING:
    from locator.site.snapshot import Site
    from locator.suggestions.suggestion import Suggestion


@pytest.fixture(scope="module")
def found(example: Site) -> tuple[Suggestion, ...]:
    return suggest(example, 10)


def test_towns_in_reach_without_a_page_come_best_first(example: Site, found: tuple[Suggestion, ...]) -> None:
    assert [each.town.name for each in found][:4] == ["Kissimmee", "Oak Ridge", "Alafaya", "Pine Hills"]
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    pages = {(town.region, town.name) for town in example.towns}
    for each in found:
        assert (each.town.region, each.town.name) not in pages
        assert each.nearest.distance_km <= example.config.service_radius_km


def test_each_says_why_in_figures_and_in_words(example: Site, found: tuple[Suggestion, ...]) -> None:
    first = found[0]
    people, clinic, facts = first.reasons(example)
    assert people.startswith(
        f"{first.people:,} people are nearer to it than to a town with a page: 69,152 live"
    )
    assert clinic == "Example Back Care Orlando is 16 miles away."
    assert facts == f"{first.differing} facts of its page are not on that of Orlando."
    assert first.score == first.people * first.closeness * first.demand * first.difference
    assert first.new.cells == {"town": "Kissimmee", "region": "FL", "slug": "kissimmee"}


def test_searches_lift_a_town_and_their_lack_costs_nothing(example: Site) -> None:
    neutral = {each.town.name: each for each in suggest(example, 10)}
    counted = suggest(example, 10, {"DeLand, Volusia County, FL": 2_000})
    assert "DeLand" in [each.town.name for each in counted][:3]
    deland = next(each for each in counted if each.town.name == "DeLand")
    assert 3 < deland.demand < 4
    assert "Searched for 2,000 times, and it has no page." in deland.reasons(example)
    kissimmee = next(each for each in counted if each.town.name == "Kissimmee")
    assert kissimmee.score == neutral["Kissimmee"].score
    assert "Searched for fewer than 5 times, and it has no page." in kissimmee.reasons(example)


def test_for_another_treatment_only_clinics_that_offer_it_count(example: Site) -> None:
    found = suggest(example, 5, treatment="acupuncture")
    assert found
    for each in found:
        assert "acupuncture" in each.nearest.clinic.treatments
        assert each.new.cells["treatments"] == "acupuncture"
        assert "acupuncture" in each.town.treatments


def test_each_is_chosen_as_if_those_before_it_had_a_page(
    example: Site, found: tuple[Suggestion, ...]
) -> None:
    first, second = found[:2]
    town = replace(first.town, row=99)
    (alone, *_) = suggest(replace(example, towns=(*example.towns, town)), 1)
    assert (alone.town.name, alone.people) == (second.town.name, second.people)


def test_a_page_for_which_another_would_stand_counts_for_next_to_nothing(example: Site) -> None:
    every = suggest(example, 500)
    covered = [each for each in every if each.cover]
    assert covered
    for each in covered:
        assert each.cover
        assert each.difference == 0.05
        assert "one page would stand for both" in " ".join(each.reasons(example))


def test_a_town_that_was_taken_away_is_not_proposed_again(folder: Path) -> None:
    with (folder / "redirects.csv").open("a") as file:
        file.write("/back-pain-treatment/fl/kissimmee/,,410\n")
    site = load(folder).site
    assert site
    assert "Kissimmee" not in [each.town.name for each in suggest(site, 5)]


def test_without_a_clinic_nothing_is_suggested(folder: Path) -> None:
    clinics = folder / "clinics.csv"
    clinics.write_text(clinics.read_text().splitlines()[0] + "\n")
    site = load(folder).site
    assert site
    assert suggest(site, 5) == ()


def test_hundreds_of_clinics_and_towns_take_a_second(tmp_path: Path) -> None:
    copy = tmp_path / "florida"
    shutil.copytree(ROOT / "examples/florida", copy)
    site = load(copy).site
    assert site
    started = time.process_time()
    assert len(suggest(site, 10)) == 10
    assert time.process_time() - started < 2.0

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from locator.geo.names import fold_name, name_words
from locator.model.place import PlaceKind
from locator.site.queries.places import place_of
from locator.site.queries.search import find_place
from locator.site.queries.words import clean
from locator.site.typeahead.beginnings import parse_beginnings
from locator.site.typeahead.completion import complete, place_label

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.site.snapshot import Site
    from locator.site.typeahead.beginnings import Beginning

LIMIT = 8


def labels(site: Site, text: str, limit: int = LIMIT) -> list[str]:
    return [place_label(site, place) for place in complete(site, text, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dayt", "Daytona Beach, FL"),
        ("DAYTONA B", "Daytona Beach, FL"),
        ("dayt9na", "Daytona Beach, FL"),
        ("new symrna b", "New Smyrna Beach, FL"),
        ("smyrna b", "New Smyrna Beach, FL"),
        ("lake m", "Lake Mary, FL"),
        ("lake mary f", "Lake Mary, FL"),
        ("lake mary, flo", "Lake Mary, FL"),
        ("lake mary florida", "Lake Mary, FL"),
        ("mt d", "Mount Dora, FL"),
        ("ft lauderd", "Fort Lauderdale, FL"),
        ("st aug", "Saint Augustine, FL"),
        ("port st", "Port Saint Lucie, FL"),
        ("n las", "North Las Vegas, NV"),
        ("cañon ci", "Cañon City, CO"),
        ("canon ci", "Cañon City, CO"),
        ("o'fal", "O'Fallon, MO"),
        ("the village", "The Villages, FL"),
        ("jax", "Jacksonville, FL"),
        ("nsb", "New Smyrna Beach, FL"),
        ("north orlando", "Winter Springs, FL"),
        ("lakewood co", "Lakewood, CO"),
        ("san d ca", "San Diego, CA"),
        ("midway, gads", "Midway, Gadsden County, FL"),
        ("midway", "Midway, Seminole County, FL"),
        ("32114", "32114 Daytona Beach, FL"),
        ("32114-12", "32114 Daytona Beach, FL"),
        ("32114 dayt", "32114 Daytona Beach, FL"),
    ],
)
def test_the_place_that_is_meant_comes_first(example: Site, typed: str, first: str) -> None:
    assert labels(example, typed)[:1] == [first]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "3", "32", "123 main st", "32114 orlando", "999999", "xqzwv", "!!", "q" * 500, "lake mary, qq"],
)
def test_some_texts_begin_no_place(example: Site, typed: str) -> None:
    assert complete(example, typed, LIMIT) == []


def test_one_letter_names_towns_of_the_site_only(example: Site) -> None:
    assert labels(example, "d") == ["Deltona, FL", "Daytona Beach, FL", "DeBary, FL", "De Leon Springs, FL"]


def test_towns_of_the_site_come_first_then_large_and_near_ones(example: Site) -> None:
    assert labels(example, "dayt", 3) == ["Daytona Beach, FL", "Daytona Beach Shores, FL", "Dayton, OH"]
    assert labels(example, "spring", 2) == ["Altamonte Springs, FL", "De Leon Springs, FL"]


def test_aliases_of_a_town_are_names_of_it(example: Site) -> None:
    town = replace(example.towns[0], aliases=("Worlds Most Famous",))
    site = replace(example, towns=(town,))
    assert labels(site, "worlds m") == [town.label]


def test_a_site_without_towns_and_clinics_completes_by_population(example: Site) -> None:
    bare = replace(example, towns=(), clinics=())
    assert labels(bare, "lo", 3) == ["Los Angeles, CA", "Louisville, KY", "Long Beach, CA"]


def test_zips_near_a_clinic_come_first_then_by_code(example: Site) -> None:
    assert [place.name for place in complete(example, "3211", 4)] == ["32110", "32114", "32115", "32116"]


def test_a_settlement_and_the_post_office_of_its_name_are_one(example: Site) -> None:
    for typed in ("midway, fl", "lake mary", "portland", "springfield"):
        names = labels(example, typed, 50)
        assert len(names) == len(set(names))


def test_every_town_of_the_site_is_understood_by_its_label(example: Site) -> None:
    for town in map(place_of, example.towns):
        assert find_place(example, place_label(example, town)).origin == town


def test_a_label_means_that_very_place(example: Site) -> None:
    draw = random.Random(3)
    drawn = draw.sample(example.gazetteer.place_names.places, 1_000)
    for place in {place for drawn_ in drawn for place in complete(example, drawn_.name, 5)}:
        answer = find_place(example, place_label(example, place))
        # Two dozen towns have a namesake in their county, or in Puerto Rico, of which no counties are known.
        if answer.origin != place:
            assert place in answer.candidates
            assert len({other.county for other in answer.candidates}) == 1, place


def test_a_label_of_a_zip_means_that_very_zip(example: Site) -> None:
    for digits in ("0610", "157", "321", "995", "107", "154"):
        for zip_ in example.gazetteer.zips_beginning(digits):
            assert find_place(example, place_label(example, zip_)).origin == zip_, zip_


NAMES = ["Daytona Beach", "St. Petersburg, FL", "Lake Mary, Flo", "New Smyrna Beach Fl", "Winston-Salem"]
typed = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="abcdelmnorst ,", max_size=14),
    st.text(alphabet="0123456789 -", max_size=8),
    st.tuples(st.sampled_from(NAMES), st.integers(min_value=0, max_value=20)).map(
        lambda cut: cut[0][: cut[1]]
    ),
)


def test_what_is_offered_begins_as_typed_or_nearly(example: Site) -> None:
    @given(typed, st.integers(min_value=1, max_value=12))
    @settings(deadline=None)
    def holds(text: str, limit: int) -> None:
        places = complete(example, text, limit)
        assert places == complete(example, text, limit)
        assert len(places) <= limit
        assert len({place_label(example, place) for place in places}) == len(places)
        for place in places:
            if place.kind is PlaceKind.ZIP:
                assert place.name[:3] == text.strip()[:3]
            else:
                assert any(is_so_begun(example, place, each) for each in parse_beginnings(clean(text))), place

    holds()


def is_so_begun(site: Site, place: Place, reading: Beginning) -> bool:
    """Whether a name of the place, or a later word of it, begins as read, but for one mistake."""
    if reading.regions is not None and place.region not in reading.regions:
        return False
    words = name_words(place.name)
    names = ["".join(words[i:]) for i in range(len(words))] + [f"the{''.join(words)}"]
    names += [fold_name(alias) for town in site.towns if town.name == place.name for alias in town.aliases]
    return any(
        name.startswith(key) or is_near(key, name) or place in site.gazetteer.towns(key, place.region)
        for key in reading.keys
        for name in names
    )


def is_near(key: str, name: str) -> bool:
    ends = range(len(key) - 1, len(key) + 2)
    return len(key) > 4 and min(OSA.distance(key, name[:end]) for end in ends) <= 1

"""Names of towns in the database: what is found, and in which order, is what memory finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import clinic
from random_sites import points

from locator.geo.mistyped import begins_mistyped
from locator.shared.questions.town_names import mended
from locator.site.typeahead.beginnings import Beginning, parse_beginnings
from locator.site.typeahead.completion import complete

if TYPE_CHECKING:
    from engines import Engine

    from locator.site.snapshot import Site

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

SYLLABLES = ["da", "y", "to", "na", "a", "aa", "ñ"]
syllables = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map("".join)
strange = st.sampled_from(["The", "St", "Beach", "50%", "a_b"])
names = st.lists(st.one_of(syllables, strange), min_size=1, max_size=3)
texts = names.map(" ".join)


@st.composite
def named_sites(draw: st.DrawFn, example: Site) -> Site:
    """The example with other towns: many of one name, some of them equally likely."""
    drawn = draw(st.lists(st.tuples(texts, points, st.sampled_from([0, 0, 5_000]), texts), max_size=20))
    towns = tuple(
        replace(
            example.towns[i % 3],
            name=name,
            slug=f"town-{i}",
            point=point,
            population=population,
            aliases=(alias,),
            county=("Volusia County", "Lake County")[i % 2],
        )
        for i, (name, point, population, alias) in enumerate(drawn)
    )
    return replace(example, towns=towns, clinics=(clinic("a", point=draw(points)),))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), count=st.integers(1, 8))
def test_towns_are_found_in_the_order_of_memory(
    example: Site, sharing: Engine, data: st.DataObject, count: int
) -> None:
    site = data.draw(named_sites(example))
    shared, memory = sharing(site).own_names, site.own_names
    for text in data.draw(st.lists(texts, min_size=1, max_size=4)):
        parsed = parse_beginnings(text)
        readings = {*parsed, *(each._replace(is_whole=True) for each in parsed)}
        for reading in readings | {Beginning(("daytona",), frozenset({"FL", "GA"}), county="v")}:
            for way in ("beginning", "with_word", "with_other_name", "misspelled"):
                found = list(getattr(shared, way)(reading, count))
                assert found == list(getattr(memory, way)(reading, count)), (way, reading)
        assert complete(site, text, count, own=shared) == complete(site, text, count)


@given(st.text("ab", min_size=5, max_size=9), st.text("ab", max_size=10))
def test_each_half_of_what_was_typed_finds_all_that_have_one_mistake(typed: str, key: str) -> None:
    """What the index looks for is in every name that a pattern of `mended` fits."""
    patterns = [(each.removesuffix("%"), each.endswith("%")) for each in mended(typed)]
    fits = any(
        len(key) >= len(begins)
        and (is_open or len(key) == len(begins))
        and all(a in ("_", b) for a, b in zip(begins, key, strict=False))
        for begins, is_open in patterns
    )
    half = len(typed) // 2
    swapped = typed[: half - 1] + typed[half] + typed[half - 1] + typed[half + 1 :]
    is_candidate = key.startswith((typed[:half], swapped)) or typed[half:] in key
    assert is_candidate or not fits
    assert begins_mistyped(key, typed) or not fits

"""A place named with the county or the town that it lies in."""

from __future__ import annotations

import pytest

from locator.site.queries.search import find_place
from locator.site.snapshot import Site


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("midway seminole county fl", "Midway, Seminole County, FL"),
        ("midway seminole", "Midway, Seminole County, FL"),
        ("lake helen volusia county", "Lake Helen, Volusia County, FL"),
        ("Hollywood, Los Angeles", "Hollywood, Los Angeles County, CA"),
        ("brentwood los angeles", "Brentwood, Los Angeles County, CA"),
        ("harlem nyc", "Harlem, New York County, NY"),
        ("liberty township butler county oh", "Liberty Township, Butler County, OH"),
        ("Liberty Township, Butler County, OH", "Liberty Township, Butler County, OH"),
    ],
)
def test_a_name_and_what_it_lies_in_name_one_place(example: Site, text: str, label: str) -> None:
    origin = find_place(example, text).origin
    assert origin
    assert origin.full_label == label


@pytest.mark.parametrize("text", ["orlando kissimmee", "midway chicago", "lake mary high school"])
def test_two_names_far_apart_or_half_known_are_no_place(example: Site, text: str) -> None:
    assert find_place(example, text).origin is None

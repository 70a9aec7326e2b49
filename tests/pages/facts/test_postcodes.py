"""The nearest clinic for each ZIP code of a town."""

from __future__ import annotations

import re
from dataclasses import replace

from seeing import found, said

from locator.pages.facts.fact import FactKind
from locator.pages.facts.postcodes import MAX_CODES
from locator.site.snapshot import Site


def test_every_code_goes_to_its_nearest_clinic(example: Site) -> None:
    """Rule E7: each ZIP code of the town once, measured from its own position."""
    told = 0
    for town in example.towns:
        fact = found(example, town.slug, FactKind.POSTCODES)
        if fact is None:
            continue
        by_clinic: tuple[tuple[str, ...], ...] = fact.value  # type: ignore[assignment]
        codes = [code for _, *codes in by_clinic for code in codes]
        assert sorted(codes) == sorted(c for c in town.postcodes if example.gazetteer.zip(c))
        for id_, *own in by_clinic:
            for code in own:
                place = example.gazetteer.zip(code)
                assert place
                (near,) = example.nearest_clinics(place.point, 1, treatment=example.config.main_treatment)
                assert near.clinic.id == id_
        told += len(by_clinic) > 1
    assert told


def test_the_source_of_the_positions_is_named(example: Site) -> None:
    """Rule E8."""
    fact = found(example, "orlando", FactKind.POSTCODES)
    assert fact
    assert "U.S. Census Bureau, ZIP Code Tabulation Areas" in fact.source


def test_many_codes_are_counted(example: Site) -> None:
    (line,) = said(example, "daytona-beach", FactKind.POSTCODES)
    assert len(re.findall(r"\d{5}", line)) == MAX_CODES
    assert line.endswith(" and 1 more: Daytona Beach")


def test_a_town_without_codes_and_a_code_without_a_place_are_left_out(example: Site) -> None:
    """Rule E6."""
    towns = tuple(replace(t, postcodes=("00000",) if t.slug == "pierson" else ()) for t in example.towns)
    site = replace(example, towns=towns)
    assert found(site, "pierson", FactKind.POSTCODES) is None
    assert found(site, "deltona", FactKind.POSTCODES) is None

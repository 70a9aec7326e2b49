"""What a Site rests on, as digests: equal for equal Sites, and different where a page may differ."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from locator.model.address import Address
from locator.model.clinic import Clinic, ClinicStatus
from locator.model.point import Point
from locator.model.town import Town
from locator.site.imprint import changed, code_digest, digest, take_imprint

if TYPE_CHECKING:
    from locator.site.snapshot import Site

OTHERS: dict[str, Any] = {
    "address": Address("1 Another Street", "Orlando", "FL", "32801", "US"),
    "treatments": (),
    "insurance": ("Another Plan",),
    "languages": ("Welsh",),
    "accessibility": ("ramp",),
    "aliases": ("Another",),
    "postcodes": ("00001",),
    "accepting_new_patients": False,
    "replaced_by": "another",
    "status": ClinicStatus.CLOSED,
    "population": 7,
    "radius_km": 7.5,
    "point": Point(30.0, -80.0),
}


def with_clinic(site: Site, clinic: Clinic) -> Site:
    return replace(site, clinics=(clinic, *site.clinics[1:]))


def with_town(site: Site, town: Town) -> Site:
    return replace(site, towns=(town, *site.towns[1:]))


def test_equal_sites_have_equal_imprints(example: Site) -> None:
    assert take_imprint(replace(example)) == take_imprint(example)


@pytest.mark.parametrize("name", [each.name for each in fields(Clinic) if each.name != "id"])
def test_any_cell_of_a_clinic_counts(example: Site, name: str) -> None:
    clinic = example.clinics[0]
    cells: dict[str, Any] = {name: OTHERS.get(name)}
    other = replace(clinic, **cells)
    before, after = take_imprint(example), take_imprint(with_clinic(example, other))
    points = {clinic.point, other.point}
    assert {*changed(before.clinics, after.clinics)} == {(clinic.id, point) for point in points}
    assert (before.ground, before.towns) == (after.ground, after.towns)


@pytest.mark.parametrize(
    "name", [each.name for each in fields(Town) if each.name not in ("row", "region", "slug")]
)
def test_any_cell_of_a_town_counts_but_its_row(example: Site, name: str) -> None:
    town = example.towns[0]
    other = replace(town, row=town.row + 1, **{name: OTHERS.get(name, "Elsewhere")})
    before, after = take_imprint(example), take_imprint(with_town(example, other))
    assert {town.id} == {id_ for id_, _ in changed(before.towns, after.towns)}
    after = take_imprint(with_town(example, replace(town, row=town.row + 1)))
    assert not [*changed(before.towns, after.towns)]


def test_people_notes_and_namesakes_count(example: Site) -> None:
    before = take_imprint(example)
    person = example.practitioners[0]
    after = take_imprint(replace(example, practitioners=example.practitioners[1:]))
    assert {id_ for id_, _ in changed(before.clinics, after.clinics)} == {person.clinic}
    key, note = next(iter(example.notes.items()))
    after = take_imprint(
        replace(example, notes={**example.notes, key: replace(note, body_html="<p>No.</p>")})
    )
    assert {id_ for id_, _ in changed(before.towns, after.towns)} == {"/".join(key)}
    first, second = example.towns[:2]
    after = take_imprint(with_town(example, replace(first, name=second.name)))
    assert {id_ for id_, _ in changed(before.towns, after.towns)} == {first.id, second.id}


def test_settings_texts_and_the_day_are_the_ground(example: Site) -> None:
    before = take_imprint(example)
    radius = replace(example, config=replace(example.config, service_radius_km=3.0))
    assert take_imprint(radius).ground != before.ground
    assert take_imprint(replace(example, articles={})).ground != before.ground
    tomorrow = take_imprint(replace(example, today=example.today + timedelta(1)))
    assert tomorrow == replace(before, today=example.today + timedelta(1))


def test_special_days_are_left_out_on_demand(example: Site) -> None:
    usual = example.in_usual_weeks
    assert take_imprint(usual).clinics != take_imprint(example).clinics
    assert take_imprint(usual, usually=True) == take_imprint(example, usually=True)


def test_a_digest_is_the_same_in_every_process(example: Site) -> None:
    program = (
        "from locator.site.imprint import code_digest, digest; print(digest(('ä', 1.5, None)), code_digest())"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert told.split() == [digest(("ä", 1.5, None)), code_digest()]

"""Out and in again: what Google and maps are given reads back as the clinics that were there."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock, load

from locator.editing.edits import edited
from locator.editing.importing.plan import Plan, Planner
from locator.editing.rehearsal import rehearse
from locator.exchange.geojson.writing import render_geojson
from locator.exchange.google.kept import read_kept
from locator.exchange.google.writing import render_google
from locator.exchange.kml.writing import render_kml
from locator.exchange.mapping.guessing import guess
from locator.exchange.reading.files import read_bytes, read_file
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from locator.exchange.reading.sheet import Sheet
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

FACILITIES = Path(__file__).parents[2] / "data" / "facilities.csv"
GIVEN = {"treatments": "back-pain-treatment"}


def opened(folder: Path) -> Site:
    site = load(folder).site
    assert site
    return site


def planned(folder: Path, sheet: Sheet) -> Plan:
    return Planner(SiteFolder(folder), opened(folder), guess(sheet), GIVEN).plan(sheet)


def imported(folder: Path, sheet: Sheet) -> Site:
    """The site with the good rows of a sheet."""
    change = edited(SiteFolder(folder), planned(folder, sheet).edits)
    rehearse(SiteFolder(folder), change, environ={}, clock=fixed_clock)
    for name, data in change.files.items():
        assert data is not None
        (folder / name).write_bytes(data)
    return opened(folder)


@pytest.fixture
def emptied(folder: Path) -> Path:
    """The example without clinics and people."""
    for name in ("clinics.csv", "practitioners.csv"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / name).write_text(lines[0], encoding="utf-8")
    return folder


def known_to_google(site: Site) -> dict[str, object]:
    """What Google's spreadsheet says of each clinic."""
    return {clinic.id: _known(clinic) for clinic in site.clinics}


def _known(clinic: Clinic) -> tuple[object, ...]:
    week = clinic.hours.week(fixed_clock().date()) if clinic.hours else None
    special = [(day.day, day.intervals) for day in clinic.hours.special] if clinic.hours else None
    return (clinic.name, clinic.address, clinic.point, clinic.phone and clinic.phone.e164, week, special)


WRITERS = {
    "google-business-profile": lambda site: render_google(site, category="Chiropractor"),
    "geojson": render_geojson,
    "kml": render_kml,
}


@pytest.mark.parametrize("kind", WRITERS)
def test_an_export_of_the_site_changes_nothing_when_it_comes_back(kind: str, folder: Path) -> None:
    """Rules F1 and F10: ids, hours, holidays and notes stay; nothing is added twice."""
    body = WRITERS[kind](opened(folder)).body
    sheet = read_bytes(body, "out")
    assert sheet.format.value == kind
    plan = planned(folder, sheet)
    assert (plan.edits, plan.errors) == ((), ())
    assert plan.unchanged == len(sheet.records) > 5


def test_real_facilities_come_in_and_go_out_to_google_without_loss(emptied: Path) -> None:
    """Rules F10 to F12: what came in by a mapping, goes to Google and comes back, is the same clinic."""
    site = imported(emptied, read_file(FACILITIES))
    assert len(site.clinics) == 100
    again = planned(emptied, read_bytes(render_google(site, category="Chiropractor").body, "google.csv"))
    assert (again.edits, again.errors) == ((), ())
    before = known_to_google(site)
    body = render_google(site, category="Chiropractor").body
    (emptied / "clinics.csv").write_text(
        (emptied / "clinics.csv").read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8"
    )
    assert known_to_google(imported(emptied, read_bytes(body, "google.csv"))) == before


def test_a_store_code_with_capitals_is_given_back_to_google_as_it_was(emptied: Path) -> None:
    """Rule F1: the key that Google knows a clinic by stays, letter for letter."""
    google = (
        b"Store code,Business name,Address line 1,Locality,Administrative area,Postal code,"
        b"Latitude,Longitude\n"
        b"OCA-01,Example Back Care Ocala,1 Sample St,Ocala,FL,34471,29.1754,-82.1234\n"
    )
    site = imported(emptied, read_bytes(google, "google.csv"))
    assert [clinic.id for clinic in site.clinics] == ["oca-01"]
    written = render_google(site, kept=read_kept(google, "google.csv")).body.decode()
    assert [row["Store code"] for row in csv.DictReader(io.StringIO(written))] == ["OCA-01"]

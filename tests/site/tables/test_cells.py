"""A clinic written as a row and read again is the same clinic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import load

from locator.exchange.table.writing import ORDER, render_clinics
from locator.site.tables import practitioners, redirects
from locator.site.tables.cells import clinic_cells, degrees, practitioner_cells, redirect_cells, town_cells
from locator.site.tables.towns import locations

if TYPE_CHECKING:
    from pathlib import Path

    from locator.site.snapshot import Site

SPECIAL = (
    '"2026-12-24 08:00-12:00,13:00-24:00 ""Eve""; 2026-12-25 off; 2026-12-31 22:00-02:00; '
    '2027-01-02 00:00-24:00 ""by appointment only"""'
)


def test_every_clinic_of_the_example_comes_back(folder: Path, example: Site) -> None:
    text = (folder / "clinics.csv").read_text(encoding="utf-8")
    eve = text.split("PH off,")[1].split(",")[0]
    (folder / "clinics.csv").write_text(
        text.replace(f"PH off,{eve}", f"PH off,{SPECIAL}", 1), encoding="utf-8"
    )
    before = load(folder).site
    assert before
    assert any(len(clinic.hours.special) > 3 for clinic in before.clinics if clinic.hours)
    written = render_clinics([clinic_cells(clinic) for clinic in before.clinics])
    (folder / "clinics.csv").write_bytes(written.body)
    after = load(folder).site
    assert after
    assert after.clinics == before.clinics


def test_cells_have_the_columns_of_their_tables(example: Site) -> None:
    assert list(clinic_cells(example.clinics[0])) == list(ORDER)
    assert list(town_cells(example.towns[0])) == list(locations.COLUMNS.all)
    assert set(practitioner_cells(example.practitioners[0])) == set(practitioners.COLUMNS.all)
    if example.redirects:
        assert list(redirect_cells(example.redirects[0])) == list(redirects.COLUMNS.all)


def test_degrees_have_no_exponent() -> None:
    assert [degrees(value) for value in (-81.0228, 180.0, 1e-7, -5e-5)] == [
        *("-81.0228", "180.0", "0.0000001", "-0.00005"),
    ]

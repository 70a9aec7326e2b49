"""What is kept belongs to one snapshot in one language, and is made once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.pages.keeping import once_a_site

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site


def test_a_value_is_made_once_for_each_snapshot_and_each_clinic(example: Site) -> None:
    made: list[str] = []

    @once_a_site
    def word(site: Site, clinic: Clinic) -> str:
        made.append(clinic.id)
        return f"{site.config.name}: {clinic.name}"

    one, other = example.clinics[:2]
    again = replace(one, name="Renamed")  # the same id, so the same hash
    for clinic in (one, other, one, again, again):
        assert word(example, clinic) == f"{example.config.name}: {clinic.name}"
    assert made == [one.id, other.id, one.id]
    assert word(replace(example, clinics=(one,)), one) == word(example, one)
    assert len(made) == 4

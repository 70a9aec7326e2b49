"""What is true of landing pages by other means than ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geopy.distance import geodesic

from locator.model.point import Point

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.model.town import Town
    from locator.site.snapshot import Site

BACK_PAIN = "back-pain-treatment"
DAYTONA_BEACH = "/back-pain-treatment/fl/daytona-beach/"
PIERSON = "/back-pain-treatment/fl/pierson/"


def add_towns(folder: Path, *rows: str) -> Path:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
    return folder


def miles(a: Point, b: Point) -> float:
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).miles)


def is_rounded(shown: str, value: float) -> bool:
    """Tells whether "8.4 miles" or "14 miles" is the value as rule E7 rounds it."""
    number = float(shown.split(maxsplit=1)[0].replace(",", ""))
    return abs(number - value) <= (0.05 if number < 10 else 0.5) + 1e-9


def in_true_order(site: Site, town: Town, treatment: str) -> list[Clinic]:
    """The open clinics that offer the treatment, by geopy's own geodesics."""
    able = [c for c in site.clinics if c.is_open_for_patients and treatment in c.treatments]
    return sorted(able, key=lambda clinic: (miles(town.point, clinic.point), clinic.id))

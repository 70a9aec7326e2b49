"""Landing pages as a reader finds them, and what is true by other means."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
from geopy.distance import geodesic

from locator.model.point import Point
from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.site.folder import SiteFolder
from locator.site.loading import load_site

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from locator.model.clinic import Clinic
    from locator.model.town import Town
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

BACK_PAIN = "back-pain-treatment"
DAYTONA_BEACH = "/back-pain-treatment/fl/daytona-beach/"
PIERSON = "/back-pain-treatment/fl/pierson/"


def opened(folder: Path) -> Catalogue:
    loaded = load_site(SiteFolder(folder), environ={}, clock=lambda: datetime.now(UTC))
    assert loaded.site
    return open_catalogue(SiteFolder(folder), loaded.site)


def page(catalogue: Catalogue, path: str) -> HtmlElement:
    answer = catalogue.answer(path)
    assert isinstance(answer, Output)
    assert answer.status == 200
    return lxml.html.document_fromstring(answer.body.decode())


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


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

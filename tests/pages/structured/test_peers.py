"""A spider that knows nothing of us reads a clinic's page: as AllThePlaces' generic one does."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from locator.model.clinic import ClinicStatus
from locator.model.hours import Hours
from locator.pages.output import Output
from locator.site.urls import Urls
from structured.graphs import Data

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

SHORT = {"Monday": "Mo", "Tuesday": "Tu", "Wednesday": "We", "Thursday": "Th", "Friday": "Fr"}
SHORT |= {"Saturday": "Sa", "Sunday": "Su"}
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def find_business(html: str) -> Data | None:
    """The first MedicalClinic at the top or in @graph of a block that is JSON to the letter."""
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
        data: Any = json.loads(block)
        for node in data.get("@graph", [data]):
            if node.get("@type") == "MedicalClinic":
                found: Data = node
                return found
    return None


def read_business(node: Data) -> dict[str, Any]:
    """What such a spider keeps of a place; fails where it would drop a value."""
    address, geo = node["address"], node["geo"]
    hours = []
    for rule in node.get("openingHoursSpecification", []):
        assert CLOCK.fullmatch(rule["opens"])
        assert CLOCK.fullmatch(rule["closes"])
        days = [SHORT[day.removeprefix("https://schema.org/")] for day in rule["dayOfWeek"]]
        closes = "24:00" if rule["closes"] == "23:59" else rule["closes"]
        hours += [(day, f"{rule['opens']}-{closes}") for day in days]
    return {
        "ref": node["@id"],
        "name": node["name"],
        "street": address["streetAddress"],
        "city": address["addressLocality"],
        "state": address["addressRegion"],
        "postcode": address["postalCode"],
        "country": address["addressCountry"],
        "lat": float(geo["latitude"]),
        "lon": float(geo["longitude"]),
        "phone": node.get("telephone"),
        "website": node["url"],
        "hours": hours,
    }


def test_a_spider_reads_back_what_the_marketers_wrote(catalogue: Catalogue) -> None:
    """Rules A11, A15: name, whole address, position, phone and week come through."""
    site = catalogue.site
    read = 0
    for clinic in site.clinics:
        if clinic.status is ClinicStatus.CLOSED:
            continue
        answer = catalogue.answer(Urls().clinic(clinic.id))
        assert isinstance(answer, Output)
        node = find_business(answer.body.decode())
        assert node
        item = read_business(node)
        assert item["name"] == clinic.name
        parts = (item["street"], item["city"], item["state"], item["postcode"], item["country"])
        own = clinic.address
        assert parts == (own.street, own.locality, own.region, own.postcode, own.country)
        assert (round(item["lat"], 6), round(item["lon"], 6)) == (
            round(clinic.point.lat, 6),
            round(clinic.point.lon, 6),
        )
        assert item["phone"] == (clinic.phone.e164 if clinic.phone else None)
        if clinic.hours and clinic.is_open_for_patients:
            again = Hours("; ".join(f"{day} {times}" for day, times in grouped(item["hours"])))
            assert again.week(site.today) == clinic.hours.week(site.today)
            read += 1
    assert read


def grouped(hours: list[tuple[str, str]]) -> list[tuple[str, str]]:
    days: dict[str, list[str]] = {}
    for day, times in hours:
        days.setdefault(day, []).append(times)
    return [(day, ",".join(sorted(times))) for day, times in days.items()]


def test_a_spider_finds_no_business_on_the_page_of_a_town(catalogue: Catalogue) -> None:
    """Rule A12: a page that only refers is taken for no place."""
    for path in catalogue.verdicts:
        answer = catalogue.answer(path)
        assert isinstance(answer, Output)
        assert find_business(answer.body.decode()) is None

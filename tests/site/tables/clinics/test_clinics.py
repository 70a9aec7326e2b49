from __future__ import annotations

import csv
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from locator.geo.gazetteer import Gazetteer
from locator.model.clinic import Clinic, ClinicStatus
from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar
from locator.model.point import Point
from locator.model.problem import Problem, Severity
from locator.site.settings.config import Config
from locator.site.tables.clinics.clinics import COLUMNS, load_clinics

TODAY = date(2026, 11, 22)
CONFIG = Config("Example", "https://clinics.example", "back-pain-treatment")
DEMONSTRATION = Config("Example", "https://clinics.example", "back-pain-treatment", demonstration=True)
TREATMENTS = ("back-pain-treatment", "acupuncture")

ROW = {
    "id": "daytona-beach",
    "name": "Example Clinic",
    "street": "1 Example Street",
    "locality": "Daytona Beach",
    "region": "FL",
    "postcode": "32114",
    "lat": "29.20385",
    "lon": "-81.03412",
    "treatments": "back-pain-treatment",
    "verified_on": "2026-11-01",
}


def elsewhere(id_: str, **cells: str) -> dict[str, str]:
    """A second clinic, a few steps from the first."""
    place = {"id": id_, "name": f"Clinic {id_}", "lat": f"29.2{len(id_):02}51", "lon": "-81.03001"}
    return ROW | place | cells


class Load:
    """Writes rows to clinics.csv and loads it."""

    def __init__(self, path: Path, gazetteer: Gazetteer) -> None:
        self.path, self.gazetteer = path, gazetteer

    def __call__(
        self, *rows: dict[str, str], config: Config = CONFIG
    ) -> tuple[tuple[Clinic, ...], list[Problem]]:
        with self.path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS.all)
            writer.writeheader()
            writer.writerows(rows)
        return load_clinics(
            self.path,
            config=config,
            gazetteer=self.gazetteer,
            today=TODAY,
            treatments=TREATMENTS,
        )


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.fixture
def load(tmp_path: Path, gazetteer: Gazetteer) -> Load:
    return Load(tmp_path / "clinics.csv", gazetteer)


def found(problems: list[Problem]) -> list[tuple[Severity, int | None, str | None]]:
    return [(problem.severity, problem.row, problem.column) for problem in problems]


def test_a_full_row_becomes_a_clinic(load: Load) -> None:
    row = ROW | {
        "country": "usa",
        "phone": "386-252-1234 x5",
        "website": "https://www.example.org/daytona",
        "booking_url": "http://booking.example.org/?clinic=1",
        "hours": "Mo-Fr 08:00-17:00",
        "special_hours": '2026-12-25 off "Christmas Day"',
        "treatments": "back-pain-treatment; Acupuncture",
        "insurance": "Plan A; Plan B;;plan a",
        "languages": "English;Spanish",
        "accessibility": "Step-free entrance",
        "parking": "Own  lot",
        "transit": "Bus stop",
        "accepting_new_patients": "TRUE",
    }
    (clinic,), problems = load(row)
    assert problems == []
    assert clinic.id == "daytona-beach"
    assert str(clinic.address) == "1 Example Street, Daytona Beach, FL 32114"
    assert clinic.address.country == "US"
    assert clinic.point == Point(29.20385, -81.03412)
    assert clinic.timezone == "America/New_York"
    assert clinic.phone is not None
    assert (clinic.phone.e164, clinic.phone.extension) == ("+13862521234", "5")
    assert clinic.website == "https://www.example.org/daytona"
    assert clinic.booking_url == "http://booking.example.org/?clinic=1"
    assert clinic.hours is not None
    assert clinic.hours.text == "Mo-Fr 08:00-17:00"
    assert [entry.day for entry in clinic.hours.special] == [date(2026, 12, 25)]
    assert clinic.treatments == ("back-pain-treatment", "acupuncture")
    assert clinic.insurance == ("Plan A", "Plan B")
    assert clinic.languages == ("English", "Spanish")
    assert (clinic.parking, clinic.transit) == ("Own lot", "Bus stop")
    assert clinic.accepting_new_patients is True
    assert clinic.status is ClinicStatus.OPEN
    assert clinic.verified_on == date(2026, 11, 1)


def test_what_a_row_leaves_blank_is_not_made_up(load: Load) -> None:
    (clinic,), _ = load(ROW)
    assert (clinic.phone, clinic.hours, clinic.accepting_new_patients) == (None, None, None)
    assert (clinic.website, clinic.parking, clinic.languages) == ("", "", ())
    assert clinic.address.country == "US"


@pytest.mark.parametrize(("cell", "expected"), [("yes", True), ("False", False), ("N", False), ("", None)])
def test_yes_and_no_as_people_write_them(load: Load, cell: str, expected: bool | None) -> None:
    (clinic,), _ = load(ROW | {"accepting_new_patients": cell})
    assert clinic.accepting_new_patients is expected


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("", ClinicStatus.OPEN),
        ("Open", ClinicStatus.OPEN),
        ("temporarily closed", ClinicStatus.TEMPORARILY_CLOSED),
        ("TEMPORARILY_CLOSED", ClinicStatus.TEMPORARILY_CLOSED),
        ("closed", ClinicStatus.CLOSED),
    ],
)
def test_the_status_in_any_case(load: Load, cell: str, status: ClinicStatus) -> None:
    (clinic,), _ = load(ROW | {"status": cell})
    assert clinic.status is status


def test_the_time_zone_is_that_of_the_point(load: Load) -> None:
    west = ROW | {
        "locality": "Pensacola",
        "postcode": "32501",
        "lat": "30.42131",
        "lon": "-87.21691",
    }
    (clinic,), problems = load(west)
    assert problems == []
    assert clinic.timezone == "America/Chicago"


def test_numbers_for_examples_are_for_demonstrations(load: Load) -> None:
    row = ROW | {"phone": "(386) 555-0100"}
    assert load(row, config=DEMONSTRATION)[1] == []
    (clinic,), problems = load(row)
    assert clinic.phone is None
    assert found(problems) == [(Severity.ERROR, 2, "phone")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("32114", "32114"),
        ("32114-1234", "32114-1234"),
        ("321141234", "32114-1234"),
        ("32114 1234", "32114-1234"),
        ("32114.0", "32114"),
    ],
)
def test_a_zip_in_each_of_its_forms(load: Load, written: str, shown: str) -> None:
    (clinic,), problems = load(ROW | {"postcode": written})
    assert problems == []
    assert clinic.address.postcode == shown


BOSTON = {"locality": "Allston", "region": "MA", "lat": "42.35351", "lon": "-71.13288"}
SAN_JUAN = {"locality": "San Juan", "region": "PR", "lat": "18.46553", "lon": "-66.10573"}


@pytest.mark.parametrize(
    ("place", "written", "shown"),
    [
        (BOSTON, "2134", "02134"),
        (BOSTON, "2134-0001", "02134-0001"),
        (BOSTON, "21340001", "02134-0001"),
        (SAN_JUAN, "901", "00901"),
    ],
)
def test_a_lost_zero_comes_back_with_a_notice(
    load: Load, place: dict[str, str], written: str, shown: str
) -> None:
    (clinic,), problems = load(ROW | place | {"postcode": written})
    assert found(problems) == [(Severity.NOTICE, 2, "postcode")]
    assert clinic.address.postcode == shown


def test_a_zip_that_only_another_state_could_have_is_not_repaired(load: Load) -> None:
    assert found(load(ROW | {"postcode": "2134"})[1])[0] == (Severity.ERROR, 2, "postcode")
    connecticut = {"locality": "Hartford", "region": "CT", "lat": "41.76371", "lon": "-72.68511"}
    problems = load(ROW | connecticut | {"postcode": "2134"})[1]
    assert (Severity.ERROR, 2, "postcode") in found(problems)
    assert "lies in MA, not in CT" in "".join(problem.message for problem in problems)


def test_a_wrong_zip_does_not_cast_doubt_on_right_coordinates(load: Load) -> None:
    problems = load(ROW | {"postcode": "10001"})[1]
    assert found(problems) == [(Severity.ERROR, 2, "postcode")]


def test_without_a_known_zip_the_town_tells_where_the_clinic_is(load: Load) -> None:
    row = ROW | {"postcode": "00001", "lon": "81.03412"}
    _, problems = load(row)
    assert (Severity.ERROR, 2, "lon") in found(problems)
    assert "write lat 29.20385, lon -81.03412" in "".join(problem.cure for problem in problems)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "https://",
        "https://localhost",
        "https://user:secret@example.org/",
        "https://example.org/<script>",
        'https://example.org/"onclick="x',
        "https://exa mple.org/",
        "http://[::1",
    ],
)
def test_only_web_addresses_can_be_linked_to(load: Load, address: str) -> None:
    (clinic,), problems = load(ROW | {"booking_url": address})
    assert clinic.booking_url == ""
    assert found(problems) == [(Severity.ERROR, 2, "booking_url")]


@pytest.mark.parametrize("address", ["www.example.org", "example.org/a", "//example.org"])
def test_the_cure_of_a_bare_web_address_is_the_whole_one(load: Load, address: str) -> None:
    _, (problem,) = load(ROW | {"website": address})
    assert problem.cure == f"write https://{address.lstrip('/')}"


def test_angle_brackets_are_no_mistake(load: Load) -> None:
    (clinic,), problems = load(ROW | {"name": "Pain <Free> & Co", "parking": "<b>own</b>"})
    assert problems == []
    assert clinic.name == "Pain <Free> & Co"


def test_special_hours_need_the_regular_ones(load: Load) -> None:
    (clinic,), problems = load(ROW | {"special_hours": "2026-12-25 off"})
    assert clinic.hours is None
    assert found(problems) == [(Severity.WARNING, 2, "special_hours")]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"hours": "Mon-Fri 8am-5pm"}, "hours"),
        ({"hours": "whenever", "special_hours": "2026-12-25 off"}, "hours"),
        ({"hours": "Mo-Fr 08:00-17:00", "special_hours": "Christmas"}, "special_hours"),
    ],
)
def test_hours_that_cannot_be_read_cost_the_hours_and_not_the_clinic(
    load: Load, cells: dict[str, str], column: str
) -> None:
    (clinic,), problems = load(ROW | cells)
    assert clinic.hours is None
    assert found(problems) == [(Severity.ERROR, 2, column)]
    assert problems[0].cure.startswith("write ")


def test_holidays_are_those_of_the_clinics_state(load: Load) -> None:
    (clinic,), problems = load(ROW | {"hours": "Mo-Fr 08:00-17:00; PH off"})
    assert problems == []
    assert clinic.hours
    assert clinic.hours.calendar == HolidayCalendar(FEDERAL_HOLIDAYS, "FL")
    assert clinic.hours.on(date(2026, 11, 26)) == ()


def test_a_rule_for_holidays_needs_holidays(load: Load) -> None:
    row = ROW | {"hours": "Mo-Fr 08:00-17:00; PH off"}
    (clinic,), problems = load(row, config=replace(CONFIG, holidays=()))
    assert clinic.hours
    assert clinic.hours.on(date(2026, 11, 26))
    assert found(problems) == [(Severity.WARNING, 2, "hours")]
    assert "holidays in site.toml is empty" in problems[0].message


def test_a_closed_clinic_need_not_be_checked_again(load: Load) -> None:
    row = ROW | {"status": "closed", "verified_on": "", "treatments": ""}
    assert load(row)[1] == []


def test_a_clinic_without_treatment_is_a_warning(load: Load) -> None:
    clinics, problems = load(ROW | {"treatments": ""})
    assert len(clinics) == 1
    assert found(problems) == [(Severity.WARNING, 2, "treatments")]


@pytest.mark.parametrize(("day", "count"), [("2026-08-24", 0), ("2026-08-23", 1)])
def test_a_row_is_fresh_for_ninety_days(load: Load, day: str, count: int) -> None:
    assert len(load(ROW | {"verified_on": day})[1]) == count


def test_a_closed_clinic_names_the_one_that_replaces_it(load: Load) -> None:
    old = elsewhere("old", status="closed", replaced_by="daytona-beach")
    clinics, problems = load(old, ROW)
    assert problems == []
    assert [clinic.replaced_by for clinic in clinics] == ["daytona-beach", None]


@pytest.mark.parametrize("replaced_by", ["nobody", "old", "gone"])
def test_a_replacement_exists_and_is_not_closed(load: Load, replaced_by: str) -> None:
    old = elsewhere("old", status="closed", replaced_by=replaced_by)
    clinics, problems = load(old, elsewhere("gone-", status="closed") | {"id": "gone"}, ROW)
    assert found(problems) == [(Severity.ERROR, 2, "replaced_by")]
    assert [clinic.id for clinic in clinics] == ["gone", "daytona-beach"]


def test_a_replacement_with_an_error_does_not_take_the_closed_clinic_down(load: Load) -> None:
    old = elsewhere("old", status="closed", replaced_by="daytona-beach")
    (clinic,), problems = load(old, ROW | {"name": ""})
    assert (clinic.id, clinic.replaced_by) == ("old", None)
    assert found(problems) == [(Severity.WARNING, 2, "replaced_by"), (Severity.ERROR, 3, "name")]


def test_a_closed_clinic_and_its_successor_may_share_a_door(load: Load) -> None:
    old = ROW | {"id": "old", "status": "closed", "replaced_by": "daytona-beach"}
    assert load(old, ROW)[1] == []


def test_an_id_is_taken_even_by_a_row_with_an_error(load: Load) -> None:
    clinics, problems = load(ROW | {"name": ""}, elsewhere("x", id="daytona-beach"))
    assert clinics == ()
    assert found(problems) == [(Severity.ERROR, 2, "name"), (Severity.ERROR, 3, "id")]


def test_ten_thousand_clinics_load_in_time(load: Load) -> None:
    rows = [
        ROW
        | {
            "id": f"clinic-{number}",
            "name": f"Clinic {number}",
            "lat": f"29.{2000 + number % 100}",
            "lon": f"-81.0{300 + number // 100}",
            "phone": f"(386) 252-{number:04}",
            "website": f"https://www.example.org/{number}",
            "hours": "Mo-Fr 08:00-17:00; Sa 09:00-13:00",
            "special_hours": "2026-12-25 off",
            "languages": "English;Spanish",
        }
        for number in range(10_000)
    ]
    started = time.process_time()
    clinics, problems = load(*rows)
    assert (len(clinics), problems) == (10_000, [])
    assert time.process_time() - started < 5  # about 1.2 s on an idle machine

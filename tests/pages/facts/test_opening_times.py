"""Who opens earliest, closes latest and sees patients at the weekend."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from seeing import said, with_clinic, with_clinics

from locator.model.hours import parse_hours
from locator.pages.facts.fact import FactKind
from locator.site.snapshot import Site

PLAIN = parse_hours("Mo-Fr 09:00-17:00")


def rostered(site: Site, **hours: str) -> Site:
    """All clinics open 9 to 5, but those named."""
    site = with_clinics(site, hours=PLAIN)
    for id_, text in hours.items():
        site = with_clinic(site, id_.replace("_", "-"), hours=parse_hours(text))
    return site


def test_the_earliest_and_the_latest_are_named_with_time_and_days(example: Site) -> None:
    """Rule E7: over the clinics shown from Pierson: DeLand, Orange City, Ormond Beach."""
    site = rostered(example, deland="Mo-We 07:30-15:00", ormond_beach="Tu,Th 10:00-20:15")
    assert said(site, "pierson", FactKind.EARLIEST) == ("7:30 a.m., Monday to Wednesday: DeLand",)
    assert said(site, "pierson", FactKind.LATEST) == ("8:15 p.m., Tuesday and Thursday: Ormond Beach",)


def test_equals_stand_together(example: Site) -> None:
    assert said(rostered(example), "pierson", FactKind.EARLIEST) == (
        "9 a.m., Monday to Friday: all 3 clinics shown",
    )


def test_a_closed_day_of_this_week_counts_for_nobody(example: Site) -> None:
    """Rule E7: Clermont is open latest on Thursdays, but Thursday is Thanksgiving."""
    assert example.today == date(2026, 11, 22)
    (latest,) = said(example, "clermont", FactKind.LATEST)
    assert "Thursday" not in latest


def test_hours_by_appointment_open_no_door(example: Site) -> None:
    site = rostered(example, deland='Mo-Fr 06:00-22:00 "by appointment"')
    assert said(site, "pierson", FactKind.EARLIEST) == (
        "9 a.m., Monday to Friday: Orange City and Ormond Beach",
    )


def test_a_door_that_never_closes_is_said_to(example: Site) -> None:
    site = rostered(example, deland="24/7")
    assert said(site, "pierson", FactKind.EARLIEST) == ("24 hours, every day: DeLand",)
    assert said(site, "pierson", FactKind.LATEST) == ()


def test_hours_past_midnight_end_on_the_next_day(example: Site) -> None:
    site = rostered(example, deland="Fr 18:00-02:00", orange_city="Fr 18:00-24:00")
    assert said(site, "pierson", FactKind.LATEST) == ("2 a.m. the next day, Friday: DeLand",)
    site = rostered(example, deland="Fr 18:00-24:00")
    assert said(site, "pierson", FactKind.LATEST) == ("midnight, Friday: DeLand",)


def test_there_is_nobody_to_compare_one_clinic_with(example: Site) -> None:
    """Rule E6."""
    site = with_clinic(with_clinics(example, hours=None), "deland", hours=PLAIN)
    assert said(site, "pierson", FactKind.EARLIEST) == said(site, "pierson", FactKind.LATEST) == ()


def test_the_weekend_is_told_by_hours(example: Site) -> None:
    """Rule E7: Saturday and Sunday."""
    assert said(example, "midway", FactKind.SATURDAY) == (
        "10 a.m. to 2 p.m.: Sanford",
        "9 a.m. to 1 p.m.: Lake Mary",
        "8 a.m. to noon: DeLand",
    )
    assert said(example, "midway", FactKind.SUNDAY) == ()
    assert said(example, "daytona-beach", FactKind.SUNDAY) == ("9 a.m. to 3 p.m.: Daytona Beach",)


def test_a_saturday_by_appointment_says_so(example: Site) -> None:
    site = rostered(example, deland='Sa 09:00-12:00 "by appointment"')
    assert said(site, "pierson", FactKind.SATURDAY) == ("9 a.m. to noon by appointment: DeLand",)


clocks = st.integers(0, 23)


@given(opens=clocks, closes=clocks)
def test_the_earliest_is_never_later_than_another(example: Site, opens: int, closes: int) -> None:
    """Whatever one clinic's hours, those that are told are not beaten by the others' 9 to 5."""
    if opens == closes:
        return
    site = rostered(example, deland=f"Mo-Fr {opens:02}:00-{closes:02}:00")
    (earliest, *_), (latest, *_) = (
        said(site, "pierson", kind) for kind in (FactKind.EARLIEST, FactKind.LATEST)
    )
    assert ("DeLand" in earliest or "all 3" in earliest) == (opens <= 9)
    ends = closes + 24 * (closes <= opens)
    assert ("DeLand" in latest or "all 3" in latest) == (ends >= 17)

"""Closures and other hours of the days ahead, by date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from seeing import said, with_clinic, with_clinics

from locator.model.hours import parse_hours
from locator.model.special_hours import parse_special_hours
from locator.pages.facts.fact import FactKind
from locator.site.snapshot import Site

HOURS = parse_hours("Mo-Fr 09:00-17:00")


def holidays(site: Site, **special: str) -> tuple[str, ...]:
    """What Pierson's page says where only these clinics speak of special days."""
    site = with_clinics(site, hours=HOURS)
    for id_, text in special.items():
        hours = replace(HOURS, special=parse_special_hours(text))
        site = with_clinic(site, id_.replace("_", "-"), hours=hours)
    return said(site, "pierson", FactKind.HOLIDAYS)


def test_closures_stand_by_date_with_the_clinics(example: Site) -> None:
    """Rules D10, E7: each date once, equal hours together."""
    lines = holidays(
        example,
        deland='2026-12-24 08:00-12:00 "Christmas Eve"; 2026-12-25 off "Christmas Day"',
        orange_city='2026-12-24 off "Christmas Eve"; 2026-12-25 off "Christmas Day"',
        ormond_beach='2026-12-25 off "Christmas Day"',
    )
    assert lines == (
        "Thursday, December 24 (Christmas Eve): 8 a.m. to noon at DeLand; closed at Orange City",
        "Friday, December 25 (Christmas Day): closed at all 3 clinics shown",
    )


def test_a_day_without_a_name_stands_alone(example: Site) -> None:
    assert holidays(example, deland="2026-12-02 off") == ("Wednesday, December 2: closed at DeLand",)


def test_only_the_next_45_days_are_told(example: Site) -> None:
    """Rule E7: from November 22, January 6 is the last."""
    assert holidays(example, deland="2027-01-06 off; 2027-01-07 off") == (
        "Wednesday, January 6: closed at DeLand",
    )
    assert holidays(example, deland="2026-11-21 off") == ()


def test_a_silent_holiday_is_a_caution(example: Site) -> None:
    keeping = example.clinics_by_id["deland"].hours
    assert keeping
    silent = replace(keeping, text=HOURS.text, special=())
    site = with_clinic(example, "deland", hours=silent)
    lines = said(site, "pierson", FactKind.HOLIDAYS)
    assert any("hours may differ at DeLand, call before you go" in line for line in lines)


def test_a_day_in_a_year_without_holidays_has_none(example: Site) -> None:
    """Rule E6."""
    assert said(replace(example, today=date(2027, 3, 1)), "pierson", FactKind.HOLIDAYS) == ()

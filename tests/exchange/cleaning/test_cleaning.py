"""The dirt of real files: each kind is mended or left out, and always told of."""

from __future__ import annotations

import pytest

from locator.exchange.cleaning.capitals import title_case
from locator.exchange.cleaning.clean import clean
from locator.exchange.mapping.column_map import TARGETS, ColumnMap, put
from locator.model.problem import Severity
from locator.site.tables.row import Layout, Row

NOTICE, WARNING, ERROR = Severity.NOTICE, Severity.WARNING, Severity.ERROR
OWN = "https://clinics.example"

# column, cell, what it becomes, how it is told of and a part of the words
DIRT = [
    ("phone", "8183659690", "(818) 365-9690", None, ""),
    ("phone", "+1 386-252-1234 ext. 12", "(386) 252-1234 ext. 12", None, ""),
    ("phone", "(936( 546-3891", "(936) 546-3891", None, ""),
    ("phone", "800-430", "", WARNING, '"800-430" is not a number that can be dialed'),
    ("phone", "NOT AVAILABLE", "", NOTICE, '"NOT AVAILABLE" was read as a blank cell'),
    ("lat", "-999", "", NOTICE, '"-999" was read'),
    ("lon", "-999.0", "", NOTICE, '"-999.0" was read'),
    ("website", "null", "", NOTICE, '"null" was read'),
    ("website", "www.example.org", "https://www.example.org", None, ""),
    ("website", "https://a.example/x?utm_source=google&utm_medium=organic", "https://a.example/x", None, ""),
    ("website", f"{OWN}/clinics/ocala/?utm_source=google", "", None, ""),
    ("website", "javascript:alert(1)", "", WARNING, "is not a web address"),
    ("name", "ST. MARY'S REHAB OF OCALA, LLC", "St. Mary's Rehab of Ocala, LLC", NOTICE, "was read as"),
    ("name", "iCare", "iCare", None, ""),
    ("name", "NKR", "NKR", None, ""),
    ("name", "-", "-", None, ""),
    ("street", "7007 N 10TH ST", "7007 N 10th St", NOTICE, "was read as"),
    ("locality", "DELAND", "Deland", NOTICE, "compare it with the sign"),
    ("hours", "Mon-Fri 8am-5pm", "Mo-Fr 08:00-17:00", None, ""),
    ("hours", "M-F 8-5", "Mo-Fr 08:00-17:00", NOTICE, "was read as Mo-Fr 08:00-17:00"),
    ("hours", "call us", "", ERROR, '"call us" is not in a form'),
    ("special_hours", "2026-12-25: x", "2026-12-25 off", None, ""),
    ("treatments", "Acupuncture, Back Pain Treatment", "acupuncture;back-pain-treatment", None, ""),
]


def row_of(**cells: str) -> Row:
    row = Row(Layout("x.csv", {name: place for place, name in enumerate(TARGETS)}), 7, [""] * len(TARGETS))
    for column, cell in cells.items():
        put(row, column, cell)
    return row


@pytest.mark.parametrize(("column", "cell", "becomes", "severity", "words"), DIRT)
def test_each_kind_of_dirt_is_mended_or_named(
    column: str, cell: str, becomes: str, severity: Severity | None, words: str
) -> None:
    """Rule F3: what was read otherwise than it stands is told of, with row, column, value and cure."""
    row = row_of(**{column: cell})
    clean(row, ColumnMap({}), country="US", own=OWN)
    assert row[column] == becomes
    told = [(problem.severity, problem.row, problem.column, problem.value) for problem in row.problems]
    assert told == ([(severity, 7, column, cell)] if severity else [])
    assert words in "".join(f"{problem.message}; {problem.cure}" for problem in row.problems)
    assert row.is_lost == (severity is ERROR)


def test_capitals_can_be_kept() -> None:
    row = row_of(name="SHOUTED CLINIC")
    clean(row, ColumnMap({}, keeps_capitals=True), country="US", own=OWN)
    assert (row["name"], row.problems) == ("SHOUTED CLINIC", [])


def test_columns_a_day_become_hours() -> None:
    row = row_of(monday="8:00 AM-5:00 PM", tuesday="x")
    clean(row, ColumnMap({}), country="US", own=OWN)
    assert row["hours"] == "Mo 08:00-17:00"
    assert "We, Th, Fr, Sa, Su are blank" in row.problems[0].message


def test_title_case_knows_letters_that_stay_large() -> None:
    names = {
        "VA CLINIC NW": "VA Clinic NW",
        "MCALLEN SPINE CENTER II": "McAllen Spine Center II",
        "THE OFFICE OF DR. O'BRIEN, DC": "The Office of Dr. O'Brien, DC",
        "CAÑON CITY REHAB": "Cañon City Rehab",
        "21ST CENTURY CARE": "21st Century Care",
    }
    assert {name: title_case(name) for name in names} == names


def test_a_website_is_the_clinics_own_and_without_what_counts_visits() -> None:
    """Rule F13: Google is given the clinic's page with utm_ marks; neither comes back as its website."""
    row = row_of(website=f"{OWN}/clinics/ocala/?utm_source=google&utm_medium=organic&utm_campaign=gbp")
    other = row_of(website="https://ocala.example/?utm_source=google&utm_medium=organic&utm_campaign=gbp")
    for each in (row, other):
        clean(each, ColumnMap({}), country="US", own=OWN)
    assert (row["website"], other["website"]) == ("", "https://ocala.example/")

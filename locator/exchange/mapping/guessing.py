"""What the titles of a file probably mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.exchange.hours.day_columns import DAYS, day_of_column
from locator.exchange.mapping.column_map import COUNTY, ColumnMap
from locator.exchange.reading.google import TITLES
from locator.exchange.reading.sheet import Format
from locator.site.tables.clinics.clinics import COLUMNS
from locator.site.tables.header import known_as, title_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.exchange.reading.sheet import Sheet

# Beside the names that clinics.csv itself may give its columns.
_OTHERS = {
    **dict.fromkeys(("source_id", "external_id", "site_id", "store_id", "location_id"), "id"),
    **dict.fromkeys(("facility_name", "title", "location_name", "practice_name"), "name"),
    **dict.fromkeys(("address_1", "address_2", "address2", "address_line_2", "addr", "suite"), "street"),
    **dict.fromkeys(("suburb", "municipality", "address_locality"), "locality"),
    **dict.fromkeys(("st", "administrative_area"), "region"),
    **dict.fromkeys(("zipcode5", "postal"), "postcode"),
    **dict.fromkeys(("y", "lat_dd"), "lat"),
    **dict.fromkeys(("x", "lon_dd"), "lon"),
    **dict.fromkeys(("primary_phone", "phone_1", "telephone_number"), "phone"),
    **dict.fromkeys(("business_hours", "opening_times", "hours_of_operation", "office_hours"), "hours"),
    **dict.fromkeys(("county_name", "countyname", COUNTY), COUNTY),
}
_SEVERAL = ("street",)


def guess(sheet: Sheet) -> ColumnMap:
    """The map of a sheet's columns, each title to at most one of ours; Google's are known, others guessed."""
    found: dict[str, list[str]] = {}
    exact = {title_key(title) for title in sheet.titles}
    for title in dict.fromkeys(sheet.titles):
        target = _target(title, is_google=sheet.format is Format.GOOGLE)
        is_other = target in exact and title_key(title) != target
        is_taken = target in found and target not in (*_SEVERAL, *DAYS)
        if target and not is_other and not is_taken:
            found.setdefault(target, []).append(title)
    return ColumnMap({target: tuple(_in_order(target, titles)) for target, titles in found.items()})


def unmapped(sheet: Sheet, columns: ColumnMap) -> list[str]:
    """The titles of which nothing is read."""
    used = {title for titles in columns.titles.values() for title in titles}
    return [title for title in sheet.titles if title and title not in used]


def _target(title: str, *, is_google: bool) -> str | None:
    key = title_key(title.rpartition(".")[2])
    if day := day_of_column(title):
        return DAYS[day[0]]
    if is_google:
        return TITLES.get(key) or (key if key in COLUMNS.all and key != "status" else None)
    return key if key in COLUMNS.all else _OTHERS.get(key) or known_as(key, COLUMNS)


def _in_order(target: str, titles: list[str]) -> Iterable[str]:
    """When it opens before when it closes, the first line of an address before the second."""
    if target in DAYS:
        return sorted(titles, key=lambda title: (day_of_column(title) or (0, False))[1])
    return sorted(titles, key=title_key) if target in _SEVERAL else titles

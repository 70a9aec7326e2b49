from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from locator.model.holiday import FEDERAL_HOLIDAYS, _named, _names
from locator.model.problem import Severity
from locator.site.settings.holidays import parse_holidays, unkept_holidays
from locator.site.settings.values import Refused

if TYPE_CHECKING:
    from locator.site.snapshot import Site


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ([], ()),
        ("", ()),
        (["Labor Day", "labor day", "New Year’s Day"], ("Labor Day", "New Year's Day")),
        ("Labor Day; Christmas Day", ("Labor Day", "Christmas Day")),
        (["Alaska Day"], ("Alaska Day",)),
        (list(FEDERAL_HOLIDAYS), FEDERAL_HOLIDAYS),
    ],
)
def test_names_are_read_as_people_write_them(value: object, names: tuple[str, ...]) -> None:
    assert parse_holidays(value) == names


@pytest.mark.parametrize(
    ("value", "message", "cure"),
    [
        (["Labour Day"], "no state has a public holiday called Labour Day", "write Labor Day"),
        (["Juneteenth"], "called Juneteenth", "write Juneteenth National Independence Day"),
        (["Thanksgiving"], "called Thanksgiving", "or Thanksgiving Day"),
        (["Company Picnic"], "called Company Picnic", "write one of New Year's Day, "),
        ([3], "not a text", "double quotes"),
        (True, "not a list", '["Labor Day", "Christmas Day"]'),
    ],
)
def test_what_is_no_holiday_is_refused_with_the_nearest_real_names(
    value: object, message: str, cure: str
) -> None:
    with pytest.raises(Refused, match=message) as refused:
        parse_holidays(value)
    assert cure in refused.value.cure


def test_a_holiday_that_no_clinics_state_keeps_is_warned_of(example: Site) -> None:
    names = ("Labor Day", "Friday After Thanksgiving", "Presidents' Day", "Day After Thanksgiving")
    presidents, after = unkept_holidays(names, example.clinics)
    assert presidents.severity is Severity.WARNING
    assert presidents.message == '"Presidents\' Day" is no holiday in FL, so it never falls'
    assert "Friday After Thanksgiving" in after.cure
    assert unkept_holidays(names, ()) == []


def test_federal_names_gather_no_other() -> None:
    """To gather the names of all states takes as long as to read a small site."""
    _named.cache_clear()
    _names.cache_clear()
    assert parse_holidays(list(FEDERAL_HOLIDAYS)) == FEDERAL_HOLIDAYS
    assert _named.cache_info().misses == 0

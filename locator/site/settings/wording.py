"""The table [es] of site.toml and its like: the site's own words in a language, and who has checked them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from locator.model.problem import Problem, Severity
from locator.site.languages import MAIN, NAMES
from locator.site.settings.settings_table import read_table
from locator.site.settings.values import Refused, RefusedTable, parse_day, parse_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

FURTHER = tuple(code for code in NAMES if code != MAIN)
KEYS: dict[str, Callable[[object], Any]] = {
    "name": parse_text,
    "description": parse_text,
    "publisher": parse_text,
    "clinic_noun": parse_text,
    "clinics_noun": parse_text,
    "notice": parse_text,
    "checked_by": parse_text,
    "checked_on": parse_day,
}
# What is said without these would be English in the middle of another language.
_SPOKEN = ("description", "clinic_noun", "clinics_noun", "notice")


@dataclass(frozen=True, slots=True)
class Wording:
    """A site's own words in one language; what is blank is as in the main one.

    `checked_by` has read the site in this language, `checked_on` that day; without both, search engines
    are told of none of its pages (rules A2 and A34).
    """

    language: str
    name: str = ""
    description: str = ""
    publisher: str = ""
    clinic_noun: str = ""
    clinics_noun: str = ""
    notice: str = ""
    checked_by: str = ""
    checked_on: date | None = None

    @property
    def words(self) -> dict[str, Any]:
        """The words that there are, by the names of Config's fields."""
        names = (each.name for each in fields(self) if each.name not in ("checked_by", "checked_on"))
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def parse_languages(value: object) -> tuple[str, ...]:
    """Reads the list of languages, the main one first; in the environment, with blanks between them."""
    codes = value.split() if isinstance(value, str) else value
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise Refused("not a list of languages", 'write it as ["en", "es"]')
    if unknown := [code for code in codes if code not in NAMES]:
        raise Refused(f"{unknown[0]} is not a language of this program", f"write some of {', '.join(NAMES)}")
    if codes[:1] != [MAIN]:
        raise Refused("English is not the first of them", f'write it as ["{MAIN}", …]')
    return tuple(dict.fromkeys(codes))


def parse_wording(language: str) -> Callable[[object], Wording]:
    """Makes the reader of one language's table; the reader raises RefusedTable."""

    def parse(value: object) -> Wording:
        values, refused = read_table(value, language, KEYS, example='description = "…"')
        if bool(values.get("checked_by")) != bool(values.get("checked_on")) and not refused:
            lacking = "checked_on" if values.get("checked_by") else "checked_by"
            refusal = Refused("a check needs a name and a date", f"add {lacking}, or take the other out")
            refused = [(lacking, None, refusal)]
        if refused:
            raise RefusedTable(refused)
        return Wording(language, **values)

    return parse


def future_checks(wordings: Sequence[Wording], today: date) -> list[Problem]:
    """Warns of checks said to have been after `today`, by a day more than the date line makes."""
    late = [each for each in wordings if each.checked_on and each.checked_on > today + timedelta(days=1)]
    return [
        Problem(
            Severity.WARNING,
            "site.toml",
            f"{each.checked_on} lies in the future (today is {today})",
            "correct the date",
            column=f"{each.language}.checked_on",
            value=str(each.checked_on),
        )
        for each in late
    ]


def missing_words(wording: Wording, main: Mapping[str, Any]) -> list[tuple[str, Refused]]:
    """The settings that the site has in its main language (`main`) and not in this one."""
    lacking = [key for key in _SPOKEN if main.get(key) and not getattr(wording, key)]
    cure = f"write it in {NAMES[wording.language]} under [{wording.language}]"
    return [(key, Refused("this is said in the main language alone", cure)) for key in lacking]

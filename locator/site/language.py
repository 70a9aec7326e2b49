"""How a site speaks: sentences, counts, distances, dates and lists in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from locator.geo.distance import COMPASS, compass
from locator.model.sentence import to_say
from locator.model.units import KM_PER
from locator.site import words
from locator.site.catalogues import browser_words, translations
from locator.site.languages import MAIN

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from babel import Locale


_DIRECTIONS = (
    to_say("north"),
    to_say("north-east"),
    to_say("east"),
    to_say("south-east"),
    to_say("south"),
    to_say("south-west"),
    to_say("west"),
    to_say("north-west"),
)
assert _DIRECTIONS == COMPASS


@dataclass(frozen=True, slots=True)
class Language:
    """One language with its unit of length; call it with a whole English sentence to say that.

    `say("{count} more nearby", count=3)` gives the sentence with its blanks filled in. Sentences are never
    put together from parts: another language orders them otherwise.
    """

    code: str = MAIN
    units: str = "miles"

    @property
    def is_main(self) -> bool:
        """Tells whether it is the language that sentences are written in."""
        return self.code == MAIN

    def __call__(self, sentence: str, /, **blanks: object) -> str:
        """Says a sentence; `blanks` fill what stands between braces."""
        said = sentence if self.code == MAIN else self.gettext(sentence)
        return said.format_map(blanks) if blanks else said

    def gettext(self, sentence: str) -> str:
        """A template's sentence as it is said in this language; Jinja fills its blanks."""
        return sentence if self.is_main else translations(self.code).gettext(sentence)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The same for a sentence that depends on a count."""
        if self.is_main:
            return one if count == 1 else many
        return translations(self.code).ngettext(one, many, count)

    def plural(self, one: str, many: str, count: int, /, **blanks: object) -> str:
        """Says `one` or `many` as the count asks; {count} is the number as people write it."""
        return self.ngettext(one, many, count).format_map({"count": f"{count:,}", **blanks})

    @property
    def browser_words(self) -> dict[str, str | list[str]]:
        """What the scripts of pages say, by the English sentence; empty in English."""
        return {} if self.is_main else browser_words(self.code)

    def distance(self, km: float) -> str:
        """A distance in the reader's unit: "0.4 miles", "14 miles"; "3.2 millas"."""
        if self.is_main:
            return words.distance_text(km, self.units)
        value = km / KM_PER[self.units]
        if value < words.LEAST:
            return self.gettext("less than {distance}").format(distance=self._length(words.LEAST))
        rounded = round(value, 1)
        return self._length(rounded if rounded < words.EXACT_BELOW else round(value))

    def _length(self, number: float) -> str:
        from babel.units import format_unit

        if self.units == "km":
            return format_unit(number, "length-kilometer", "short", locale=_locale(self.code))
        return format_unit(number, "length-mile", locale=_locale(self.code))

    def direction(self, bearing: float) -> str:
        """The compass word of a bearing in degrees: "north-east"; "al noreste"."""
        return self(compass(bearing))

    def date(self, day: datetime.date) -> str:
        """A day: "November 22, 2026"; "22 de noviembre de 2026"."""
        return words.date_text(day) if self.is_main else _formatted(self.code, day, "long")

    def day(self, day: datetime.date) -> str:
        """A day whose year nobody asks: "Friday, December 25"; "viernes 25 de diciembre"."""
        return words.day_text(day) if self.is_main else _formatted(self.code, day, "EEEE d 'de' MMMM")

    def month_day(self, day: datetime.date) -> str:
        """The day of the month: "December 25"; "25 de diciembre"."""
        return f"{day:%B} {day.day}" if self.is_main else _formatted(self.code, day, "d 'de' MMMM")

    def weekday(self, day: datetime.date) -> str:
        """The day of the week: "Friday"; "viernes"."""
        return f"{day:%A}" if self.is_main else _formatted(self.code, day, "EEEE")

    def clock(self, at: datetime.time) -> str:
        """A time of day as people say it: "8 a.m.", "5:30 p.m.", "noon", "midnight"."""
        if at.minute == 0 and at.hour in {0, 12}:
            return self.gettext("noon") if at.hour else self.gettext("midnight")
        minutes = f":{at.minute:02}" if at.minute else ""
        return f"{at.hour % 12 or 12}{minutes} {'a.m.' if at.hour < 12 else 'p.m.'}"  # noqa: PLR2004  # noon

    def at_clock(self, at: datetime.time) -> str:
        """When something happens: "at 8 a.m.", "at noon"; "a la 1 p.m.", "a las 8 a.m."."""
        if at.minute == 0 and at.hour in {0, 12}:
            return self.gettext("at noon") if at.hour else self.gettext("at midnight")
        # The hour is a count: one o'clock is singular in Spanish.
        return self.plural("at {time}", "at {time}", at.hour % 12 or 12, time=self.clock(at))

    def listing(self, items: Sequence[str], last: str = "and") -> str:
        """A list in a sentence: "a, b and c"; `last` is "and" or "or"."""
        if self.is_main or len(items) <= 1:
            return words.listing(items, last)
        return words.listing(items, words.spanish_joint(last, items[-1]))

    def language_name(self, name: str) -> str:
        """What a language is called, by its English name; a name that nobody knows stays as it is."""
        said = self.gettext(name)
        return said if self.is_main or said != name else _language_names(self.code).get(name, name)


ENGLISH = Language()


@lru_cache(words.KEPT_DAYS)
def _formatted(code: str, day: datetime.date, form: str) -> str:
    from babel.dates import format_date

    return format_date(day, form, locale=_locale(code))


@cache
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale(code, "US")


@cache
def _language_names(code: str) -> dict[str, str]:
    """What languages are called, by their English names."""
    english, own = _locale(MAIN).languages, _locale(code).languages
    return {name: own[tag] for tag, name in english.items() if tag in own}

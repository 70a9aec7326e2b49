"""How a site speaks."""

from __future__ import annotations

from datetime import date, time

import pytest

from locator.model.units import KM_PER_MILE
from locator.site.common_words import ACCESS, HOLIDAYS, INSURANCE, LANGUAGES
from locator.site.language import Language

say = Language("en", "miles")
diga = Language("es", "miles")


def test_a_sentence_is_said_with_its_blanks_filled() -> None:
    assert say("Nearby towns") == "Nearby towns"
    assert say("{name} is open", name="Lake Mary {x}") == "Lake Mary {x} is open"


def test_a_sentence_without_blanks_keeps_its_braces() -> None:
    assert say("{ is a brace") == "{ is a brace"


def test_counts_choose_their_sentence() -> None:
    assert say.plural("{count} town", "{count} towns", 1) == "1 town"
    assert say.plural("{count} town", "{count} towns", 1200) == "1,200 towns"
    assert diga.plural("{count} town", "{count} towns", 1) == "1 ciudad"
    assert diga.plural("{count} town", "{count} towns", 2) == "2 ciudades"


def test_what_nobody_has_translated_stays_english() -> None:
    assert diga("No such sentence {x}", x=1) == "No such sentence 1"


@pytest.mark.parametrize(
    ("miles", "english", "spanish"),
    [
        (0.01, "less than 0.1 miles", "menos de 0.1 millas"),
        (1, "1 mile", "1 milla"),
        (3.2, "3.2 miles", "3.2 millas"),
        (9.96, "10 miles", "10 millas"),
        (26.6, "27 miles", "27 millas"),
        (1234, "1,234 miles", "1,234 millas"),
    ],
)
def test_distances_are_rounded_alike_in_both_languages(miles: float, english: str, spanish: str) -> None:
    """Rule E7: one decimal below ten, whole numbers above."""
    assert say.distance(miles * KM_PER_MILE) == english
    assert diga.distance(miles * KM_PER_MILE) == spanish
    assert Language("es", "km").distance(14) == "14 km"


def test_days_are_written_as_people_write_them() -> None:
    day = date(2026, 12, 25)
    assert (say.date(day), diga.date(day)) == ("December 25, 2026", "25 de diciembre de 2026")
    assert (say.day(day), diga.day(day)) == ("Friday, December 25", "viernes 25 de diciembre")
    assert (say.weekday(day), diga.weekday(day)) == ("Friday", "viernes")
    assert (say.month_day(day), diga.month_day(day)) == ("December 25", "25 de diciembre")


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        ("00:00", "midnight"),
        ("00:15", "12:15 a.m."),
        ("08:00", "8 a.m."),
        ("11:59", "11:59 a.m."),
        ("12:00", "noon"),
        ("12:05", "12:05 p.m."),
        ("17:30", "5:30 p.m."),
        ("23:59", "11:59 p.m."),
    ],
)
def test_times_read_as_people_say_them(clock: str, text: str) -> None:
    assert say.clock(time.fromisoformat(clock)) == text


@pytest.mark.parametrize(
    ("at", "english", "spanish"),
    [
        (time(0), "at midnight", "a medianoche"),
        (time(1), "at 1 a.m.", "a la 1 a.m."),
        (time(8, 5), "at 8:05 a.m.", "a las 8:05 a.m."),
        (time(12), "at noon", "al mediodía"),
        (time(13, 30), "at 1:30 p.m.", "a la 1:30 p.m."),
        (time(23), "at 11 p.m.", "a las 11 p.m."),
    ],
)
def test_one_o_clock_is_singular_in_spanish(at: time, english: str, spanish: str) -> None:
    assert (say.at_clock(at), diga.at_clock(at)) == (english, spanish)


def test_lists_heed_the_sound_of_the_last_word() -> None:
    assert diga.listing(["Ana", "Luis", "Eva"]) == "Ana, Luis y Eva"
    assert diga.listing(["español", "inglés"]) == "español e inglés"
    assert diga.listing(["agua", "hielo"]) == "agua y hielo"
    assert diga.listing(["uno", "otro"], "or") == "uno u otro"
    assert diga.listing(["uno"]) == "uno"
    assert diga.listing([]) == ""


def test_languages_are_called_as_their_readers_call_them() -> None:
    assert diga.language_name("Haitian Creole") == "criollo haitiano"
    assert diga.language_name("American Sign Language") == "lengua de señas americana"
    assert diga.language_name("Klingonish") == "Klingonish"
    assert say.language_name("Spanish") == "Spanish"


def test_the_commonest_words_of_tables_are_said_in_spanish() -> None:
    for word in (*HOLIDAYS, *ACCESS, *INSURANCE, *LANGUAGES):
        assert diga(word) != word
    assert diga.direction(45) == "al noreste"


def test_scripts_get_their_sentences_and_no_others() -> None:
    assert say.browser_words == {}
    assert diga.browser_words["at {time}"] == ["a la {time}", "a las {time}"]
    assert diga.browser_words["Closed now"] == "Cerrado ahora"
    assert "Editorial policy" not in diga.browser_words

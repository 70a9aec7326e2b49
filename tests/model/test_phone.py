from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.phone import Phone, american_phones, parse_any_phone, parse_phone

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "text",
    [
        "(386) 252-1234",
        "386-252-1234",
        "386.252.1234",
        "3862521234",
        "386 252 1234",
        "1-386-252-1234",
        "+1 386 252 1234",
        "tel:+1-386-252-1234",
        " (386) 252-1234\n",
        "(386) 252\u20111234",
    ],
)
def test_a_number_is_read_however_it_is_written(text: str) -> None:
    assert parse_phone(text, "US") == Phone("+13862521234", "(386) 252-1234")


@pytest.mark.parametrize("text", ["(386) 252-1234 ext. 12", "386-252-1234 x12", "+13862521234;ext=12"])
def test_an_extension_is_kept_apart(text: str) -> None:
    phone = parse_phone(text, "US")
    assert (phone.e164, phone.national, phone.extension) == ("+13862521234", "(386) 252-1234", "12")
    assert (phone.uri, str(phone)) == ("tel:+13862521234;ext=12", "(386) 252-1234 ext. 12")


def test_a_number_without_extension_is_shown_and_dialed_plainly() -> None:
    phone = parse_phone("386-252-1234", "US")
    assert (phone.uri, str(phone)) == ("tel:+13862521234", "(386) 252-1234")


def test_a_number_of_another_country_is_shown_with_that_countrys_code() -> None:
    assert parse_phone("+44 20 7946 0958", "US") == Phone("+442079460958", "+44 20 7946 0958")
    assert parse_phone("+1 (242) 322-1234", "US").national == "(242) 322-1234"  # the Bahamas share ours


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "call us", "911", "252-1234", "555-0100", "(386) 252-123", "(386) 252-12345", "1" * 300),
        *("(186) 252-1234", "020 7946 0958", "386 252 1234 or 386 252 9999", "+999 123456789", "\0"),
    ],
)
def test_what_nobody_could_dial_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_phone(text, "US")


@pytest.mark.parametrize("last", ["0100", "0123", "0199"])
def test_numbers_of_fiction_are_read_and_known_as_such(last: str) -> None:
    phone = parse_phone(f"(386) 555-{last}", "US")
    assert (phone.e164, phone.is_fictional) == (f"+1386555{last}", True)


@pytest.mark.parametrize("text", ["(386) 555-0200", "(386) 555-0099", "(386) 252-0100", "(855) 501-0055"])
def test_other_numbers_are_not_fiction(text: str) -> None:
    try:
        phone = parse_phone(text, "US")
    except ValueError:
        return  # nobody could dial it anyway
    assert not phone.is_fictional


@given(st.integers(200, 999), st.integers(0, 99), st.integers(0, 9999) | st.none())
def test_a_number_is_read_again_from_how_it_is_shown(area: int, last: int, extension: int | None) -> None:
    shown = f"({area}) 555-01{last:02}" + ("" if extension is None else f" ext. {extension}")
    phone = parse_phone(shown, "US")
    assert parse_phone(str(phone), "US") == phone
    assert parse_phone(phone.uri, "US") == phone


@given(st.text(max_size=40) | st.text(alphabet="0123456789+-() .extw#*;/=,", max_size=40))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        phone = parse_phone(text, "US")
    except ValueError:
        return
    assert phone.e164.startswith("+")
    assert phone.e164[1:].isdigit()
    assert phone.e164.isascii()


PLAIN = (
    *("({}) {}-{}", "{}-{}-{}", "+1{}{}{}", "{}{}{}", "{}.{}.{}", "+1 {} {} {}"),
    *("({}){}{}", "{}) {}-{}", "({} {}-{}"),
)


@given(st.sampled_from(PLAIN), st.integers(100, 999), st.integers(100, 999), st.integers(0, 9999))
def test_a_plain_number_is_read_as_any_number(form: str, area: int, exchange: int, line: int) -> None:
    text = form.format(area, exchange, f"{line:04}")
    assert outcome(parse_phone, text) == outcome(parse_any_phone, text)
    assert american_phones([text, "no number"]).get(text) in (None, outcome(parse_any_phone, text))


def test_each_area_is_plain_or_not_as_phonenumbers_has_it() -> None:
    for area in range(200, 1000):
        text = f"({area}) 234-5678"
        assert outcome(parse_phone, text) == outcome(parse_any_phone, text)


def test_many_numbers_are_read_as_one_after_the_other() -> None:
    texts = ["(386) 252-1234", "386-252-1235", "(911) 252-1234", "(386) 252-1234", ""]
    assert american_phones(texts) == {text: parse_phone(text, "US") for text in texts[:2]}


def outcome(parse: Callable[[str, str], Phone], text: str) -> Phone | None:
    try:
        return parse(text, "US")
    except ValueError:
        return None

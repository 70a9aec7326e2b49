from __future__ import annotations

from locator.site.typeahead.beginnings import Beginning, parse_beginnings


def first(text: str) -> Beginning:
    return parse_beginnings(text)[0]


def test_a_name_begins_with_its_last_word_whole_as_a_short_form_or_broken_off() -> None:
    assert first("port st") == Beginning(("portsaint", "portst"))
    assert first("St. Aug") == Beginning(("saintaug",))
    assert first("Cañon c") == Beginning(("canonc",))


def test_the_article_belongs_to_what_is_typed() -> None:
    assert first("the do") == Beginning(("thedo",))
    assert first("the") == Beginning(("the",))


def test_a_whole_state_after_a_name_comes_first() -> None:
    assert first("orlando fl") == Beginning(("orlando",), frozenset({"FL"}), is_whole=True)
    assert Beginning(("sand",), frozenset({"CA"})) in parse_beginnings("san d ca")


def test_the_last_words_may_begin_a_state() -> None:
    readings = parse_beginnings("lake mary f")
    assert readings[0] == Beginning(("lakemaryf",))
    assert Beginning(("lakemary",), frozenset({"FL"}), is_whole=True) in readings
    assert Beginning(("concord",), frozenset({"NH"}), is_whole=True) in parse_beginnings("concord new h")


def test_after_a_comma_stands_a_state_a_county_or_both() -> None:
    name, florida = ("midway",), frozenset({"FL"})
    assert first("midway, flo") == Beginning(name, florida, is_whole=True)
    assert first("midway, gads") == Beginning(name, is_whole=True, county="gads")
    assert first("Midway, Gadsden County, FL") == Beginning(
        name, florida, is_whole=True, county="gadsdencounty"
    )


def test_a_short_name_is_read_as_what_it_is_short_for() -> None:
    assert first("jax") == Beginning(("jacksonville",), frozenset({"FL"}), is_whole=True)


def test_nothing_is_read_out_of_nothing() -> None:
    assert parse_beginnings("") == parse_beginnings(" ,, ") == parse_beginnings("!?") == ()

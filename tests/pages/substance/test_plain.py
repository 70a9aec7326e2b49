"""What counts as substance, and that it is the same everywhere."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from locator.model.point import Point
from locator.pages.substance.digest import digest
from locator.pages.substance.plain import plain
from locator.pages.substance.prose import prose

if TYPE_CHECKING:
    from locator.site.snapshot import Site


@dataclass(frozen=True)
class Row:
    name: str
    body_html: str = ""
    point: Point | None = None
    days: tuple[date, ...] = ()
    verified_on: date | None = None
    added_later: str = ""


def test_a_record_is_its_fields_but_for_blanks_and_looks() -> None:
    """Rule A24: a column that a later version adds, or a new date of checking, changes nothing."""
    row = Row("A", "<p>x</p>", Point(28.7589, -81.3178), (date(2026, 1, 2),), date(2026, 11, 1))
    assert plain(row) == {
        "name": "A",
        "body_html": "x",
        "point": "28.75890,-81.31780",
        "days": ["2026-01-02"],
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>Low back <em>pain</em>.</p>", '<p class="x">Low back\n <strong>pain</strong>.</p>'),
        ("<h2 id='a'>A</h2><p>B</p>", "<h3>A</h3> <div>B</div>"),
        ("<p>A&nbsp;B &amp; C</p>", "<p>A\u00a0B & C</p>"),
        ('<p>A<a href="#fn1" class="r">1</a></p>', '<p>A<sup><a href="#note-1">1</a></sup></p>'),
    ],
)
def test_markup_is_not_substance(one: str, other: str) -> None:
    """Rule A24."""
    assert prose(one) == prose(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>may help</p>", "<p>may not help</p>"),
        ('<a href="/a/">x</a>', '<a href="/b/">x</a>'),
        ('<img src="a.png" alt="A door">', '<img src="a.png" alt="A ramp">'),
    ],
)
def test_words_links_and_pictures_are_substance(one: str, other: str) -> None:
    """Rule A24."""
    assert prose(one) != prose(other)


def test_white_space_and_the_form_of_letters_are_not_substance() -> None:
    name = "Cañon  City"
    assert plain(name) == plain(unicodedata.normalize("NFD", "Cañon City "))


def test_a_digest_is_the_same_on_every_machine() -> None:
    """Rule A24: whatever the order in which Python hashes."""
    record = {"b": 1.5, "a": ["ñ", True, None, date(2026, 11, 22), 29.203850000001]}
    assert digest(record) == "v1-1f2823030f324a9e"
    code = "from locator.pages.substance.digest import digest; print(digest({'b': 'x', 'a': ('y', 2)}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {digest({"a": ["y", 2], "b": "x"})}


def test_every_field_of_a_clinic_has_a_plain_form(example: Site) -> None:
    clinic = example.clinics[0]
    record = plain(clinic)
    assert {"id", "hours", "phone", "address", "point"} <= record.keys()
    assert "verified_on" not in record
    assert plain(replace(clinic, parking="Elsewhere")) != record


def test_an_unknown_kind_of_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError, match="no plain form"):
        plain(object())

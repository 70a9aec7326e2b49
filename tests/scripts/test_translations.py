"""The catalogues of sentences: whole, up to date, and with the blanks of the English."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from locator.site.catalogues import load_catalogue
from locator.site.languages import ADDRESS_WORDS, MAIN, NAMES

if TYPE_CHECKING:
    from babel.messages.catalog import Message

ROOT = Path(__file__).parent.parent.parent
BLANK = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%%")
CODES = [code for code in NAMES if code != MAIN]

messages = pytest.mark.parametrize(
    "message", [message for code in CODES for message in load_catalogue(code) if message.id], ids=str
)


def texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in value]  # type: ignore[attr-defined]


@messages
def test_every_sentence_is_translated_with_the_same_blanks(message: Message) -> None:
    """Rule A2: a translation is whole and a person's own; none is half a guess."""
    assert message.string
    assert all(texts(message.string)), message.id
    assert not message.fuzzy
    blanks = {blank for text in texts(message.id) for blank in BLANK.findall(text)}
    for string in texts(message.string):
        assert set(BLANK.findall(string)) <= blanks, message.id
    assert {blank for text in texts(message.string) for blank in BLANK.findall(text)} == blanks, message.id


def test_the_catalogues_hold_what_pages_say_today(capsys: pytest.CaptureFixture[str]) -> None:
    main = runpy.run_path(str(ROOT / "scripts" / "translations.py"))["main"]
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_every_language_has_words_for_addresses() -> None:
    """Rule A35: the steps of an address are words of its language."""
    for code in CODES:
        assert len(set(ADDRESS_WORDS[code].values())) == len(ADDRESS_WORDS[code])

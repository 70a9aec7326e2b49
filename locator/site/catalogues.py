"""Catalogues of sentences: locale/es.po flows in, gettext's translations flow out."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

FOLDER = Path(__file__).parent.parent / "locale"
_BROWSER = ("static/", "locator/site/common_words.py")  # where the sentences of scripts stand


@cache
def load_catalogue(code: str) -> Catalog:
    """Reads the sentences of a language with all that translators have noted."""
    from babel.messages.pofile import read_po  # most sites and commands speak English alone

    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


@cache
def translations(code: str) -> GNUTranslations:
    """The sentences of a language, ready to be said; what is marked fuzzy is not among them."""
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, load_catalogue(code))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def browser_words(code: str) -> dict[str, str | list[str]]:
    """What the scripts of pages say, by the English sentence: one text, or one for 1 and one for many."""
    words: dict[str, str | list[str]] = {}
    for message in load_catalogue(code):
        is_said = any(file.startswith(_BROWSER) for file, _ in message.locations)
        if is_said and isinstance(message.id, str) and isinstance(message.string, str):
            words[message.id] = message.string
        elif is_said and not isinstance(message.id, str) and message.string:
            words[message.id[0]] = list(message.string)
    return words

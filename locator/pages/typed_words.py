"""What tables say in English and nobody has translated, marked as English on pages of other languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from locator.site.languages import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.snapshot import Site


class TypedWords:
    """A Jinja filter: the titles of people, notes of special days and means of access, as they were typed.

    What the catalogue knows, such as "Christmas Eve", the page has said in its own language. Names, also
    those of health plans, are of no language (rule D13).
    """

    def __init__(self, site: Site) -> None:
        found = () if site.say.is_main else {text for text in _typed(site) if site.say(text) == text}
        longest_first = sorted(found, key=lambda text: (-len(text), text))
        any_of = "|".join(map(re.escape, longest_first))
        self._words = re.compile(rf"(?<!\w)({any_of})(?!\w)") if found else None

    @property
    def pattern(self) -> str:
        """All that it marks, as a regular expression; empty in English."""
        return self._words.pattern if self._words else ""

    def __call__(self, text: str) -> str:
        """The text with its English words marked; in English, the text itself."""
        if self._words is None:
            return text
        parts = enumerate(self._words.split(text))  # every other one is a word that was found
        return escape("").join(_marked(part) if n % 2 else escape(part) for n, part in parts)


def _marked(text: str) -> Markup:
    text_html = f'<span lang="{MAIN}">{escape(text)}</span>'
    return Markup(text_html)


def _typed(site: Site) -> Iterator[str]:
    yield from (person.title for person in site.practitioners if person.title)
    for clinic in site.clinics:
        yield from clinic.accessibility
        if clinic.hours:
            yield from (special.note for special in clinic.hours.special if special.note)

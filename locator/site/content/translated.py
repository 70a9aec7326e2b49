"""What makes a text a translation: its language, its original, its own slug, and who has checked it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.document import Translation
from locator.site.languages import ADDRESS_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from locator.model.document import Article, Treatment
    from locator.site.content.front_matter import FrontMatter


def translation_of(
    document: FrontMatter,
    originals: Collection[str],
    translated: Mapping[str, Mapping[str, Treatment | Article]],
    today: date,
) -> Translation | None:
    """Reads the settings of a translation; None, and a problem, if there is no place for it.

    `translated` holds the texts of its kind that there are already in each language of the site.
    """
    language, original = document.text("lang"), document.text("translation_of")
    if language not in translated:
        cure = f'add "{language}" to languages in site.toml, or take the file out'
        document.warn("lang", f"the site does not speak {language or 'that'}, so nobody sees this text", cure)
        return None
    if original not in originals:
        cure = f"write one of {', '.join(originals) or 'the texts in the main language'}, without .md"
        document.report("translation_of", f'"{original}" is not a text of this site that can be used', cure)
        return None
    if original in translated[language]:
        document.report("translation_of", "another file translates it too", "take one of the two out")
    if document.stem in ADDRESS_WORDS[language].values():
        message = f"/{language}/{document.stem}/ is an address of the site itself"
        document.report(None, message, "give the file another name")
    return Translation(language, document.stem, *_check(document, today))


def _check(document: FrontMatter, today: date) -> tuple[str, date | None]:
    """Who has checked the text and when; one without the other proves nothing (rule A34)."""
    name, day = document.text("checked_by"), document.past_day("checked_on", today)
    if bool(name) != bool(day):
        lacking = "checked_on" if name else "checked_by"
        cure = f"add {lacking}, or take the other out"
        document.report(lacking, "a check needs a name and a date", cure)
    return name, day

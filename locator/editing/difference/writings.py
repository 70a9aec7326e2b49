"""Two versions of what editors write and operators set -> which texts and settings changed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from locator.editing.difference.alteration import Alteration, Cell, Deed, label
from locator.editing.difference.compared import changed_passages
from locator.model.document import TownNote
from locator.site.languages import MAIN, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.content.documents import Texts
    from locator.site.settings.config import Config
    from locator.site.snapshot import Site

_SIMPLE = (str, int, float, bool)
# What settings are called in site.toml, where that is not the name of the field.
_KEYS = {
    "service_radius_km": "service_radius",
    "basemap": "map",
    "cors_origins": "api.cors_origins",
    "wordings": "words in other languages",
}
_FOLLOWING = {"language"}  # is the first of `languages`


def altered_texts(before: Site, after: Site) -> Iterator[Alteration]:
    """The treatments, articles and notes that are not what they were, of every language; by file."""
    old, new = dict(_texts(before)), dict(_texts(after))
    for key, (name, text) in old.items():
        if key not in new:
            yield Alteration(Deed.REMOVED, key, name)
        elif new[key][1] != text:
            yield Alteration(Deed.CHANGED, key, new[key][0], cells=_words(text, new[key][1]))
    for key in new.keys() - old.keys():
        yield Alteration(Deed.ADDED, key, new[key][0])


def _texts(site: Site) -> Iterator[tuple[str, tuple[str, object]]]:
    languages: list[tuple[str, Site | Texts]] = [(MAIN, site), *site.translated.items()]
    for language, texts in languages:
        tongue = "" if language == MAIN else f" ({NAMES[language]})"
        for treatment in texts.treatments.values():
            yield f"content/treatments/{treatment.file}", (f"{treatment.name}{tongue}", treatment)
        for article in texts.articles.values():
            yield f"content/articles/{article.file}", (f"{article.title}{tongue}", article)
    for key, note in site.notes.items():
        town = site.towns_by_key.get(key)
        path = "/".join(key)
        yield f"content/towns/{path}.md", (f"note about {town.label if town else path}", note)


def _words(before: object, after: object) -> tuple[Cell, ...]:
    """What a changed note says now; of a treatment or an article its name has to do, for it is long."""
    if not isinstance(before, TownNote) or not isinstance(after, TownNote):
        return ()
    told = changed_passages(*(Markup(note.body_html).striptags() for note in (before, after)))
    return (Cell("text", "text", *told),) if any(told) else ()


def altered_settings(before: Config, after: Config) -> Iterator[Alteration]:
    """The settings of site.toml that are not what they were; of whole tables, no value is told."""
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new and field.name not in _FOLLOWING:
            key = _KEYS.get(field.name, field.name)
            told = tuple(map(_told, (old, new)))
            # A geocoder's table may hold a key that is nobody else's business.
            cells = () if None in told else (Cell(key, label(key), str(told[0]), str(told[1])),)
            yield Alteration(Deed.CHANGED, key, label(key), cells=cells)


def _told(value: Any) -> str | None:
    """A simple value in words, blank if there is none; None if there is more to it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4g} km"  # the one number that is no count is a radius
    if isinstance(value, _SIMPLE):
        return str(value)
    if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else None

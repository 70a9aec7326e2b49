"""A Difference in marketers' words: one sentence, then the details line by line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from locator.editing.difference.alteration import Alteration, Deed
from locator.editing.difference.difference import PARTS
from locator.editing.difference.pages import PageChange, Turn
from locator.pages.output import OK
from locator.site.words import counted, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.editing.difference.difference import Difference

NOTHING = "Nothing changed."

# What one of each part is called, and what several are; the first of them is a name worth telling.
_NOUNS = {
    "towns": ("town", "towns"),
    "clinics": ("clinic", "clinics"),
    "people": ("person", "people"),
    "redirects": ("redirect", "redirects"),
    "texts": ("text", "texts"),
    "settings": ("setting", "settings"),
}
_NAMED = ("towns", "clinics")
_MARKS = {Deed.ADDED: "+", Deed.REMOVED: "-"}
_PAGE_MARKS = {Turn.APPEARS: "+", Turn.GOES: "-", Turn.CHANGES: "~", Turn.STANDS: "~"}
_LONG = 120  # characters of a value that a line repeats


def summary(difference: Difference) -> str:
    """One sentence: "2 towns added, Ormond Beach, FL renamed, 1 clinic's hours changed; 7 pages change."."""
    if not difference:
        return NOTHING
    told = ", ".join(clause for part in PARTS for clause in _clauses(part, getattr(difference, part)))
    pages = ", ".join(_page_clauses(difference.pages)) if difference.pages is not None else ""
    return f"{'; '.join(filter(None, (told, pages)))}."


def _clauses(part: str, alterations: Sequence[Alteration]) -> Iterator[str]:
    for deed in Deed:
        found = [each for each in alterations if each.deed is deed]
        if not found:
            continue
        if deed is Deed.CHANGED and part in _NAMED:
            yield from _changed(part, found)
        elif len(found) == 1 and part in _NAMED and deed not in (Deed.ADDED, Deed.CHANGED):
            yield f"{found[0].was or found[0].name} {deed.value}"
        else:
            yield f"{counted(len(found), *_NOUNS[part])} {deed.value}"


def _changed(part: str, changed: Sequence[Alteration]) -> Iterator[str]:
    """The rows that changed, by the one column in which they did, or else together."""
    one, many = _NOUNS[part]
    columns = Counter(each.cells[0].label if len(each.cells) == 1 else "" for each in changed)
    for column, count in sorted(columns.items(), key=lambda pair: (not pair[0], -pair[1], pair[0])):
        if column:
            owner = counted(count, f"{one}'s", f"{many}'")
            yield f"{owner} {column} changed"
        else:
            yield f"{counted(count, one, many)} changed"


def _page_clauses(pages: Sequence[PageChange]) -> Iterator[str]:
    turns = Counter(page.turn for page in pages)
    said = ""
    for turn, one, many in (
        (Turn.APPEARS, "appears", "appear"),
        (Turn.GOES, "goes", "go"),
        (Turn.CHANGES, "changes", "change"),
    ):
        if count := turns[turn]:
            noun = "" if said else f" page{'' if count == 1 else 's'}"
            yield (said := f"{count:,}{noun} {one if count == 1 else many}")
    if count := sum(page.has_another_verdict for page in pages):
        yield f"{counted(count, 'verdict')} {'changes' if count == 1 else 'change'}"
    if not pages:
        yield "no page changes"


def details(difference: Difference, *, most: int | None = None) -> Iterator[str]:
    """The lines below the sentence: + came, - went, ~ changed, each part under its name.

    `most` is how many pages are listed, the rest counted; those that do more than change come first.
    """
    for part in PARTS:
        if alterations := getattr(difference, part):
            yield part.capitalize()
            yield from (printable(line) for each in alterations for line in _lines(each))
    if difference.pages:
        yield "Pages"
        pages = sorted(difference.pages, key=_is_mere_change) if most else difference.pages
        yield from map(page_line, pages[:most])
        if most and len(pages) > most:
            yield f"  … and {len(pages) - most:,} more"


def _is_mere_change(page: PageChange) -> bool:
    return page.turn is Turn.CHANGES and not page.has_another_verdict and page.was_listed == page.is_listed


def _lines(alteration: Alteration) -> Iterator[str]:
    mark = _MARKS.get(alteration.deed, "~")
    name = _named(alteration)
    deed = "" if mark != "~" or alteration.deed is Deed.CHANGED else f", {alteration.deed.value}"
    was = f" (was {alteration.was})" if alteration.was else ""
    yield f"  {mark} {name}{deed}{was}"
    for cell in alteration.cells:
        yield f"      {cell.label}: {_value(cell.before)} -> {_value(cell.after)}"


def _named(alteration: Alteration) -> str:
    if alteration.key in ("", alteration.name):
        return alteration.name
    return f"{alteration.name} [{alteration.key}]"


def _value(text: str) -> str:
    shown = text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
    return f'"{shown}"' if text else "blank"


def page_line(page: PageChange) -> str:
    """One page: what becomes of it, its verdict, where its address leads if it goes."""
    verdict = " -> ".join(filter(None, dict.fromkeys((page.before, page.after))))
    place = ""
    if page.status != OK:
        place = f"leads to {page.leads_to}" if page.leads_to else f"answers {page.status}"
    elif page.was_listed != page.is_listed and page.turn is not Turn.APPEARS:
        place = "joins the sitemap" if page.is_listed else "leaves the sitemap"
    elif page.turn is Turn.APPEARS:
        place = "in the sitemap" if page.is_listed else "not in the sitemap"
    notes = ", ".join(filter(None, (verdict, place)))
    return f"  {_PAGE_MARKS[page.turn]} {page.path}{f'  ({notes})' if notes else ''}"

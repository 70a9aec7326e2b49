"""/workbench/towns/: the list, one town, and what an editor does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.notes.note_edit import NOTE
from locator.web.workbench.routing import act, show
from locator.workbench.answer import Done, missing
from locator.workbench.frame import DRAFT, TOWNS
from locator.workbench.towns.form import FIELDS, TownForm, joined, tidied
from locator.workbench.towns.saving import remove_town, save_town
from locator.workbench.towns.town import town_page
from locator.workbench.towns.towns import Filters, towns_page

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked, Fields
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

LAST = 999_999  # page of a list


def towns(desk: Desk, asked: Asked) -> Answer:
    """The list, under the filters of its form."""
    query = asked.query
    return towns_page(
        desk,
        Filters(
            text=query.one("text").strip(),
            verdict=query.one("verdict"),
            region=query.one("region"),
            treatment=query.one("treatment"),
            sort=query.one("sort", "name"),
            page=min(query.number("page", 1), LAST),
        ),
    )


def town(desk: Desk, asked: Asked) -> Answer:
    """One town."""
    return town_page(desk, _key(asked)) or _missing(desk, asked)


def save(desk: Desk, asked: Asked) -> Answer:
    """The form of one town: into the draft, or back with what is to be mended."""
    form = TownForm(_values(desk, asked.form), _seen(asked.form))
    return save_town(desk, _key(asked), form) or _missing(desk, asked)


def remove(desk: Desk, asked: Asked) -> Answer:
    """Takes a town away, in the draft."""
    removed = remove_town(desk, _key(asked), asked.form.one("end"))
    return Done(DRAFT, removed) if removed else _missing(desk, asked)


def _values(desk: Desk, form: Fields) -> dict[str, str]:
    """What the fields hold; of a clash, the value that the editor has chosen."""
    values = {each: tidied(each, form.one(each)) for each in FIELDS}
    values["treatments"] = joined(form.all("treatments"), desk.catalogue.source)
    if NOTE not in form:  # a page from before there was such a field
        values[NOTE] = _seen(form)[NOTE]
    kept = {each: seen for each, seen in _seen(form).items() if form.one(f"choose-{each}") == "theirs"}
    return values | kept


def _seen(form: Fields) -> dict[str, str]:
    """What the fields held when the form was opened; browsers send line ends of their own."""
    seen = {each: form.one(f"seen-{each}") for each in FIELDS}
    return seen | {NOTE: tidied(NOTE, seen[NOTE])}


def _key(asked: Asked) -> str:
    return f"{asked.path['region']}/{asked.path['town']}"


def _missing(desk: Desk, asked: Asked) -> Answer:
    told = f"There is no town {_key(asked)}, or the draft renames or removes it."
    return missing(desk, told, section=TOWNS)


ONE = f"{TOWNS}{{region}}/{{town}}/"
routes = (show(TOWNS, towns), show(ONE, town), act(f"{ONE}save", save), act(f"{ONE}remove", remove))

"""The id of a new clinic: made of its name and town, and never one that another has had (rule F1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.importing.identity import MAX_STORE_CODE, made_ids
from locator.editing.rows.edited_table import EditedTable
from locator.errors import LocatorError
from locator.site.slugs import is_slug, slug
from locator.workbench.clinics.book import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.workbench.clinics.book import Book
    from locator.workbench.desk import Desk


def proposed_id(desk: Desk, book: Book, cells: Mapping[str, str]) -> str:
    """The id for a clinic of this name and address; empty if somebody has to think of one."""
    free = (id_ for id_ in made_ids(cells) if is_slug(id_) and not was_used(desk, book, id_))
    return next(free, "") if cells["name"] else ""


def mistake_in_id(desk: Desk, book: Book, id_: str) -> str:
    """What is wrong with an id that somebody typed; empty if it can be taken."""
    if not is_slug(id_):
        made = slug(id_)
        cure = f"Write {made}" if made else "Write small letters, digits and hyphens"
        return f"“{id_[:MAX_STORE_CODE]}” cannot stand in an address. {cure}, or leave it blank."
    if len(id_) > MAX_STORE_CODE:
        return f"{MAX_STORE_CODE} characters are the most. Write a shorter one, or leave it blank."
    if was_used(desk, book, id_):
        return f"{id_} is or was the id of another clinic. Write another, or leave it blank."
    return ""


def was_used(desk: Desk, book: Book, id_: str) -> bool:
    """Whether a clinic has this id, or had it: in the file, the draft, an old version, a link, the ledger."""
    site = desk.catalogue.source
    path = site.urls.clinic(id_)
    return (
        id_ in book.drafted
        or book.cells(id_) is not None
        or path in site.ledger.lines
        or any(redirect.source == path for redirect in site.redirects)
        or any(EditedTable(FILE, data).row(id_) for data in _old_files(desk, id_))
    )


def _old_files(desk: Desk, id_: str) -> Iterator[bytes]:
    """The files of old versions in which the id stands somewhere; one that is lost is passed over."""
    read: set[str | None] = set()
    for version in desk.versions.list():
        if (blob := version.contents.get(FILE)) in read:
            continue
        read.add(blob)
        try:
            data = desk.versions.read(version, FILE) or b""
        except LocatorError:
            continue
        if id_.encode() in data:
            yield data

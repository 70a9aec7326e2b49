"""Cabinets by a word that another process can be told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from locator.editing.folder_cabinet import FolderCabinet
from locator.shared.books.shared_cabinet import SharedCabinet
from locator.shared.database.database import Database

if TYPE_CHECKING:
    from locator.cabinet import Cabinet


def place_of(cabinet: Cabinet) -> str:
    """The folder or the address of a cabinet."""
    if isinstance(cabinet, FolderCabinet):
        return str(cabinet.path)
    assert isinstance(cabinet, SharedCabinet)
    return cabinet.database.url


def opened(place: str) -> Cabinet:
    """The cabinet at a place, opened once more."""
    return SharedCabinet(Database(place)) if "://" in place else FolderCabinet(Path(place))

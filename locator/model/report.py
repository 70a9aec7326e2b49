"""What a reader says is wrong with a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

LONGEST_NOTE = 500  # characters


class Fault(StrEnum):
    """What is wrong."""

    HOURS = "hours"
    PHONE = "phone"
    ADDRESS = "address"
    CLOSED = "closed"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the day, the path of the page, what is wrong and a short note; nothing of the reader.

    `id` is 0 until it is kept.
    """

    day: date
    path: str
    fault: Fault
    note: str = ""
    id: int = 0

"""What was published, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.workbench.frame import HISTORY, DeskFrame, build_frame

if TYPE_CHECKING:
    from locator.workbench.desk import Desk


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The versions, the newest first."""

    template: ClassVar[str] = "workbench/history.html"

    frame: DeskFrame


def history_page(desk: Desk) -> HistoryPage:
    """The page as of now."""
    return HistoryPage(build_frame(desk, "History", section=HISTORY))

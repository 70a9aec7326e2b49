"""The first page of the workbench: what needs an editor today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.workbench.frame import HOME, DeskFrame, build_frame

if TYPE_CHECKING:
    from locator.workbench.desk import Desk


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What needs an editor today."""

    template: ClassVar[str] = "workbench/overview.html"

    frame: DeskFrame
    pages: int


def overview_page(desk: Desk) -> OverviewPage:
    """The page as of now."""
    return OverviewPage(build_frame(desk, "Overview", section=HOME), pages=len(desk.catalogue.pages))

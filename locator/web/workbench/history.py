"""GET /workbench/history/: the versions that were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import show
from locator.workbench.frame import HISTORY
from locator.workbench.history import history_page

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def history(desk: Desk, _: Asked) -> Answer:
    """All versions, the newest first."""
    return history_page(desk)


routes = (show(HISTORY, history),)

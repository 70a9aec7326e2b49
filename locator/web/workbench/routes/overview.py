"""GET /workbench/: what needs an editor today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import show
from locator.workbench.frame import HOME
from locator.workbench.overview.overview import overview_page

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def overview(desk: Desk, _: Asked) -> Answer:
    """The first page."""
    return overview_page(desk)


routes = (show(HOME, overview),)

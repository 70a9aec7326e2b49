"""/workbench/preview/...: the public pages as the draft makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import show
from locator.workbench.drafting import drafted
from locator.workbench.preview import PREVIEW, preview

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def page(desk: Desk, asked: Asked) -> Answer:
    """What an address answers once the draft is published."""
    return preview(drafted(desk), f"/{asked.path['path']}")


routes = (show(f"{PREVIEW}{{path:path}}", page),)

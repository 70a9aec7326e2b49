"""/workbench/towns/upload/: a file of towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.towns.upload import LARGEST, UPLOAD, take_upload, upload_page

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

MARGIN = 10_000  # bytes around the file in its form


def ask(desk: Desk, _: Asked) -> Answer:
    """The form."""
    return upload_page(desk)


def take(desk: Desk, asked: Asked) -> Answer:
    """The file: into the draft, or back with its problems."""
    sent = asked.files.get("file")
    return take_upload(desk, sent.data if sent else b"")


routes = (show(UPLOAD, ask), act(UPLOAD, take, most=LARGEST + MARGIN))

"""/workbench/towns/upload/: a file of towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.towns.upload import LARGEST, UPLOAD, refused_page, take_upload, upload_page

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

MARGIN = 10_000  # bytes around the file in its form


def ask(desk: Desk, asked: Asked) -> Answer:
    """The form, or with what is to be mended in the file that was sent."""
    if "kept" in asked.query:
        return refused_page(desk, asked.query.one("kept"))
    return upload_page(desk)


def take(desk: Desk, asked: Asked) -> Answer:
    """The file: into the draft, or back with its problems."""
    sent = asked.files.get("file")
    return take_upload(desk, sent.data if sent else b"")


routes = (show(UPLOAD, ask), act(UPLOAD, take, most=LARGEST + MARGIN))

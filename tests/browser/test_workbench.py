"""The workbench in a real browser: signing in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_an_editor_signs_in(signed_in: Page) -> None:
    assert signed_in.get_by_role("heading", level=1).text_content() == "Overview"
    (cookie,) = signed_in.context.cookies()
    assert (cookie["name"], cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (
        "__Host-locator",
        True,
        True,
        "Strict",
        "/",
    )

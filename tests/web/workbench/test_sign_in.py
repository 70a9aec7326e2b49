"""Signing in and out: who passes, who does not, and what the browser is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desks import DeskClient


def test_who_has_signed_in_sees_the_overview(desk: DeskClient) -> None:
    page = desk.page("/workbench/")
    assert page.xpath("string(//h1)") == "Overview"
    assert page.xpath("//nav[@aria-label='Workbench']//a/@href")[0] == "/workbench/"
    assert desk.get("/workbench/nothing/").status_code == 404

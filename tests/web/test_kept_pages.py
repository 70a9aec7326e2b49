"""Pages that are kept know the day and not the hour, so no cache can show "open" after closing time."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

import time_machine
from starlette.testclient import TestClient

from locator.commands.folder import utc_now
from locator.pages.output import Output
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "/clinics/daytona-beach/"
# What would be said of this very moment, in the languages of the example.
NOW = re.compile(rb">[^<]*\b(open now|closed now|tomorrow|abierto ahora|cerrado ahora)\b", re.IGNORECASE)


def at(moment: str) -> time_machine.travel:
    return time_machine.travel(datetime.fromisoformat(moment), tick=False)


def bodies(live: Live) -> dict[str, bytes]:
    """All that may lie on the shelf."""
    catalogue = live.edition.catalogue
    answers = {
        path: catalogue.answer(path) for path in (*catalogue.pages, *catalogue.gone)
    } | live.edition.files
    return {path: answer.body for path, answer in answers.items() if isinstance(answer, Output)}


def test_kept_pages_change_with_the_day_alone(folder: Path) -> None:
    settings = folder / "site.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("as_of =", "# as_of ="), encoding="utf-8"
    )
    with at("2026-11-24T15:00:00+00:00"):
        live = Live(SiteFolder(folder), environ={}, clock=utc_now, machine_files=machine_files)
        client = TestClient(create_app(live))
        morning = bodies(live)
        tag = client.get(PAGE).headers["etag"]
    assert [path for path, body in morning.items() if NOW.search(body)] == []

    with at("2026-11-25T03:00:00+00:00"):  # in the evening, when all have closed
        assert live.is_of_today
        live.renew()
        assert bodies(live) == morning
        assert client.get(PAGE, headers={"if-none-match": tag}).status_code == 304

    with at("2026-11-27T11:00:00+00:00"):  # midnight in the westernmost state, after Thanksgiving
        assert not live.is_of_today
        live.renew()
        assert bodies(live)[PAGE] != morning[PAGE]
        answer = client.get(PAGE, headers={"if-none-match": tag})
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=300")

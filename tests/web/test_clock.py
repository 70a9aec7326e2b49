"""The whole way from the machine's clock to the answer, on the days that go wrong elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from starlette.testclient import TestClient

from locator.commands.folder import utc_now
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id,name,street,locality,region,postcode,lat,lon,hours,treatments"
PLACES = {
    "daytona": "Daytona Beach,FL,32114,29.20385,-81.03412",
    "pensacola": "Pensacola,FL,32502,30.41330,-87.21690",
    "phoenix": "Phoenix,AZ,85004,33.45110,-112.06850",
    "honolulu": "Honolulu,HI,96813,21.30990,-157.85810",
}


def served(folder: Path, hours: str) -> TestClient:
    """A live site with the same hours in four zones, by the real clock."""
    rows = [
        f'{id_},Example {id_},1 Example Street,{place},"{hours}",back-pain-treatment'
        for id_, place in PLACES.items()
    ]
    (folder / "clinics.csv").write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    (folder / "practitioners.csv").unlink()
    settings = (folder / "site.toml").read_text(encoding="utf-8")
    (folder / "site.toml").write_text(settings.replace("as_of =", "# as_of ="), encoding="utf-8")
    live = Live(SiteFolder(folder), environ={}, clock=utc_now, machine_files=machine_files)
    return TestClient(create_app(live))


def openings(client: TestClient) -> dict[str, tuple[bool, str]]:
    """Whether each clinic is open, and the local time at which that changes."""
    response = client.get("/api/v1/nearest", params={"q": "32114", "limit": "10"})
    assert response.status_code == 200
    clinics: list[dict[str, Any]] = response.json()["clinics"]
    return {
        clinic["id"]: (clinic["open_now"], (clinic["opens_at"] or clinic["closes_at"])[:16])
        for clinic in clinics
    }


def travel(text: str) -> time_machine.travel:
    return time_machine.travel(datetime.fromisoformat(text), tick=False)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # Clocks go back on the first of November, but not in Phoenix and Honolulu.
        (
            "2026-11-01T12:30:00+00:00",
            {
                "daytona": (False, "2026-11-01T08:00"),
                "pensacola": (False, "2026-11-01T08:00"),
                "phoenix": (False, "2026-11-01T08:00"),
                "honolulu": (False, "2026-11-01T08:00"),
            },
        ),
        (
            "2026-11-01T14:30:00+00:00",
            {
                "daytona": (True, "2026-11-01T17:00"),
                "pensacola": (True, "2026-11-01T17:00"),
                "phoenix": (False, "2026-11-01T08:00"),
                "honolulu": (False, "2026-11-01T08:00"),
            },
        ),
        # They go forward on the fourteenth of March.
        (
            "2027-03-14T12:30:00+00:00",
            {
                "daytona": (True, "2027-03-14T17:00"),
                "pensacola": (False, "2027-03-14T08:00"),
                "phoenix": (False, "2027-03-14T08:00"),
                "honolulu": (False, "2027-03-14T08:00"),
            },
        ),
        # Independence Day is a Saturday and observed on Friday; where it is still Thursday, it is open.
        (
            "2026-07-03T01:00:00+00:00",
            {
                "daytona": (False, "2026-07-05T08:00"),
                "pensacola": (False, "2026-07-05T08:00"),
                "phoenix": (False, "2026-07-05T08:00"),
                "honolulu": (True, "2026-07-02T17:00"),
            },
        ),
    ],
)
def test_the_answer_follows_the_clock_of_each_clinic(
    folder: Path, now: str, expected: dict[str, tuple[bool, str]]
) -> None:
    with travel(now):
        assert openings(served(folder, "Mo-Su 08:00-17:00; PH off")) == expected


def test_a_night_runs_through_the_change_of_clocks_and_a_holiday(folder: Path) -> None:
    client = served(folder, "Mo-Su 20:00-06:00; PH off")
    with travel("2026-11-01T05:30:00+00:00"):  # half past one in Florida, for the first time
        assert openings(client)["daytona"] == (True, "2026-11-01T06:00")
    with travel("2026-11-26T05:00:00+00:00"):  # Thanksgiving has begun, Wednesday night goes on
        assert openings(client)["daytona"] == (True, "2026-11-26T06:00")
    with travel("2026-11-27T02:00:00+00:00"):
        assert openings(client)["daytona"] == (False, "2026-11-27T20:00")


def test_a_served_page_tells_of_the_closures_from_today_on(folder: Path) -> None:
    with travel("2026-12-20T12:00:00+00:00"):
        page = served(folder, "Mo-Fr 08:00-17:00; PH off").get("/clinics/daytona/").text
    assert "Friday, December 25" in page
    assert "Closed (Christmas Day)" in page
    assert "Thanksgiving" not in page
